import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TIMBRE_SIZE, type TimbreVector } from '#shared/domain/timbre.ts';
import { addTracks, inventTracks } from './many-tracks.ts';
import { createNoise } from './signals.ts';
import { addTimbre } from './timbres.ts';

const TRACKS_AT_ONCE = 10_000;

/** Adds invented tracks, each with a random timbre; the same every time. @returns The vectors by track, as added. */
export function addTimbredTracks(database: LibraryDatabase, count: number): Map<string, TimbreVector> {
  const noise = createNoise(3);
  const vectors = new Map<string, TimbreVector>();
  for (let made = 0; made < count; made += TRACKS_AT_ONCE) {
    const ids = addTracks(database, inventTracks(Math.min(TRACKS_AT_ONCE, count - made), made + 1));
    database.transaction('derived', () => {
      for (const id of ids) {
        const vector = Float32Array.from({ length: TIMBRE_SIZE }, () => noise());
        const norm = Math.hypot(...vector);
        const unit = vector.map((value) => value / norm) as TimbreVector;
        vectors.set(id, unit);
        addTimbre(database, id, unit);
      }
    });
  }
  return vectors;
}
