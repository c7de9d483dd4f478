import { expect, test } from 'vitest';
import { createCorrections } from '#main/library/create-corrections.ts';
import { trackDetail } from '#main/library/track-detail.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const ANALYSED = { beatsPerBar: 4, segments: [{ startSeconds: 0.1, bpm: 126, firstBeatNumber: 1 }] };
const CORRECTED = { beatsPerBar: 4, segments: [{ startSeconds: 0.12, bpm: 63, firstBeatNumber: 1 }] };
/** 8 bars of the analysed grid, 4 of the corrected one. */
const INTRO = { startSeconds: 0.1, endSeconds: 15.338, kind: 'intro', bars: 8, energy: 0.4 };
const DETAILS = {
  secondKey: null,
  tuningCents: null,
  keyChanges: [],
  sections: [INTRO],
  cues: [{ kind: 'drop', timeSeconds: 15.338 }],
  energyCurve: null,
  loudnessRangeLu: null,
  truePeakDb: null,
  mood: null,
};

test('a corrected grid takes the sections and proposed cues of the analysis along, and gives them back', () => {
  const database = openTempLibrary();
  const [id] = addTracks(database, [trackFields({ title: 'Strobe', duration_seconds: 200 })]);
  const track = TrackId.parse(id);
  database.raw
    .prepare(
      `INSERT INTO track_analyses (track_id, content_hash, version, bpm, bpm_confidence, key_confidence,
       duration_seconds, analysed_at, grid, details) VALUES (?, 'h', 1, 126, 0.9, 0, 200, '', ?, ?)`,
    )
    .run(track, JSON.stringify(ANALYSED), JSON.stringify(DETAILS));
  const form = () => trackDetail(database, track).details;
  expect(form()).toEqual(DETAILS);
  createCorrections(database).setGrid(track, CORRECTED, 'tempo');
  expect(form()).toEqual({
    ...DETAILS,
    sections: [{ ...INTRO, startSeconds: 0.12, endSeconds: 15.358, bars: 4 }],
    cues: [{ kind: 'drop', timeSeconds: 15.358 }],
  });
  database.history.undo();
  expect(form()).toEqual(DETAILS);
});
