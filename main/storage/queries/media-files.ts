import type { Kysely } from 'kysely';
import type { Schema } from '#main/storage/schema.ts';
import { isAnalysedFile } from './analysed-file.ts';

/** Where a track's music can be read now; nothing when no file of it is there. Of several files the analysed one, then the one known longest. */
export function mediaFile(db: Kysely<Schema>, trackId: string) {
  return db
    .selectFrom('files')
    .innerJoin('tracks', 'tracks.id', 'files.track_id')
    .select(['files.path', 'files.format', 'files.content_hash as contentHash'])
    .where('tracks.id', '=', trackId)
    .where('tracks.deleted_at', 'is', null)
    .where('files.deleted_at', 'is', null)
    .where('files.missing_since', 'is', null)
    .orderBy(isAnalysedFile, 'desc')
    .orderBy('files.id')
    .limit(1);
}

/** The stored waveform, deflated. Only the column that is asked for is read: peaks are hundreds of times the overview. */
export function storedWaveform(db: Kysely<Schema>, trackId: string, column: 'peaks' | 'overview') {
  return db
    .selectFrom('waveforms')
    .select('version')
    .select((row) => row.ref(column).as('bytes'))
    .where('track_id', '=', trackId);
}
