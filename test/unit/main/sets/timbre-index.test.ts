import { beforeEach, describe, expect, test } from 'vitest';
import { TimbreIndex } from '#main/sets/timbre-index.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { encodeTimbre, TIMBRE_SIZE, timbreLikeness, type TimbreVector } from '#shared/domain/timbre.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { createNoise } from '#test/support/signals.ts';
import { openTempLibrary } from '#test/support/temp-library.ts';
import { addTimbre } from '#test/support/timbres.ts';

let database: LibraryDatabase;
let index: TimbreIndex;

beforeEach(() => {
  database = openTempLibrary();
  index = new TimbreIndex(database);
});

/** A unit vector that points along one axis, turned a little towards the next. */
function vectorAt(axis: number, turn = 0): TimbreVector {
  const vector = new Float32Array(TIMBRE_SIZE);
  vector[axis] = Math.cos(turn);
  vector[axis + 1] = Math.sin(turn);
  return vector as TimbreVector;
}

function addWith(...vectors: readonly (TimbreVector | null)[]): string[] {
  const ids = addTracks(database, inventTracks(vectors.length));
  vectors.forEach((vector, n) => {
    if (vector !== null) addTimbre(database, ids[n] ?? '', vector);
  });
  return ids;
}

const nearest = async (id: string | undefined, limit = 10, exclude: readonly string[] = []) =>
  (await index.nearest(id ?? '', limit, new Set(exclude)))?.map((neighbour) => neighbour.id);

describe('the tracks that sound most alike', () => {
  test('come most alike first, without the track itself and those without a vector', async () => {
    const [own, far, near, none] = addWith(vectorAt(0), vectorAt(0, 0.9), vectorAt(0, 0.1), null);
    expect(await nearest(own)).toEqual([near, far]);
    expect(await nearest(none)).toBeUndefined();
  });

  test('are as many as asked for, and none of those that are excluded', async () => {
    const [own, a, b, c] = addWith(vectorAt(0), vectorAt(0, 0.1), vectorAt(0, 0.2), vectorAt(0, 0.3));
    expect(await nearest(own, 2)).toEqual([a, b]);
    expect(await nearest(own, 2, [a ?? ''])).toEqual([b, c]);
  });

  test('follow the library: new results, removed tracks, undo', async () => {
    const [own, a, b] = addWith(vectorAt(0), vectorAt(0, 0.1), null);
    expect(await nearest(own)).toEqual([a]);
    addTimbre(database, b ?? '', vectorAt(0, 0.05));
    expect(await nearest(own)).toEqual([b, a]);
    database.mutate({ origin: 'user', label: 'Remove', mutations: [{ op: 'delete', table: 'tracks', id: b ?? '' }] });
    expect(await nearest(own)).toEqual([a]);
    database.history.undo();
    expect(await nearest(own)).toEqual([b, a]);
  });

  test('are those of a full comparison, over more than one page of the library', async () => {
    const noise = createNoise(9);
    const random = (): TimbreVector => {
      const vector = Float32Array.from({ length: TIMBRE_SIZE }, () => noise());
      const norm = Math.hypot(...vector);
      return vector.map((value) => value / norm) as TimbreVector;
    };
    const vectors = Array.from({ length: 4100 }, random);
    const ids = addWith(...vectors);
    const own = vectors[7] as TimbreVector;
    const expected = vectors
      .map((vector, n) => ({ id: ids[n], likeness: timbreLikeness(own, vector) }))
      .filter(({ id }) => id !== ids[7])
      .sort((x, y) => y.likeness - x.likeness)
      .slice(0, 20)
      .map(({ id }) => id);
    expect(await nearest(ids[7], 20)).toEqual(expected);
  });

  test('damaged bytes are as good as none', async () => {
    const [own, other] = addWith(vectorAt(0), vectorAt(0, 0.1));
    database.raw.prepare('UPDATE track_analyses SET timbre = ? WHERE track_id = ?').run(Buffer.from('x'), other);
    expect(await nearest(own)).toEqual([]);
    expect(encodeTimbre(vectorAt(0))).toHaveLength(144);
  });
});
