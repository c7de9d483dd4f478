import { beforeEach, describe, expect, test } from 'vitest';
import { type Corrections, createCorrections } from '#main/library/create-corrections.ts';
import { trackDetail } from '#main/library/track-detail.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { replaceProviderValues } from '#main/storage/provider-values.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { TrackDetail } from '#shared/contract/tracks.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const ANALYSED = { beatsPerBar: 4, segments: [{ startSeconds: 0.1, bpm: 126, firstBeatNumber: 1 }] };
const CORRECTED = { beatsPerBar: 4, segments: [{ startSeconds: 0.12, bpm: 63, firstBeatNumber: 1 }] };
let database: LibraryDatabase;
let corrections: Corrections;
let track: TrackId;
const detail = () => trackDetail(database, track);
const undoLabel = () => database.history.state().undo;

/** What the analysis says, in its table and, where it may, in the track. */
function analyse(bpm: number | null, keyIndex: number | null): void {
  const grid = bpm === null ? null : JSON.stringify({ ...ANALYSED, segments: [{ ...ANALYSED.segments[0], bpm }] });
  database.raw
    .prepare(
      `INSERT OR REPLACE INTO track_analyses (track_id, content_hash, version, bpm, bpm_confidence, key_index,
       key_confidence, duration_seconds, analysed_at, grid) VALUES (?, 'h', 1, ?, 0.9, ?, 0.8, 200, '', ?)`,
    )
    .run(track, bpm, keyIndex, grid);
  database.mutate({
    origin: 'analysis',
    label: 'Analysis',
    mutations: [{ op: 'update', table: 'tracks', id: track, set: { bpm, key_index: keyIndex } }],
  });
}

/** What the file tag says: 90 BPM in 2A. */
function tag(): void {
  const values = [
    { field: 'bpm', value: 90, confidence: 0.6 },
    { field: 'key', value: 2, confidence: 0.6 },
  ] as const;
  replaceProviderValues(database, { trackId: track, provider: 'tag', values, foundAt: '' }, ['bpm', 'key']);
}

const origins = () => (['bpm', 'key_index'] as const).map((field) => database.fieldOrigin('tracks', track, field));

beforeEach(() => {
  database = openTempLibrary();
  corrections = createCorrections(database);
  const [id] = addTracks(database, [trackFields({ title: 'Strobe', duration_seconds: 200 })]);
  track = TrackId.parse(id);
  analyse(126, 14);
});

const refusal = (code: string, words: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(words) });

