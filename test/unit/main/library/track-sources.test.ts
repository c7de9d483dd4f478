import { beforeEach, describe, expect, test } from 'vitest';
import { trackDetail } from '#main/library/track-detail.ts';
import { takeValues } from '#main/library/track-sources.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import type { ChangeOrigin } from '#main/storage/schema-change-log.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { SourcedField } from '#shared/contract/track-sources.ts';
import type { FieldValue, Provider } from '#shared/domain/provider-value.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let id: TrackId;

function write(origin: ChangeOrigin, set: Partial<RowFields<'tracks'>>): void {
  database.mutate({ origin, label: 'Write', mutations: [{ op: 'update', table: 'tracks', id, set }] });
}

function says(provider: Provider, values: readonly FieldValue[]): void {
  const fields = values.map(({ field }) => field);
  replaceProviderValues(database, { trackId: id, provider, values, foundAt: '2026-11-20T00:00:00.000Z' }, fields);
}

const sources = () => trackDetail(database, id).sources;
const sourcesOf = (field: SourcedField) => sources().find((each) => each.field === field);
const summary = (field: SourcedField) =>
  sourcesOf(field)?.sources.map(({ provider, value, chosen }) => [provider, value, chosen]);

/** A track with its tag (126 BPM, 8A), analysed as 128 BPM, 8A. */
beforeEach(() => {
  database = openTempLibrary();
  id = TrackId.parse(database.newId());
  const set = trackFields({ bpm: 126, key_index: 14 });
  database.mutate({ origin: 'tag', label: 'Scan', mutations: [{ op: 'insert', table: 'tracks', id, set }] });
  says('tag', [
    { field: 'bpm', value: 126, confidence: 0.6 },
    { field: 'key', value: 14, confidence: 0.6 },
    { field: 'genre', value: 'Progressive House', confidence: 0.4 },
  ]);
});

function analyse(): void {
  says('analysis', [
    { field: 'bpm', value: 128, confidence: 0.97 },
    { field: 'key', value: 14, confidence: 0.7 },
  ]);
  write('analysis', { bpm: 128, key_index: 14 });
}

describe('where values come from', () => {
  test('a track that is not analysed has its tag', () => {
    expect(sources().map(({ field }) => field)).toEqual(['bpm', 'key']);
    expect(sourcesOf('bpm')).toMatchObject({ reason: 'only', verdict: 'agree', sources: [{ provider: 'tag' }] });
  });

  test('an analysis takes over; who contradicts it is a conflict, who confirms it is told', () => {
    analyse();
    expect(sourcesOf('bpm')?.verdict).toBe('conflict');
    expect(summary('bpm')).toEqual([
      ['analysis', 128, true],
      ['tag', 126, false],
    ]);
    expect(sourcesOf('key')).toMatchObject({ verdict: 'agree', sources: [{ chosen: true }, { agreement: 'same' }] });
  });

  test('words have a line of their own only when somebody but the tag speaks', () => {
    says('recognition', [
      { field: 'title', value: 'Strobe (Original Mix)', confidence: 0.8 },
      { field: 'year', value: 2010, confidence: 0.8 },
      { field: 'musicbrainz', value: 'id-1,id-2', confidence: 0.8 },
    ]);
    expect(sources().map(({ field }) => field)).toEqual(['bpm', 'key', 'title', 'year']);
    expect(sourcesOf('title')).toMatchObject({ verdict: 'agree', sources: [{ provider: 'tag', value: 'Strobe' }, {}] });
    expect(sourcesOf('year')).toMatchObject({ verdict: 'conflict' });
    expect(trackDetail(database, id).musicbrainzIds).toEqual(['id-1', 'id-2']);
  });
});

describe("taking another provider's value", () => {
  test('makes it the choice of the user, which undo takes back', async () => {
    analyse();
    expect(await takeValues(database, id, 'tag', ['bpm'])).toEqual({ changed: 1 });
    expect(trackDetail(database, id).bpm).toBe(126);
    expect(database.fieldOrigin('tracks', id, 'bpm')).toBe('user');
    expect(summary('bpm')).toEqual([
      ['user', 126, true],
      ['analysis', 128, false],
      ['tag', 126, false],
    ]);
    expect(database.history.state().undo).toBe('Use the tempo of the file tag');
    database.history.undo();
    expect(trackDetail(database, id).bpm).toBe(128);
    expect(summary('bpm')?.[0]).toEqual(['analysis', 128, true]);
  });

  test('of a tempo: the beats of the grid follow it, from the first downbeat on', async () => {
    analyse();
    const segment = { startSeconds: 0.5, bpm: 128, firstBeatNumber: 4 };
    database.raw
      .prepare(
        `INSERT INTO track_analyses (track_id, content_hash, version, bpm, bpm_confidence, key_confidence, grid, duration_seconds, analysed_at)
         VALUES (?, 'x', 1, 128, 0.97, 0.7, ?, 240, '')`,
      )
      .run(id, JSON.stringify({ beatsPerBar: 4, segments: [segment] }));
    says('tag', [{ field: 'bpm', value: 64, confidence: 0.6 }]);
    await takeValues(database, id, 'tag', ['bpm']);
    const detail = trackDetail(database, id);
    expect(detail).toMatchObject({ bpm: 64, gridSource: 'user' });
    const [first] = detail.grid?.segments ?? [];
    expect(first).toMatchObject({ bpm: 64, firstBeatNumber: 1 });
    // The second beat of the analysis was a downbeat, and still is.
    expect(first?.startSeconds).toBeCloseTo(0.5 + 60 / 128, 9);
    database.history.undo();
    expect(trackDetail(database, id)).toMatchObject({
      bpm: 128,
      gridSource: 'analysis',
      grid: { segments: [segment] },
    });
    await takeValues(database, id, 'analysis', ['bpm']);
    expect(trackDetail(database, id)).toMatchObject({ bpm: 128, gridSource: 'analysis' });
  });

  test('of words: all in one step, and the artists follow', async () => {
    const words = { artist: 'Bicep', title: 'Glue (Someone Remix)', album: 'Bicep', label: 'Ninja Tune', year: 2017 };
    const fields = ['artist', 'title', 'album', 'label', 'year'] as const;
    says(
      'recognition',
      fields.map((field) => ({ field, value: words[field], confidence: 0.8 })),
    );
    await takeValues(database, id, 'recognition', fields);
    expect(trackDetail(database, id)).toMatchObject({ ...words, remixers: ['Someone'] });
    expect(database.history.state().undo).toBe('Use the 5 values of the recognition');
    database.history.undo();
    expect(trackDetail(database, id)).toMatchObject({ artist: 'deadmau5', title: 'Strobe', year: 2009, remixers: [] });
  });

  test('is refused where it is locked, and where the provider says nothing', async () => {
    analyse();
    write('user', { grid_locked: 1 });
    await expect(takeValues(database, id, 'tag', ['key', 'bpm'])).rejects.toMatchObject({
      code: 'conflict',
      message: 'The tempo of this track is locked. Unlock it first.',
    });
    await expect(takeValues(database, id, 'recognition', ['title'])).rejects.toMatchObject({ code: 'not-found' });
    expect(trackDetail(database, id)).toMatchObject({ bpm: 128, keyIndex: 14 });
  });
});
