import { beforeEach, describe, expect, test } from 'vitest';
import { type Corrections, createCorrections } from '#main/library/create-corrections.ts';
import { trackDetail } from '#main/library/track-detail.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { CueFields, CuePoint } from '#shared/contract/cue-points.ts';
import { CueId, TrackId } from '#shared/contract/ids.ts';
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
function analyse(bpm: number, keyIndex: number): void {
  const grid = JSON.stringify({ ...ANALYSED, segments: [{ ...ANALYSED.segments[0], bpm }] });
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
  const cue = addCue(HOT);
  const path = database.raw.name;
  await database.close();
  database = openTempLibrary({ path });
  expect(detail()).toMatchObject({ grid: CORRECTED, bpm: 63, gridLocked: true, cues: [cue] });
  for (let steps = 0; steps < 3; steps += 1) database.history.undo();
  expect(detail()).toMatchObject({ grid: ANALYSED, bpm: 126, gridLocked: false, cues: [] });
});

const addCue = (cue: CueFields): CuePoint => corrections.addCues(track, [cue])[0] as CuePoint;

const HOT: CueFields = { kind: 'hot', slot: 0, startSeconds: 30, endSeconds: null, name: '', colour: null };
const MEMORY: CueFields = { ...HOT, kind: 'memory', slot: null };
const LOOP: CueFields = { ...HOT, kind: 'loop', slot: null, endSeconds: 34 };

describe('cue points', () => {
  test('stand in the detail in the order of the track; adding one is one step', () => {
    const hot = addCue(HOT);
    expect(undoLabel()).toBe('Add hot cue 1 to "Strobe"');
    const memory = addCue({ ...MEMORY, startSeconds: 10 });
    expect(undoLabel()).toBe('Add memory cue to "Strobe"');
    const loop = addCue({ ...LOOP, startSeconds: 20 });
    expect(undoLabel()).toBe('Add loop to "Strobe"');
    expect(detail().cues).toEqual([memory, loop, hot]);
    expect(TrackDetail.parse(detail())).toEqual(detail());
    database.history.undo();
    expect(detail().cues).toEqual([memory, hot]);
  });

  test('are moved, named, coloured and deleted, each one step in words', () => {
    const { id } = addCue(HOT);
    corrections.editCue(id, { startSeconds: 31 });
    expect(undoLabel()).toBe('Move hot cue 1 of "Strobe"');
    corrections.editCue(id, { name: 'Drop' });
    expect(undoLabel()).toBe('Rename hot cue 1 of "Strobe"');
    corrections.editCue(id, { colour: '#e0433f' });
    expect(undoLabel()).toBe('Colour hot cue 1 of "Strobe"');
    expect(detail().cues).toEqual([{ ...HOT, id, startSeconds: 31, name: 'Drop', colour: '#e0433f' }]);
    corrections.removeCue(id);
    expect(undoLabel()).toBe('Delete hot cue 1 of "Strobe"');
    expect(detail().cues).toEqual([]);
    for (let steps = 0; steps < 3; steps += 1) database.history.undo();
    expect(detail().cues).toEqual([{ ...HOT, id, startSeconds: 31 }]);
  });

  test('take a pad once: a new one is refused, one that is put there changes places', () => {
    const first = addCue(HOT);
    expect(() => addCue(HOT)).toThrow(refusal('conflict', /Pad 1 is taken/));
    const second = addCue({ ...HOT, slot: 4, startSeconds: 60 });
    corrections.editCue(second.id, { slot: 0 });
    expect(undoLabel()).toBe('Put hot cue 5 of "Strobe" on pad 1');
    expect(detail().cues.map(({ id, slot }) => [id, slot])).toEqual([
      [first.id, 4],
      [second.id, 0],
    ]);
    database.history.undo();
    expect(detail().cues.map(({ slot }) => slot)).toEqual([0, 4]);
  });

  test('that are added together are one step, and none comes if one cannot', () => {
    const places = [MEMORY, { ...MEMORY, startSeconds: 60 }, { ...HOT, startSeconds: 90 }];
    const added = corrections.addCues(track, places);
    expect(undoLabel()).toBe('Add 3 cue points to "Strobe"');
    expect(detail().cues).toEqual(added);
    database.history.undo();
    expect(detail().cues).toEqual([]);
    expect(() => corrections.addCues(track, [HOT, { ...HOT, startSeconds: 9 }])).toThrow(refusal('conflict', /Pad 1/));
    expect(() => corrections.addCues(track, [MEMORY, { ...MEMORY, startSeconds: 202 }])).toThrow(
      refusal('invalid-input', /after the end/),
    );
    expect(detail().cues).toEqual([]);
  });

  test('with fields that do not go together are refused in words', () => {
    const refused: readonly (readonly [Partial<CueFields>, RegExp])[] = [
      [{ ...HOT, slot: null }, /needs a pad/],
      [{ ...MEMORY, slot: 2 }, /no pad/],
      [{ ...HOT, endSeconds: 40 }, /Only a loop/],
      [{ ...LOOP, endSeconds: null }, /ends after/],
      [{ ...LOOP, endSeconds: 30 }, /ends after/],
      [{ ...MEMORY, startSeconds: 202 }, /after the end/],
    ];
    for (const [cue, words] of refused) expect(() => addCue(cue as CueFields)).toThrow(refusal('invalid-input', words));
    expect(detail().cues).toEqual([]);
    const loop = addCue(LOOP);
    const hot = addCue(HOT);
    expect(() => corrections.editCue(loop.id, { startSeconds: 35 })).toThrow(refusal('invalid-input', /ends after/));
    // The hot cue would lose its pad.
    expect(() => corrections.editCue(loop.id, { slot: 0 })).toThrow(refusal('invalid-input', /needs a pad/));
    expect(
      detail()
        .cues.map(({ id }) => id)
        .sort(),
    ).toEqual([loop.id, hot.id].sort());
  });

  test('that are gone are said to be gone', () => {
    const gone = CueId.parse(database.newId());
    expect(() => corrections.editCue(gone, { name: 'x' })).toThrow(refusal('not-found', /no longer/));
    expect(() => corrections.removeCue(gone)).toThrow(refusal('not-found', /no longer/));
    expect(() => corrections.addCues(TrackId.parse(database.newId()), [HOT])).toThrow(refusal('not-found', /library/));
  });

  test('are found by an index', () => {
    const plan = database.raw
      .prepare(
        'EXPLAIN QUERY PLAN SELECT * FROM cue_points WHERE track_id = ? AND deleted_at IS NULL ORDER BY start_seconds',
      )
      .all(track) as { detail: string }[];
    expect(plan.map((step) => step.detail).join('\n')).toContain('cue_points_track');
  });
});
