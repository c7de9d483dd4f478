import { beforeEach, describe, expect, test } from 'vitest';
import { type Corrections, createCorrections } from '#main/library/create-corrections.ts';
import { trackDetail } from '#main/library/track-detail.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { CueFields, CuePoint } from '#shared/contract/cue-points.ts';
import { CueId, TrackId } from '#shared/contract/ids.ts';
import { TrackDetail } from '#shared/contract/tracks.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let corrections: Corrections;
let track: TrackId;
const detail = () => trackDetail(database, track);
const undoLabel = () => database.history.state().undo;

beforeEach(() => {
  database = openTempLibrary();
  corrections = createCorrections(database);
  const [id] = addTracks(database, [trackFields({ title: 'Strobe', duration_seconds: 200 })]);
  track = TrackId.parse(id);
});

const refusal = (code: string, words: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(words) });

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
