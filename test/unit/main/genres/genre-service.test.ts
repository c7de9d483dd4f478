import { beforeEach, expect, test } from 'vitest';
import { createGenreService, type GenreService } from '#main/genres/create-genre-service.ts';
import { systemClock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TIMBRE_SIZE, type TimbreVector } from '#shared/domain/timbre.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { createNoise } from '#test/support/signals.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';
import { addTimbre } from '#test/support/timbres.ts';

let database: LibraryDatabase;
let service: GenreService;
const noise = createNoise(2);

beforeEach(() => {
  database = openTempLibrary();
  service = createGenreService(database, systemClock);
});

/** Tracks that sound of one kind: their vectors point along one axis, with some noise. */
function add(count: number, genre: string, axis: number, bpm: number): string[] {
  const ids = addTracks(
    database,
    Array.from({ length: count }, () => trackFields({ genre, bpm: bpm + 2 * noise(), energy: 0.6 })),
  );
  for (const id of ids) {
    const vector = Float32Array.from({ length: TIMBRE_SIZE }, (_, i) => (i === axis ? 1 : 0.1 * noise()));
    const norm = Math.hypot(...vector);
    addTimbre(database, id, vector.map((value) => value / norm) as TimbreVector);
  }
  return ids;
}

const suggestions = () =>
  database.raw
    .prepare("SELECT track_id, value FROM provider_values WHERE provider = 'genre-model' AND field = 'genre'")
    .all() as { track_id: string; value: string }[];
const genreOf = (id: string | undefined) =>
  database.raw.prepare('SELECT genre FROM tracks WHERE id = ?').pluck().get(id);

test('learns from the tags, suggests where there is none, and changes no tag', async () => {
  add(20, 'Techno', 3, 132);
  add(20, 'Drum & Bass', 9, 174);
  const [techno, other] = [add(2, '', 3, 131), add(1, '', 9, 173)];
  const learned = await service.learn();
  expect(learned).toMatchObject({ tracks: 40, suggested: 3 });
  expect(learned.accuracy).toBeGreaterThan(0.95);
  const found = new Map(suggestions().map(({ track_id: id, value }) => [id, value]));
  expect([...techno, ...other].map((id) => found.get(id))).toEqual(['Techno', 'Techno', 'Drum & Bass']);
  expect(genreOf(techno[0])).toBe('');
  expect(database.history.state().undo).toBe('Import');
});

test('spellings of one genre are one, under the commonest; of several genres the first counts', async () => {
  add(12, 'Deep House', 3, 122);
  add(5, 'deep-house', 3, 122);
  add(3, 'Deep House; Lounge', 3, 122);
  add(10, 'Trance', 9, 138);
  const { genres } = await service.learn();
  expect(genres).toEqual([
    { name: 'Deep House', tracks: 20 },
    { name: 'Trance', tracks: 10 },
  ]);
});

test('with too few tagged tracks it says what is missing, and keeps what was learned before', async () => {
  await expect(service.learn()).rejects.toMatchObject({ code: 'invalid-input' });
  expect(service.state()).toBeNull();
  add(10, 'Techno', 3, 132);
  add(7, 'House', 9, 124);
  await expect(service.learn()).rejects.toThrow('at least two genres with 8 analysed tracks each');
});

test('what was learned is there after a start anew; learning again replaces the suggestions', async () => {
  add(10, 'Techno', 3, 132);
  add(10, 'House', 9, 124);
  const [id] = add(1, '', 9, 124);
  const learned = await service.learn();
  expect(createGenreService(database, systemClock).state()).toEqual(learned);
  expect(suggestions()).toEqual([{ track_id: id, value: 'House' }]);
  database.mutate({
    origin: 'user',
    label: 'Edit 1 track',
    mutations: [{ op: 'update', table: 'tracks', id: id ?? '', set: { genre: 'Garage' } }],
  });
  expect(await service.learn()).toMatchObject({ suggested: 0 });
  expect(suggestions()).toEqual([]);
  expect(genreOf(id)).toBe('Garage');
});
