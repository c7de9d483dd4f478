import { expect, test } from 'vitest';
import { createGenreService } from '#main/genres/create-genre-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { TIMBRE_SIZE, type TimbreVector } from '#shared/domain/timbre.ts';
import { addTrack, openQuality } from '#test/support/quality-library.ts';
import { createNoise } from '#test/support/signals.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';
import { addTimbre } from '#test/support/timbres.ts';

const noise = createNoise(5);

/** A track that sounds of one kind (by its axis). */
function add(database: LibraryDatabase, genre: string, axis: number, bpm: number): TrackId {
  const id = addTrack(database, { genre, bpm: bpm + noise() });
  const vector = Float32Array.from({ length: TIMBRE_SIZE }, (_, i) => (i === axis ? 1 : 0.1 * noise()));
  const norm = Math.hypot(...vector);
  addTimbre(database, id, vector.map((value) => value / norm) as TimbreVector);
  return id;
}

async function learnedLibrary() {
  const database = openTempLibrary();
  for (let n = 0; n < 12; n += 1) {
    add(database, 'Techno', 3, 132);
    add(database, 'Drum & Bass', 9, 174);
  }
  const [techno, bass] = [add(database, '', 3, 132), add(database, '', 9, 174)];
  const unheard = addTrack(database, { genre: '' });
  const { service } = openQuality(database);
  const genres = createGenreService(database, systemClock);
  const genreOf = (id: string) => database.raw.prepare('SELECT genre FROM tracks WHERE id = ?').pluck().get(id);
  const problemOf = async (id: TrackId) => {
    const { tracks } = await service.tracks({ rule: 'genre-missing', ignored: false }, 0, 10);
    return tracks.find(({ track }) => track.id === id)?.problems.find(({ rule }) => rule === 'genre-missing');
  };
  return { database, service, genres, techno, bass, unheard, genreOf, problemOf };
}

test('a missing genre has a mend where the learned genres are sure, and none before or elsewhere', async () => {
  const { genres, techno, bass, unheard, problemOf } = await learnedLibrary();
  expect(await problemOf(techno)).toMatchObject({ text: 'There is no genre.', changes: [] });
  await genres.learn();
  expect(await problemOf(techno)).toMatchObject({
    text: 'There is no genre. It sounds like your tracks of Techno.',
    changes: [{ field: 'genre', before: '', after: 'Techno' }],
  });
  expect(await problemOf(bass)).toMatchObject({ changes: [{ after: 'Drum & Bass' }] });
  expect(await problemOf(unheard)).toMatchObject({ changes: [] });
});

test('one is written as it was shown, as one step for undo; nothing else can be', async () => {
  const { database, service, genres, techno, genreOf } = await learnedLibrary();
  const shown = { field: 'genre', before: '', after: 'Techno' } as const;
  await expect(service.mend(techno, 'genre-missing', [shown])).rejects.toMatchObject({ code: 'conflict' });
  await genres.learn();
  const other = { ...shown, after: 'House' };
  await expect(service.mend(techno, 'genre-missing', [other])).rejects.toMatchObject({ code: 'conflict' });
  expect(await service.mend(techno, 'genre-missing', [shown])).toEqual({ changed: 1 });
  expect(genreOf(techno)).toBe('Techno');
  expect(database.history.undo().done).toContain('No genre');
  expect(genreOf(techno)).toBe('');
});

test('all are shown first, those that nobody is sure of left to the user, and written as one step', async () => {
  const { database, service, genres, techno, bass, unheard, genreOf } = await learnedLibrary();
  await genres.learn();
  const overview = await service.overview();
  expect(overview.rules.find(({ id }) => id === 'genre-missing')).toMatchObject({ tracks: 3, mendable: true });
  const preview = await service.preview('genre-missing');
  expect(preview).toMatchObject({ tracks: 2, byHand: 1 });
  expect(await service.mendAll(preview.number, [])).toMatchObject({ changed: 2, kept: 0 });
  expect([techno, bass, unheard].map(genreOf)).toEqual(['Techno', 'Drum & Bass', '']);
  database.history.undo();
  expect([techno, bass].map(genreOf)).toEqual(['', '']);
});
