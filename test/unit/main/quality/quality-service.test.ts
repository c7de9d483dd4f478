import { describe, expect, test } from 'vitest';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { QualityFilter, QualityRuleId, QualityWork } from '#shared/contract/quality.ts';
import { addAnalysis, addTrack, openQuality, type QualityLibrary } from '#test/support/quality-library.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';

const ALL: QualityFilter = { rule: null, ignored: false };

function open(): QualityLibrary & { readonly database: LibraryDatabase } {
  const database = openTempLibrary();
  return { database, ...openQuality(database) };
}

const edit = (database: LibraryDatabase, id: string, set: Record<string, string | number | null>) =>
  database.mutate({ origin: 'user', label: 'Edit', mutations: [{ op: 'update', table: 'tracks', id, set }] });

const valueOf = (database: LibraryDatabase, column: string, id: string): unknown =>
  database.raw.prepare(`SELECT ${column} FROM tracks WHERE id = ?`).pluck().get(id);

async function problemOf({ service }: QualityLibrary, id: TrackId, rule: QualityRuleId) {
  const { tracks } = await service.tracks({ rule, ignored: false }, 0, 100);
  const problem = tracks.find(({ track }) => track.id === id)?.problems.find((each) => each.rule === rule);
  if (problem === undefined) throw new Error(`${rule} is not broken`);
  return problem;
}

describe('scoring', () => {
  test('an empty library has no score', async () => {
    const { service } = open();
    expect(await service.overview()).toMatchObject({ score: null, tracks: 0, flawless: 0 });
    expect(await service.tracks(ALL, 0, 10)).toEqual({ total: 0, tracks: [] });
  });

  test('the mean of the tracks, and what is wrong by rule', async () => {
    const { database, service, counts } = open();
    addTrack(database);
    addTrack(database, { key_index: null, title: 'Ghosts' });
    const overview = await service.overview();
    expect(overview).toMatchObject({ tracks: 2, flawless: 1 });
    // 3 of 20 for the key.
    expect(overview.score).toBeCloseTo((1 + 0.85) / 2, 9);
    expect(await counts()).toEqual({ 'key-missing': 1 });
  });

  test('the worst come first, with words and what a mend would write', async () => {
    const { database, service } = open();
    addTrack(database);
    const spaced = addTrack(database, { title: 'Ghosts  n Stuff' });
    const bare = addTrack(database, { title: 'x', artist: '', bpm: null, key_index: null, year: null, genre: '' });
    const { total, tracks } = await service.tracks(ALL, 0, 10);
    expect(total).toBe(2);
    expect(tracks.map(({ track }) => track.id)).toEqual([bare, spaced]);
    // Errors before warnings.
    expect(tracks[0]?.problems.map(({ severity }) => severity)).toEqual([
      'error',
      'error',
      'error',
      'warning',
      'warning',
    ]);
    expect(tracks[1]?.problems).toEqual([
      {
        rule: 'title-spaces',
        severity: 'warning',
        text: 'The title has spaces or hidden characters where none belong.',
        changes: [{ field: 'title', before: 'Ghosts  n Stuff', after: 'Ghosts n Stuff' }],
      },
    ]);
    expect((await service.tracks(ALL, 1, 1)).tracks.map(({ track }) => track.id)).toEqual([spaced]);
  });

  test('follows edits, files, analyses, removals and undo', async () => {
    const { database, broken, service } = open();
    const id = addTrack(database, { key_index: null });
    expect(await broken(id)).toEqual(['key-missing']);
    edit(database, id, { key_index: 3, title: 'A  B' });
    expect(await broken(id)).toEqual(['title-spaces']);
    database.history.undo();
    expect(await broken(id)).toEqual(['key-missing']);
    addAnalysis(database, id, { keyIndex: 7 });
    expect(await problemOf({ service, broken, counts: () => Promise.resolve({}) }, id, 'key-missing')).toMatchObject({
      changes: [{ field: 'key', before: null, after: 7 }],
    });
    const file = database.raw.prepare('SELECT id FROM files').pluck().get() as string;
    const set = { missing_since: '2026-01-01T00:00:00.000Z' };
    database.mutate({ origin: 'tag', label: 'Scan', mutations: [{ op: 'update', table: 'files', id: file, set }] });
    expect(await broken(id)).toEqual(['key-missing', 'file-missing']);
    database.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id }] });
    expect(await service.overview()).toMatchObject({ tracks: 0, score: null });
  });

  test('an artist is judged by how most tracks spell it, and again when the majority changes', async () => {
    const { database, broken, service } = open();
    const odd = addTrack(database, { artist: 'BICEP', title: 'Glue' });
    const others = ['Vale', 'Opal'].map((title) => addTrack(database, { artist: 'Bicep', title }));
    expect(await broken(odd)).toEqual(['artist-spelling']);
    const [problem] = (await service.tracks(ALL, 0, 10)).tracks[0]?.problems ?? [];
    expect(problem?.changes).toEqual([{ field: 'artist', before: 'BICEP', after: 'Bicep' }]);
    for (const id of others) edit(database, id, { artist: 'BICEP' });
    edit(database, odd, { artist: 'Bicep feat. Clara La San' });
    expect(await broken(odd)).toEqual(['artist-spelling']);
    expect(await broken(others[0] ?? '')).toEqual([]);
    // Tracks that did not change themselves are judged anew.
    for (const id of others) edit(database, id, { artist: 'Someone Else' });
    expect(await broken(odd)).toEqual([]);
  });

  test('artist and title swapped: the title is an artist of several other tracks', async () => {
    const { database, broken } = open();
    const swapped = addTrack(database, { artist: 'Glue', title: 'Bicep' });
    for (const title of ['Vale', 'Opal']) addTrack(database, { artist: 'Bicep', title });
    expect(await broken(swapped)).toEqual([]);
    addTrack(database, { artist: 'Bicep', title: 'Aura' });
    expect(await broken(swapped)).toEqual(['title-swapped']);
  });
});