describe('a grid', () => {
  test('of the user counts, the tempo of the track follows it, and it is one step for undo', () => {
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'analysis', bpm: 126 });
    corrections.setGrid(track, CORRECTED, 'tempo');
    expect(TrackDetail.parse(detail())).toMatchObject({
      grid: CORRECTED,
      gridSource: 'user',
      bpm: 63,
      analysisBpm: 126,
    });
    expect(undoLabel()).toBe('Set the tempo of "Strobe"');
    database.history.undo();
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'analysis', bpm: 126 });
  });

  test('that is set again as it is makes no second step for undo', () => {
    corrections.setGrid(track, CORRECTED, 'tempo');
    corrections.setGrid(track, CORRECTED, 'tempo');
    database.history.undo();
    expect(detail().gridSource).toBe('analysis');
  });

  test('with several tempos gives the track that of its longest segment', () => {
    const segments = [
      { startSeconds: 0, bpm: 100, firstBeatNumber: 1 },
      { startSeconds: 40, bpm: 120, firstBeatNumber: 1 },
    ];
    corrections.setGrid(track, { beatsPerBar: 4, segments }, 'segments');
    expect(detail().bpm).toBe(120);
  });

  test('given back to the analysis follows it from then on, and undo gives it to the user again', () => {
    corrections.setGrid(track, CORRECTED, 'tempo');
    corrections.useAnalysedGrid(track);
    expect(undoLabel()).toBe('Use the analysed beat grid of "Strobe"');
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'analysis', bpm: 126 });
    expect(database.fieldOrigin('tracks', track, 'bpm')).toBe('analysis');
    database.history.undo();
    expect(detail()).toMatchObject({ grid: CORRECTED, gridSource: 'user', bpm: 63 });
    expect(database.fieldOrigin('tracks', track, 'bpm')).toBe('user');
    database.history.redo();
    expect(detail()).toMatchObject({ gridSource: 'analysis', bpm: 126 });
  });

  test('given back changes hands also where the tempo is the same', () => {
    corrections.setGrid(track, CORRECTED, 'tempo');
    corrections.setGrid(track, { ...CORRECTED, segments: [{ ...ANALYSED.segments[0]!, startSeconds: 0.2 }] }, 'shift');
    expect(database.fieldOrigin('tracks', track, 'bpm')).toBe('user');
    corrections.useAnalysedGrid(track);
    expect(detail().bpm).toBe(126);
    expect(database.fieldOrigin('tracks', track, 'bpm')).toBe('analysis');
  });

  test('that is the analysis own is not given back: there is no step', () => {
    const before = undoLabel();
    corrections.useAnalysedGrid(track);
    corrections.useAnalysedKey(track);
    expect(undoLabel()).toBe(before);
  });

  test('of the user that is just as the analysis has it is theirs until it is given back, locked in between or not', () => {
    corrections.setGrid(track, CORRECTED, 'tempo');
    corrections.setGrid(track, ANALYSED, 'tempo');
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'user', bpm: 126 });
    corrections.lockGrid(track, true);
    corrections.lockGrid(track, false);
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'user' });
    corrections.useAnalysedGrid(track);
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'analysis', bpm: 126 });
    expect(origins()[0]).toBe('analysis');
  });

  test('with a tempo that the user set before there was a grid can be given back', () => {
    database.mutate({
      origin: 'user',
      label: 'Edit',
      mutations: [{ op: 'update', table: 'tracks', id: track, set: { bpm: 63 } }],
    });
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'user', bpm: 63 });
    corrections.useAnalysedGrid(track);
    expect(detail()).toMatchObject({ grid: ANALYSED, gridSource: 'analysis', bpm: 126 });
  });

  test('that the analysis did not find gives the tempo of the file tag when it is given back', () => {
    tag();
    analyse(null, 14);
    corrections.setGrid(track, CORRECTED, 'tempo');
    corrections.useAnalysedGrid(track);
    expect(detail()).toMatchObject({ grid: null, gridSource: 'analysis', bpm: 90 });
    expect(origins()[0]).toBe('tag');
    database.history.undo();
    expect(detail()).toMatchObject({ grid: CORRECTED, gridSource: 'user', bpm: 63 });
  });

  test('that is locked is neither edited nor given back, and can be unlocked', () => {
    corrections.lockGrid(track, true);
    expect(undoLabel()).toBe('Lock the beat grid of "Strobe"');
    expect(detail()).toMatchObject({ gridLocked: true, gridSource: 'analysis', grid: ANALYSED });
    expect(() => corrections.setGrid(track, CORRECTED, 'shift')).toThrow(refusal('conflict', /locked/));
    expect(() => corrections.useAnalysedGrid(track)).toThrow(refusal('conflict', /locked/));
    corrections.lockGrid(track, false);
    expect(detail()).toMatchObject({ gridLocked: false, gridSource: 'analysis' });
    corrections.setGrid(track, CORRECTED, 'shift');
    expect(detail().bpm).toBe(63);
  });

  test('locked as the analysis had it outlives the next one, until it is given back', () => {
    corrections.lockGrid(track, true);
    analyse(128, 14);
    expect(detail()).toMatchObject({ grid: ANALYSED, bpm: 126, analysisBpm: 128, gridLocked: true });
    corrections.lockGrid(track, false);
    expect(detail()).toMatchObject({ grid: ANALYSED, bpm: 126, gridSource: 'user' });
    corrections.useAnalysedGrid(track);
    expect(detail()).toMatchObject({ grid: { segments: [{ bpm: 128 }] }, bpm: 128 });
  });

  test('cannot be locked before there is one', () => {
    const [id] = addTracks(database, [trackFields({ title: 'New' })]);
    expect(() => corrections.lockGrid(TrackId.parse(id), true)).toThrow(refusal('conflict', /no beat grid/));
    expect(() => corrections.useAnalysedGrid(TrackId.parse(id))).toThrow(refusal('conflict', /not been analysed/));
  });
});

