import { sql } from 'kysely';

/**
 * 1 for the file whose sound was analysed: of several files of a track it comes first, so that what is heard lies on the grid, the
 * cues and the waveform that are shown. The table must be called `files`.
 */
export const isAnalysedFile = sql<number>`files.content_hash IS (SELECT content_hash FROM track_analyses
  WHERE track_analyses.track_id = files.track_id)`;
