import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { cuesOfTrack } from '#main/storage/queries/cue-points.ts';
import { bestFileOfTrack } from '#main/storage/queries/files.ts';
import { artistsOfTracks } from '#main/storage/queries/track-artists.ts';
import { trackFacts, trackRows } from '#main/storage/queries/track-rows.ts';
import { AnalysisDetails } from '#shared/contract/analysis-details.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import { formOnGrid } from '#shared/domain/form-on-grid.ts';
import { seconds } from '#shared/domain/units.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readStored, readStoredGrid } from './stored-grid.ts';
import { trackSources } from './track-sources.ts';

function fileFacts(
  database: LibraryDatabase,
  id: TrackId,
): Pick<TrackDetail, 'path' | 'format' | 'bitRate' | 'sampleRate' | 'fileSize'> {
  const file = bestFileOfTrack(database, id);
  if (file === undefined) return { path: null, format: null, bitRate: null, sampleRate: null, fileSize: null };
  const { path, format } = file;
  return { path, format, bitRate: file.bit_rate, sampleRate: file.sample_rate, fileSize: file.size_bytes };
}

type Facts = NonNullable<ReturnType<typeof trackFacts>>;

type Corrected = 'grid' | 'gridSource' | 'gridLocked' | 'keySource' | 'keyLocked' | 'analysisBpm' | 'analysisKeyIndex';

/** What counts, whose it is, what the analysis says, and what is locked. */
function corrections(database: LibraryDatabase, id: TrackId, facts: Facts): Pick<TrackDetail, Corrected> {
  const own = readStoredGrid(facts.own_grid);
  // A grid that was only locked is still that of the analysis.
  const isOwnGrid = own !== null && (facts.grid_locked === 0 || facts.own_grid !== facts.analysis_grid);
  const isOfUser = (field: 'bpm' | 'key_index') => database.fieldOrigin('tracks', id, field) === 'user';
  return {
    grid: own ?? readStoredGrid(facts.analysis_grid),
    gridSource: isOwnGrid || isOfUser('bpm') ? 'user' : 'analysis',
    gridLocked: facts.grid_locked === 1,
    keySource: isOfUser('key_index') ? 'user' : 'analysis',
    keyLocked: facts.key_locked === 1,
    analysisBpm: facts.analysis_bpm,
    analysisKeyIndex: facts.analysis_key_index,
  };
}

/** What the analysis found, on the bars of the grid that counts. */
function detailsOf(facts: Facts, { grid }: Pick<TrackDetail, 'grid'>): AnalysisDetails | null {
  const details = readStored(AnalysisDetails, facts.details);
  const isAnalysed = facts.own_grid === null || facts.own_grid === facts.analysis_grid;
  if (details === null || grid === null || isAnalysed || facts.duration_seconds === null) return details;
  return { ...details, ...formOnGrid(details, toBeatGrid(grid), seconds(facts.duration_seconds)) };
}

/**
 * Everything about one track.
 * @throws {AppError} `not-found`
 */
export function trackDetail(database: LibraryDatabase, id: TrackId): TrackDetail {
  const [row] = trackRows(database, [id]);
  const facts = trackFacts(database, id);
  if (row === undefined || facts === undefined) {
    throw new AppError('not-found', 'This track is no longer in the library.');
  }
  const corrected = corrections(database, id, facts);
  const artists = artistsOfTracks(database, [id]);
  const named = (role: 'featured' | 'remixer'): string[] =>
    artists.filter((artist) => artist.role === role).map(({ name }) => name);
  return {
    ...row,
    albumArtist: facts.album_artist,
    remixers: named('remixer'),
    featured: named('featured'),
    ...fileFacts(database, id),
    bpmConfidence: facts.bpm_confidence,
    keyConfidence: facts.key_confidence,
    samplePeakDb: facts.sample_peak_db,
    ...corrected,
    cues: cuesOfTrack(database, id),
    details: detailsOf(facts, corrected),
    analysisNote: (facts.job_state === 'failed' ? facts.last_error : null) ?? facts.note,
    ...trackSources(database, row),
  };
}