test('stops in the middle of the first scoring, and says so to who asked', async () => {
  const { database, service } = open();
  for (let n = 0; n < 600; n += 1) addTrack(database, { title: `Glue ${n}` });
  const asked = service.overview();
  await Promise.all([service.stop(), expect(asked).rejects.toMatchObject({ code: 'cancelled' })]);
});

describe('mending one track', () => {
  test('writes what was shown, links the artist, and is one step for undo', async () => {
    const library = open();
    const { database, service, broken } = library;
    const id = addTrack(database, { title: 'Bicep - Glue', artist: '' });
    const { changes } = await problemOf(library, id, 'title-has-artist');
    expect(await service.mend(id, 'title-has-artist', changes)).toEqual({ changed: 1 });
    expect([valueOf(database, 'artist', id), valueOf(database, 'title', id)]).toEqual(['Bicep', 'Glue']);
    expect(database.raw.prepare('SELECT name FROM artists WHERE deleted_at IS NULL').pluck().all()).toEqual(['Bicep']);
    expect(await broken(id)).toEqual([]);
    expect(database.history.state().undo).toBe('Mend "Bicep - Glue": Artist in the title');
    database.history.undo();
    expect(valueOf(database, 'title', id)).toBe('Bicep - Glue');
    expect(database.raw.prepare('SELECT count(*) FROM artists WHERE deleted_at IS NULL').pluck().get()).toBe(0);
  });

  test('what was not shown is not written', async () => {
    const library = open();
    const { database, service } = library;
    const id = addTrack(database, { title: 'Glue  1' });
    const { changes } = await problemOf(library, id, 'title-spaces');
    edit(database, id, { title: 'Glue  2' });
    await expect(service.mend(id, 'title-spaces', changes)).rejects.toMatchObject({ code: 'conflict' });
    const invented = [{ field: 'title', before: 'Glue  2', after: 'Anything' } as const];
    await expect(service.mend(id, 'title-spaces', invented)).rejects.toMatchObject({ code: 'conflict' });
    expect(valueOf(database, 'title', id)).toBe('Glue  2');
  });

  test('a key and a tempo come from the analysis, unless they are locked', async () => {
    const library = open();
    const { database, service } = library;
    const id = addTrack(database, { key_index: null, bpm: null });
    addAnalysis(database, id, { bpm: 174.02, keyIndex: 9 });
    const { changes } = await problemOf(library, id, 'key-missing');
    await service.mend(id, 'key-missing', changes);
    expect(valueOf(database, 'key_index', id)).toBe(9);
    const tempo = (await problemOf(library, id, 'bpm-missing')).changes;
    edit(database, id, { grid_locked: 1 });
    await expect(service.mend(id, 'bpm-missing', tempo)).rejects.toMatchObject({ code: 'conflict' });
    expect(valueOf(database, 'bpm', id)).toBeNull();
  });
});

test('the beat grid of the user follows a mended tempo', async () => {
  const library = open();
  const { database, service } = library;
  const grid = { beatsPerBar: 4, segments: [{ startSeconds: 0.5, bpm: 43, firstBeatNumber: 1 }] };
  const id = addTrack(database, { bpm: 43, grid: JSON.stringify(grid) });
  const { changes } = await problemOf(library, id, 'bpm-range');
  expect(changes).toEqual([{ field: 'bpm', before: 43, after: 86 }]);
  await service.mend(id, 'bpm-range', changes);
  expect(JSON.parse(String(valueOf(database, 'grid', id)))).toMatchObject({
    segments: [{ startSeconds: 0.5, bpm: 86 }],
  });
});

