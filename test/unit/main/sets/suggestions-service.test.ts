import { beforeEach, describe, expect, test } from 'vitest';
import { TrackId } from '#shared/contract/ids.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { harmonicMove, isCompatibleMove } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { matchTempo } from '#shared/domain/tempo.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { addPlays } from '#test/support/plays.ts';
import { reasonOf, type ShortTrack, SuggestLibrary, titlesOf } from '#test/support/suggest-library.ts';
import { trackFields } from '#test/support/temp-library.ts';

let on: SuggestLibrary;

beforeEach(() => {
  on = new SuggestLibrary();
});

describe('without any history', () => {
  test('best first: same key, then relative, then a fifth; other keys and tempos out of range are not there', async () => {
    const [playing] = on.add(
      ['Playing', '8A', 126],
      ['Relative', '8B', 126],
      ['Same', '8A', 126],
      ['Fifth', '9A', 126],
      ['Clash', '2A', 126],
      ['Diagonal', '9B', 126],
      ['Fast', '8A', 140],
      ['Half', '8A', 63],
    ) as [TrackId];
    const found = await on.titles(playing);
    expect(found).toEqual(expect.arrayContaining(['Same', 'Fifth', 'Relative', 'Half']));
    expect(found).toHaveLength(4);
    expect(found[0]).toBe('Same');
    expect(await on.titles(playing, { keyRule: 'loose' })).toContain('Diagonal');
    expect(await on.titles(playing, { keyRule: 'loose' })).not.toContain('Clash');
    expect(await on.titles(playing, { keyRule: 'off' })).toContain('Clash');
    expect(await on.titles(playing, { tempoRangePercent: 12 })).toContain('Fast');
    expect(await on.titles(playing, { halfDoubleTime: false })).not.toContain('Half');
  });

  test('each says why in words, group by group, and how likely it is against the first', async () => {
    const [playing] = on.add(['Playing', '8A', 126, 0.5], ['Next', '9A', 123, 0.62], ['Far', '9A', 120, 0.9]) as [
      TrackId,
    ];
    const list = await on.after(playing);
    expect(reasonOf(list, 'Next', 'key')).toBe('A fifth up (8A to 9A)');
    expect(reasonOf(list, 'Next', 'tempo')).toBe('+2.4 % tempo');
    expect(reasonOf(list, 'Next', 'energy')).toBe('Energy one step up (6 to 7)');
    expect(reasonOf(list, 'Next', 'plays')).toBe('Not played yet');
    expect(reasonOf(list, 'Next', 'history')).toBeNull();
    expect(list.suggestions.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(list.fitting).toBe(2);
    const [first, second] = list.suggestions;
    expect(first?.score).toBe(1);
    // The points are log chances: their difference is the ratio of the scores.
    const sum = (parts: readonly { points: number }[] = []) => parts.reduce((total, part) => total + part.points, 0);
    expect(Math.log(second?.score ?? 0)).toBeCloseTo(sum(second?.parts) - sum(first?.parts), 9);
    expect(first?.tempoChangePercent).toBeCloseTo(2.439, 3);
  });

  test('without key lock the tempo change moves the key that is heard', async () => {
    const [playing] = on.add(['Playing', '8A', 132], ['Shifted', '1A', 124.8], ['Own key', '8A', 124.8]) as [TrackId];
    expect(await on.titles(playing)).toEqual(['Own key']);
    const list = await on.after(playing, { keyLock: false });
    expect(titlesOf(list)).toEqual(['Shifted']);
    expect(reasonOf(list, 'Shifted', 'key')).toBe('Same key (8A) as it sounds without key lock');
  });

  test('a wish for energy leaves out what does not go that way', async () => {
    const [playing] = on.add(
      ['Playing', '8A', 126, 0.5],
      ['Up', '8A', 126, 0.62],
      ['Down', '8A', 126, 0.3],
      ['Same', '8A', 126, 0.5],
    ) as [TrackId];
    expect((await on.titles(playing)).toSorted()).toEqual(['Down', 'Same', 'Up']);
    expect(await on.titles(playing, { energy: 'up' })).toEqual(['Up']);
    expect(await on.titles(playing, { energy: 'down' })).toEqual(['Down']);
    expect(await on.titles(playing, { energy: 'hold' })).toEqual(['Same', 'Up']);
  });

  test('all that is suggested keeps to what was set, among many tracks', async () => {
    const fields = inventTracks(1500);
    const [first = ''] = addTracks(on.database, fields);
    for (const [keyRule, tempoRangePercent] of [
      ['strict', 6],
      ['loose', 12],
      ['loose', 50],
    ] as const) {
      const { suggestions, fitting } = await on.after(
        TrackId.parse(first),
        { keyRule, tempoRangePercent, energy: 'up' },
        { limit: 100 },
      );
      const [from] = fields;
      const fits = fields.slice(1).filter(({ key_index, bpm, energy }) => {
        const move = harmonicMove(keyFromIndex(from?.key_index ?? 0), keyFromIndex(key_index ?? 0));
        const percent = Math.abs(matchTempo(from?.bpm ?? 0, bpm ?? 0).changePercent);
        const isUp = energyLevel(energy ?? 0) > energyLevel(from?.energy ?? 0);
        return isCompatibleMove(move, keyRule) && percent <= tempoRangePercent && isUp;
      });
      expect(fitting).toBe(fits.length);
      const allowed = new Set(fits.map(({ title }) => title));
      expect(suggestions.length).toBeGreaterThan(3);
      for (const { track } of suggestions) expect(allowed).toContain(track.title);
    }
  });
});

describe('what is left out', () => {
  test('other copies of the playing song and second copies of others; remixes are not', async () => {
    const [playing] = on.add(
      ['Glue', '8A', 126, 0.5, 'Bicep'],
      ['Glue (Original Mix)', '8A', 126, 0.5, 'Bicep'],
      ['Glue (Hammer Remix)', '8A', 126, 0.5, 'Bicep'],
      ['Opus', '8A', 126, 0.5, 'Prydz'],
      ['Opus (Extended Mix)', '8A', 126, 0.5, 'Prydz'],
    ) as [TrackId];
    expect(await on.titles(playing, { sameArtist: true })).toEqual(['Glue (Hammer Remix)', 'Opus']);
    expect(await on.titles(playing)).toEqual(['Opus']);
  });

  test('one artist does not fill the list', async () => {
    const many = ['1', '2', '3', '4', '5'].map((n): ShortTrack => [`Song ${n}`, '8A', 126, 0.5, 'Prolific']);
    const [playing] = on.add(['Playing', '8A', 126], ...many, ['Other', '8A', 131]) as [TrackId];
    expect(await on.titles(playing)).toEqual(['Song 1', 'Song 2', 'Song 3', 'Other']);
  });

  test('missing tracks, removed ones and those in the set, and the limit holds', async () => {
    const [playing, a, b, c] = on.add(
      ['Playing', '8A', 126],
      ['A', '8A', 126],
      ['B', '8A', 126],
      ['C', '8A', 126],
      ['D', '8A', 126],
    ) as [TrackId, TrackId, TrackId, TrackId];
    expect(await on.titles(playing)).toHaveLength(4);
    const [file] = on.database.raw.prepare('SELECT id FROM files WHERE track_id = ?').pluck().all(a) as string[];
    on.database.mutate({
      origin: 'user',
      label: 'x',
      mutations: [
        { op: 'update', table: 'files', id: file ?? '', set: { missing_since: '2026-01-01T00:00:00.000Z' } },
        { op: 'delete', table: 'tracks', id: b },
      ],
    });
    expect(await on.titles(playing, {}, { exclude: [c] })).toEqual(['D']);
    expect(await on.titles(playing, {}, { limit: 1 })).toHaveLength(1);
  });

  test('what the user never wants to see, until it is allowed again; both can be undone', async () => {
    const [playing, bad] = on.add(['Playing', '8A', 126], ['Bad', '8A', 126], ['Good', '8A', 126]) as [
      TrackId,
      TrackId,
    ];
    expect(on.service.setNever([bad], true)).toEqual({ changed: 1 });
    expect(on.service.setNever([bad], true)).toEqual({ changed: 0 });
    expect(await on.titles(playing)).toEqual(['Good']);
    expect(on.database.raw.prepare('SELECT name FROM tags WHERE deleted_at IS NULL').pluck().all()).toEqual([
      'Never suggest',
    ]);
    on.database.history.undo();
    expect((await on.titles(playing)).toSorted()).toEqual(['Bad', 'Good']);
    on.service.setNever([bad], true);
    expect(on.service.setNever([bad], false)).toEqual({ changed: 1 });
    expect((await on.titles(playing)).toSorted()).toEqual(['Bad', 'Good']);
  });
});

describe('other than the best', () => {
  const many = Array.from({ length: 40 }, (_, n): ShortTrack => [`Track ${n}`, '8A', 120 + (n % 12)]);
  test('a surprise is drawn, the same for the same number, and tells its true place', async () => {
    const [playing] = on.add(['Playing', '8A', 126], ...many) as [TrackId];
    const best = await on.titles(playing);
    const one = await on.after(playing, { surprise: 7 });
    expect(titlesOf(one)).not.toEqual(best);
    expect(titlesOf(await on.after(playing, { surprise: 7 }))).toEqual(titlesOf(one));
    expect(await on.titles(playing, { surprise: 8 })).not.toEqual(titlesOf(one));
    expect(one.suggestions.map(({ rank }) => rank)).not.toEqual(
      one.suggestions.map(({ rank }) => rank).toSorted((a, b) => a - b),
    );
    expect(Math.max(...one.suggestions.map(({ score }) => score))).toBeLessThanOrEqual(1);
  });

  test('more like one of them puts its genre first, and not the track itself', async () => {
    const fields = ['House', 'Techno', 'House', 'Techno'].map((genre, n) =>
      trackFields({ title: `${genre} ${n}`, artist: `By ${n}`, genre, bpm: 126, key_index: 14 }),
    );
    const [playing, like] = addTracks(on.database, fields).map((id) => TrackId.parse(id)) as [TrackId, TrackId];
    expect((await on.titles(playing))[0]).toBe('House 2');
    expect(await on.titles(playing, { like })).toEqual(['Techno 3', 'House 2']);
  });
});

describe('what is not known', () => {
  test('a track without analysis has history alone, and the note says so', async () => {
    const [playing, next] = on.add(['Playing', null, null], ['Next', '8A', 126], ['Other', '9A', 126]) as [
      TrackId,
      TrackId,
    ];
    addPlays(on.database, [{ day: '2026-10-01', tracks: [playing, next] }]);
    const list = await on.after(playing);
    expect(titlesOf(list)).toEqual(['Next', 'Other']);
    expect(list.note).toBe('The key and tempo of "Playing" are not known and do not count.');
  });
  test('when nothing fits, the note says what to widen', async () => {
    const [playing] = on.add(['Playing', '8A', 126], ['Other', '2A', 150]) as [TrackId];
    expect((await on.after(playing)).note).toBe(
      'No track of the library fits. Choose looser keys or widen the tempo range or allow the same artist.',
    );
  });
  test('a library of one track', async () => {
    const [playing] = on.add(['Playing', '8A', 126]) as [TrackId];
    expect(await on.after(playing)).toEqual({
      suggestions: [],
      before: 'Playing',
      after: null,
      fitting: 0,
      note: 'There is no other track in the library whose file is there.',
    });
  });
  test('a track that is gone is an error', async () => {
    await expect(on.after(TrackId.parse(on.database.newId()))).rejects.toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
  test('tracks that come later are suggested, however many', async () => {
    const [playing] = on.add(['Playing', '8A', 126]) as [TrackId];
    expect(await on.titles(playing)).toEqual([]);
    addTracks(
      on.database,
      inventTracks(3000).map((fields) => ({ ...fields, key_index: 14, bpm: 126 })),
    );
    expect(await on.titles(playing)).toHaveLength(25);
  });
});
