import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { ANALYSIS_VERSION } from '#shared/domain/track-analysis.ts';
import { encodeTimbre, type TimbreVector } from '#shared/domain/timbre.ts';

/** Stores the vector as the result of an analysis. */
export function addTimbre(database: LibraryDatabase, trackId: string, vector: TimbreVector): void {
  database.transaction('derived', () => {
    database.raw
      .prepare(
        `INSERT INTO track_analyses (track_id, content_hash, version, bpm_confidence, key_confidence, duration_seconds, analysed_at, timbre)
         VALUES (?, ?, ?, 1, 1, 240, '', ?) ON CONFLICT (track_id) DO UPDATE SET timbre = excluded.timbre`,
      )
      .run(trackId, `hash-${trackId}`, ANALYSIS_VERSION, encodeTimbre(vector));
    database.markChanged('track_analyses', [trackId]);
  });
}
