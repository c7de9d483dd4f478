import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { ANALYSIS_VERSION } from '#shared/domain/track-analysis.ts';
import { fileFields, trackFields } from './library-rows.ts';

/** A track with its file, as it stands after an analysis. @returns Its id. */
export function addAnalysedTrack(
  database: LibraryDatabase,
  path: string,
  set: Partial<RowFields<'tracks'>>,
  seconds: number,
): string {
  const id = database.newId();
  const file = fileFields(id, { path });
  database.mutate({
    origin: 'tag',
    label: 'Import',
    mutations: [
      { op: 'insert', table: 'tracks', id, set: trackFields({ ...set, duration_seconds: seconds }) },
      { op: 'insert', table: 'files', id: database.newId(), set: file },
    ],
  });
  database.transaction('derived', () => {
    database.raw
      .prepare(
        `INSERT INTO track_analyses (track_id, content_hash, version, bpm_confidence, key_confidence, duration_seconds, analysed_at)
         VALUES (?, ?, ?, 1, 1, ?, '')`,
      )
      .run(id, file.content_hash, ANALYSIS_VERSION, seconds);
    database.markChanged('track_analyses', [id]);
  });
  return id;
}