describe('a key', () => {
  test('of the user counts and is one step; none is a key as well', () => {
    corrections.setKey(track, 3);
    expect(detail()).toMatchObject({ keyIndex: 3, analysisKeyIndex: 14 });
    expect(undoLabel()).toBe('Set the key of "Strobe"');
    corrections.setKey(track, null);
    expect(detail().keyIndex).toBeNull();
    database.history.undo();
    database.history.undo();
    expect(detail().keyIndex).toBe(14);
  });

  test('of the user is theirs until it is given back, even if it is the same', () => {
    corrections.setKey(track, 3);
    corrections.setKey(track, 14);
    expect(detail()).toMatchObject({ keyIndex: 14, analysisKeyIndex: 14, keySource: 'user' });
    corrections.useAnalysedKey(track);
    expect(undoLabel()).toBe('Use the analysed key of "Strobe"');
    expect(detail()).toMatchObject({ keyIndex: 14, keySource: 'analysis' });
    database.history.undo();
    expect(detail()).toMatchObject({ keyIndex: 14, keySource: 'user' });
    database.history.redo();
    expect(detail()).toMatchObject({ keyIndex: 14, keySource: 'analysis' });
  });

  test('that the user says there is none, and the analysis found none, is given back as well', () => {
    analyse(126, null);
    corrections.setKey(track, 3);
    corrections.setKey(track, null);
    expect(detail()).toMatchObject({ keyIndex: null, keySource: 'user' });
    corrections.useAnalysedKey(track);
    expect(detail()).toMatchObject({ keyIndex: null, keySource: 'analysis' });
    expect(origins()[1]).toBe('analysis');
  });

  test('that the analysis did not find becomes that of the file tag when it is given back', () => {
    tag();
    analyse(126, null);
    corrections.setKey(track, 3);
    corrections.useAnalysedKey(track);
    expect(TrackDetail.parse(detail())).toMatchObject({ keyIndex: 2, keySource: 'analysis', analysisKeyIndex: null });
    expect(origins()[1]).toBe('tag');
    // Given back already: there is no second step.
    corrections.useAnalysedKey(track);
    database.history.undo();
    expect(detail()).toMatchObject({ keyIndex: 3, keySource: 'user' });
  });

  test('that is locked outlives analyses and imports, and is refused to the user', () => {
    corrections.setKey(track, 3);
    corrections.lockKey(track, true);
    analyse(126, 7);
    expect(detail()).toMatchObject({ keyIndex: 3, keyLocked: true, analysisKeyIndex: 7 });
    const mutations: Mutation[] = [{ op: 'update', table: 'tracks', id: track, set: { key_index: 9, genre: 'Dub' } }];
    database.mutate({ origin: 'import', label: 'Import', mutations });
    expect(detail()).toMatchObject({ keyIndex: 3, genre: 'Dub' });
    expect(() => corrections.setKey(track, 5)).toThrow(refusal('conflict', /locked/));
    corrections.lockKey(track, false);
    corrections.useAnalysedKey(track);
    expect(detail()).toMatchObject({ keyIndex: 7, keyLocked: false });
  });
});

test('corrections are there after a restart, and undo still takes them back', async () => {
  corrections.setGrid(track, CORRECTED, 'tempo');
  corrections.lockGrid(track, true);
  const hot = { kind: 'hot', slot: 0, startSeconds: 30, endSeconds: null, name: '', colour: null } as const;
  const cues = corrections.addCues(track, [hot]);
  const path = database.raw.name;
  await database.close();
  database = openTempLibrary({ path });
  expect(detail()).toMatchObject({ grid: CORRECTED, bpm: 63, gridLocked: true, cues });
  for (let steps = 0; steps < 3; steps += 1) database.history.undo();
  expect(detail()).toMatchObject({ grid: ANALYSED, bpm: 126, gridLocked: false, cues: [] });
});