describe('mending all of a kind', () => {
  test('shows every change first, leaves out what the user does, and is one step for undo', async () => {
    const { database, service, counts } = open();
    const ids = Array.from({ length: 450 }, (_, n) => addTrack(database, { genre: 'dnb', title: `Glue ${n}` }));
    const preview = await service.preview('genre-spelling');
    expect(preview).toMatchObject({ rule: 'genre-spelling', tracks: 450, byHand: 0 });
    expect(service.changes(preview.number, 449, 10)).toEqual([
      {
        trackId: ids[449],
        title: 'Glue 449',
        artist: 'deadmau5',
        changes: [{ field: 'genre', before: 'dnb', after: 'Drum & Bass' }],
      },
    ]);
    const [first = ids[0]!, second = ids[1]!] = ids;
    edit(database, second, { genre: 'd&b' });
    expect(await service.mendAll(preview.number, [first])).toEqual({ changed: 448, kept: 1, cancelled: false });
    expect(valueOf(database, 'genre', first)).toBe('dnb');
    expect(valueOf(database, 'genre', second)).toBe('d&b');
    expect(await counts()).toEqual({ 'genre-spelling': 2 });
    expect(database.history.state().undo).toBe('Mend 449 tracks: Genre spelled differently');
    database.history.undo();
    expect(await counts()).toEqual({ 'genre-spelling': 450 });
    // What was written is no preview any more.
    await expect(service.mendAll(preview.number, [])).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('counts what only the user can mend', async () => {
    const { database, service } = open();
    addTrack(database, { key_index: null });
    expect(await service.preview('key-missing')).toMatchObject({ tracks: 0, byHand: 1 });
  });

  test('is cancelled between parts: what was mended stays, and undo takes it back at once', async () => {
    const { database, service, counts } = open();
    for (let n = 0; n < 450; n += 1) addTrack(database, { genre: 'dnb', title: `Glue ${n}` });
    const { number } = await service.preview('genre-spelling');
    const mending = service.mendAll(number, []);
    await expect(service.preview('genre-spelling')).rejects.toMatchObject({ code: 'busy' });
    await service.cancel();
    expect(await mending).toEqual({ changed: 25, kept: 0, cancelled: true });
    database.history.undo();
    expect(await counts()).toEqual({ 'genre-spelling': 450 });
  });

  test('a preview that nobody waits for any more ends', async () => {
    const { database, service } = open();
    addTrack(database, { genre: 'dnb' });
    await expect(service.preview('genre-spelling', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('tells how far it is, and that it has ended', async () => {
    const { database, service } = open();
    addTrack(database, { genre: 'dnb' });
    const stop = new AbortController();
    const seen: QualityWork['phase'][] = [];
    const watching = (async () => {
      for await (const { phase } of service.watch(stop.signal)) {
        seen.push(phase);
        if (seen.length > 1 && phase === 'idle') break;
      }
    })();
    const { number } = await service.preview('genre-spelling');
    await service.mendAll(number, []);
    await watching;
    expect(seen[0]).toBe('idle');
    expect(seen.at(-1)).toBe('idle');
  });
});

describe('ignoring', () => {
  test('a rule for one track: it does not count there, is kept, and can count again', async () => {
    const { database, service, broken, counts } = open();
    const id = addTrack(database, { artist: 'FOUR TET LIVE' });
    const other = addTrack(database, { artist: 'LATE NIGHT CREW', title: 'Other' });
    service.ignore('artist-capitals', id, true);
    expect(await broken(id)).toEqual([]);
    expect(await broken(id, { ignored: true })).toEqual(['artist-capitals']);
    expect(await broken(other)).toEqual(['artist-capitals']);
    expect(database.history.state().undo).toBe('Ignore "Artist in capitals" for "Strobe"');
    expect(await openQuality(database).broken(id)).toEqual([]);
    service.ignore('artist-capitals', id, false);
    expect(await counts()).toEqual({ 'artist-capitals': 2 });
    database.history.undo();
    database.history.undo();
    expect(await counts()).toEqual({ 'artist-capitals': 2 });
  });

  test('a rule for all tracks: the field does not count where it has no other rule', async () => {
    const { database, service } = open();
    addTrack(database, { album: '', key_index: null });
    service.ignore('album-missing', null, true);
    service.ignore('album-missing', null, true);
    const { score, rules } = await service.overview();
    expect(score).toBeCloseTo(1 - 3 / 19.5, 9);
    expect(rules.find(({ id }) => id === 'album-missing')).toMatchObject({ ignored: true, tracks: 0 });
    expect(database.raw.prepare('SELECT count(*) FROM quality_ignores').pluck().get()).toBe(1);
    database.history.undo();
    expect((await service.overview()).score).toBeCloseTo(1 - 3.5 / 20, 9);
  });

  test('a track that is gone', () => {
    const { service } = open();
    expect(() => service.ignore('key-missing', '01900000-0000-7000-8000-000000000000' as TrackId, true)).toThrow(
      expect.objectContaining({ code: 'not-found' }) as Error,
    );
  });
});
