import { describe, expect, test } from 'vitest';
import { crossValidate, type GenreSample, predictGenre, trainGenreModel } from '#main/genres/genre-model.ts';
import { GENRE_FEATURES } from '#shared/domain/genre-features.ts';
import { createNoise } from '#test/support/signals.ts';

const atOnce = async (): Promise<void> => undefined;

/** Genres that each lie around a place of their own, `spread` wide, in turn. */
function clusters(genres: number, perGenre: number, spread: number, seed = 1): GenreSample[] {
  const noise = createNoise(seed);
  const centres = Array.from({ length: genres }, () => Float32Array.from({ length: GENRE_FEATURES }, () => noise()));
  return Array.from({ length: genres * perGenre }, (_, n) => ({
    genre: n % genres,
    features: (centres[n % genres] as Float32Array).map((value) => value + spread * noise()),
  }));
}

describe('genres that lie apart', () => {
  test('are told apart by a model that has not seen the tracks, and all suggestions are shown', async () => {
    const { accuracy, coverage, threshold } = await crossValidate(clusters(6, 40, 0.6), 6, 0.8, atOnce);
    expect(accuracy).toBeGreaterThan(0.97);
    expect(coverage).toBe(1);
    expect(threshold).toBeLessThanOrEqual(0.8);
  });

  test('a rare one is found too', async () => {
    const samples = clusters(2, 200, 0.8).filter(({ genre }, n) => genre === 0 || n < 20);
    const model = await trainGenreModel(samples, 2, atOnce);
    const rare = clusters(2, 200, 0.8).filter(({ genre }, n) => genre === 1 && n >= 200);
    const found = rare.filter(({ features }) => predictGenre(model, features).genre === 1);
    expect(found.length / rare.length).toBeGreaterThan(0.9);
  });

  test('give the same model every time', async () => {
    const samples = clusters(3, 30, 0.5);
    const [one, other] = [await trainGenreModel(samples, 3, atOnce), await trainGenreModel(samples, 3, atOnce)];
    expect(one.weights).toEqual(other.weights);
  });
});

test('genres that nothing tells apart: the model says so, and nothing is suggested', async () => {
  const noise = createNoise(8);
  const samples = clusters(1, 400, 1).map(({ features }) => ({ features, genre: noise() > 0 ? 1 : 0 }));
  const { accuracy, coverage } = await crossValidate(samples, 2, 0.8, atOnce);
  expect(Math.abs(accuracy - 0.5)).toBeLessThan(0.12);
  expect(coverage).toBeLessThan(0.05);
});

test('where some are clear and some are not, only the clear ones are shown, and those are right', async () => {
  const clear = clusters(2, 100, 0.4);
  const noise = createNoise(11);
  const unclear = clusters(1, 200, 0.4, 4).map(({ features }) => ({ features, genre: noise() > 0 ? 1 : 0 }));
  const mixed = clear.flatMap((sample, n) => [sample, unclear[n] as GenreSample]);
  const { accuracy, coverage } = await crossValidate(mixed, 2, 0.95, atOnce);
  expect(accuracy).toBeLessThan(0.85);
  expect(coverage).toBeGreaterThan(0.3);
  expect(coverage).toBeLessThan(0.75);
});
