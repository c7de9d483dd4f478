import { beforeEach, describe, expect, test } from 'vitest';
import { editTracks } from '#main/library/edit-tracks.ts';
import { trackDetail } from '#main/library/track-detail.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackDetail } from '#shared/contract/tracks.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let ids: TrackId[] = [];
beforeEach(() => {
  database = openTempLibrary();
  const fields = ['One', 'Two', 'Three'].map((title) => trackFields({ title, artist: 'Nobody' }));
  ids = addTracks(database, fields).map((id) => TrackId.parse(id));
});
const first = (): TrackId => ids[0] as TrackId;

describe('edits', () => {
  test('are one step for undo, also with the artists that follow', async () => {
    const artist = 'Calvin Harris & Dua Lipa feat. Somebody';
    expect(await editTracks(database, ids, { artist, rating: 4, year: null })).toEqual({ changed: 3 });
    expect(trackDetail(database, first())).toMatchObject({ artist, rating: 4, year: null, featured: ['Somebody'] });
    expect(database.history.state().undo).toBe('Edit 3 tracks');
    database.history.undo();
    expect(trackDetail(database, first())).toMatchObject({ artist: 'Nobody', rating: 0, featured: [] });
    expect(database.raw.prepare('SELECT count(*) FROM artists WHERE deleted_at IS NULL').pluck().get()).toBe(0);
  });
  test('of a title find its remixers', async () => {
    await editTracks(database, [first()], { title: 'One (Hammer Remix)' });
    expect(trackDetail(database, first()).remixers).toEqual(['Hammer']);
    await editTracks(database, [first()], { title: 'One' });
    expect(trackDetail(database, first()).remixers).toEqual([]);
  });
  test('that change nothing, or hit nothing, are no step', async () => {
    expect(await editTracks(database, [first()], { title: 'One' })).toEqual({ changed: 0 });
    expect(await editTracks(database, [TrackId.parse(database.newId())], { title: 'X' })).toEqual({ changed: 0 });
    expect(database.history.state().undo).toBe('Import');
  });
  test('of a thousand tracks are one step as well', async () => {
    const many = addTracks(database, inventTracks(1000)).map((id) => TrackId.parse(id));
    expect(await editTracks(database, many, { genre: 'Everything' })).toEqual({ changed: 1000 });
    database.history.undo();
    expect(database.raw.prepare("SELECT count(*) FROM tracks WHERE genre = 'Everything'").pluck().get()).toBe(0);
  });
});

describe('detail', () => {
  test('has the place, the grid and why the analysis failed', () => {
    database.raw
      .prepare(
        `INSERT INTO track_analyses (track_id, content_hash, version, bpm_confidence, key_confidence, duration_seconds,
         analysed_at, grid, note) VALUES (?, 'h', 1, 0.9, 0.8, 200, '2026-01-01T00:00:00.000Z', ?, 'Little music')`,
      )
      .run(
        first(),
        JSON.stringify({ beatsPerBar: 4, segments: [{ startSeconds: 0.1, bpm: 126, firstBeatNumber: 1 }] }),
      );
    const detail = trackDetail(database, first());
    expect(TrackDetail.parse(detail)).toEqual(detail);
    expect(detail).toMatchObject({
      path: `/media/dj/USB/${first()}.mp3`,
      format: 'mp3',
      analysis: 'done',
      analysisNote: 'Little music',
      bpmConfidence: 0.9,
      grid: { beatsPerBar: 4, segments: [{ bpm: 126 }] },
    });
    database.raw
      .prepare(
        `INSERT INTO analysis_jobs (id, track_id, state, last_error, created_at, updated_at)
         VALUES ('j', ?, 'failed', 'The file is cut short', '', '')`,
      )
      .run(first());
    expect(trackDetail(database, first())).toMatchObject({ analysis: 'failed', analysisNote: 'The file is cut short' });
  });
  test('of a track that is gone is an error', () => {
    expect(() => trackDetail(database, TrackId.parse(database.newId()))).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });
});
