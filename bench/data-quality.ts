/**
 * Scoring the data of 100,000 tracks and following their changes: npm run bench -- quality
 * Reference of the same run: one SQL statement that counts what is missing, which a report of the database would be; it
 * knows eight of the thirty rules, and holds up the thread for as long as it takes.
 * Target: no piece of work on the host's thread over 50 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editEach } from '#main/library/edit-each.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createQualityService } from '#main/quality/create-quality-service.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { reportPieces } from './report-pieces.ts';

const TRACKS = 100_000;
const TRACKS_AT_ONCE = 5000;
const EDITED = [1, 100, 1000];

const SQL_REPORT = `SELECT sum(title = ''), sum(artist = ''), sum(genre = ''), sum(year IS NULL), sum(bpm IS NULL),
    sum(key_index IS NULL), sum(album = ''),
    sum(NOT EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id AND deleted_at IS NULL AND missing_since IS NULL))
  FROM tracks WHERE deleted_at IS NULL`;

/** Ways in which collections are untidy, each for one track in so many. */
const SPOILS: readonly (readonly [every: number, (track: RowFields<'tracks'>) => Partial<RowFields<'tracks'>>])[] = [
  [3, () => ({ key_index: null })],
  [4, () => ({ genre: 'dnb' })],
  [5, ({ title }) => ({ title: `${title}  (ft. Someone)` })],
  [7, ({ artist }) => ({ artist: artist.toUpperCase() })],
  [11, ({ artist, title }) => ({ title: `${artist} - ${title}`, artist: '' })],
  [13, () => ({ year: null, album: '' })],
  [17, ({ title }) => ({ title: `${title.replaceAll(' ', '_')}.mp3` })],
];

const untidy = (track: RowFields<'tracks'>, n: number): RowFields<'tracks'> =>
  SPOILS.reduce((spoiled, [every, spoil]) => (n % every === 0 ? { ...spoiled, ...spoil(spoiled) } : spoiled), track);

const folder = mkdtempSync(join(tmpdir(), 'musicforge-bench-'));
const database = openDatabase({ path: join(folder, 'library.db'), clock: systemClock, backupDelayMs: 3_600_000 });
try {
  const tracks = inventTracks(TRACKS).map(untidy);
  const ids: string[] = [];
  for (let at = 0; at < TRACKS; at += TRACKS_AT_ONCE) {
    ids.push(...addTracks(database, tracks.slice(at, at + TRACKS_AT_ONCE)));
  }
  const quality = createQualityService({
    database,
    clock: systemClock,
    editEach: (edits, label, continues) => editEach(database, edits, label, continues),
  });
  await reportPieces('reference: SQL statement for eight rules', () => database.raw.prepare(SQL_REPORT).get());
  await reportPieces(`first score of ${TRACKS} tracks, thirty rules`, () => quality.overview());
  await reportPieces('the same again, nothing changed', () => quality.overview());
  await reportPieces('the 100 worst tracks', () => quality.tracks({ rule: null, ignored: false }, 0, 100));
  for (const count of EDITED) {
    const step = Math.floor(TRACKS / count);
    const edits = ids.filter((_, n) => n % step === 0).slice(0, count);
    for (const [n, id] of edits.entries()) editEach(database, [{ id, set: { title: `Another  ${n}` } }], 'Edit', null);
    await reportPieces(`score after ${count === 1 ? '1 edit' : `${count} edits`}`, () => quality.overview());
  }
  await reportPieces('ignoring a rule, and the score', async () => {
    quality.ignore('key-missing', null, true);
    await quality.overview();
  });
  let preview = 0;
  await reportPieces('what mending every genre would change', async () => {
    preview = (await quality.preview('genre-spelling')).number;
  });
  await reportPieces('mending them', () => quality.mendAll(preview, []));
  await reportPieces('what mending every artist would change', async () => {
    preview = (await quality.preview('artist-spelling')).number;
  });
  await reportPieces('mending them', () => quality.mendAll(preview, []));
  await reportPieces('score afterwards', () => quality.overview());
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
