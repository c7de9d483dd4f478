import { beforeEach, expect, test, vi } from 'vitest';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { addPlays, type PlayedNight } from '#test/support/plays.ts';
import { SuggestLibrary } from '#test/support/suggest-library.ts';

// Learning takes ten seconds of a core to itself.
vi.setConfig({ testTimeout: 120_000 });

let on: SuggestLibrary;
let ids: string[];
let keys: number[];

beforeEach(() => {
  on = new SuggestLibrary();
  const fields = inventTracks(400);
  ids = addTracks(on.database, fields);
  keys = fields.map(({ key_index }) => key_index ?? -1);
});

/** Nights of a DJ who only ever keeps the key. */
function keyNights(count: number): PlayedNight[] {
  return Array.from({ length: count }, (_, night) => ({
    day: new Date(Date.UTC(2026, 5, 1 + night)).toISOString().slice(0, 10),
    tracks: ids
      .map((id, track) => ({ id, track, place: (track * 31 + night * 17) % ids.length }))
      .filter(({ track }) => keys[track] === night % 24)
      .sort((a, b) => a.place - b.place)
      .map(({ id }) => id),
  }));
}

test('too little history: nothing is learned, and it says what is missing', async () => {
  addPlays(on.database, keyNights(2));
  expect(await on.service.learned()).toMatchObject({ used: 'built-in', sessions: 2, needed: 150, learned: null });
  await expect(on.service.learn()).rejects.toThrow(/of at least 150 steps from one track to the next/);
});

test('enough: learned, cross-validated against the built-in weights, kept over a start, and forgotten on demand', async () => {
  addPlays(on.database, keyNights(30));
  const learned = await on.service.learn();
  expect(learned.used).toBe('own');
  expect(learned.learned?.sessions).toBe(30);
  expect(learned.learned?.choices).toBe(learned.choices);
  // One who looks at the key alone is foreseen better by weights that know it.
  expect(learned.learned?.own.mrr).toBeGreaterThan(learned.learned?.builtIn.mrr ?? 1);
  expect(learned.learned?.own.hit10).toBeGreaterThan(0.3);

  const restarted = on.open();
  expect(await restarted.learned()).toEqual(learned);
  expect(await restarted.forget()).toMatchObject({ used: 'built-in', learned: null });
  // What was forgotten is not learned again behind the user's back.
  await on.at({ kind: 'after', trackId: on.add(['Playing', '8A', 126])[0]! });
  expect(await on.open().learned()).toMatchObject({ used: 'built-in', learned: null });
});

test('a first question learns in the background, once', async () => {
  addPlays(on.database, keyNights(30));
  const [playing] = on.add(['Playing', '8A', 126]);
  await on.after(playing!);
  await expect.poll(async () => (await on.service.learned()).used, { timeout: 90_000 }).toBe('own');
});

test('a stop leaves all as it was', async () => {
  addPlays(on.database, keyNights(30));
  await expect(on.service.learn(AbortSignal.abort())).rejects.toThrow(expect.objectContaining({ code: 'cancelled' }));
  expect(await on.service.learned()).toMatchObject({ used: 'built-in', learned: null });
});

test('it tells that it learns and how far, and a stop ends what began by itself for good', async () => {
  addPlays(on.database, keyNights(12));
  const [playing] = on.add(['Playing', '8A', 126]);
  await on.after(playing!);
  const { learning } = await on.service.learned();
  expect(learning).toBeGreaterThanOrEqual(0);
  await expect
    .poll(async () => (await on.service.learned()).learning, { timeout: 90_000 })
    .toBeGreaterThan(learning ?? 1);
  on.service.stopLearning();
  await expect.poll(async () => (await on.service.learned()).learning).toBeNull();
  await on.after(playing!);
  expect(await on.service.learned()).toMatchObject({ used: 'built-in', learning: null, learned: null });
});

test('stored weights of another version or a damaged row are learned anew', async () => {
  const write = on.database.raw.prepare(
    "INSERT OR REPLACE INTO settings (key, value, updated_at) VALUES ('suggestions.learned', ?, '')",
  );
  for (const value of ['{', '{"features":["old"],"weights":[1]}']) {
    write.run(value);
    expect(await on.open().learned()).toMatchObject({ used: 'built-in', learned: null });
  }
});
