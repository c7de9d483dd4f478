import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { Insertable } from 'kysely';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type ProviderSays, replaceProviderValues } from '#main/storage/provider-values.ts';
import { analysisSource, currentResult, resultForContent } from '#main/storage/queries/analysis-sources.ts';
import { surestValues } from '#main/storage/queries/surest-values.ts';
import type { TrackAnalysesTable } from '#main/storage/schema.ts';
import { keyIndex } from '#shared/domain/key.ts';
import { encodePeaks, levelsOf } from '#shared/domain/peaks.ts';
import { encodeTimbre } from '#shared/domain/timbre.ts';
import { ANALYSIS_VERSION, type AnalysisOptions, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { ANALYSIS_FIELDS, analysisFieldValues } from './analysis-values.ts';
import type { JobQueue, LeasedJob } from './job-queue.ts';
import { overviewOf } from './overview.ts';

const compress = promisify(deflate);

/** What a job is about: a file that is there, and what is in it. */
export interface AnalysisSource {
  readonly title: string;
  readonly path: string;
  readonly contentHash: string;
}

/** What is to be analysed, and how. */
export interface AnalysisOrder extends AnalysisSource {
  readonly options: AnalysisOptions;
}

/** A result in the form in which it is stored. */
type StoredResult = Omit<Insertable<TrackAnalysesTable>, 'track_id'> & {
  readonly peaks: Uint8Array;
  readonly overview: Uint8Array;
};

/**
 * `stored`: the result stands and the job is gone, in one transaction. `dropped`: the job was cancelled or the track
 * removed in the meantime. `outdated`: the file is another one now; the job must run again.
 */
type StoreOutcome = 'stored' | 'dropped' | 'outdated';

export interface ResultStore {
  /** What to analyse for a job; undefined when the track or its file is gone. */
  source(trackId: string): AnalysisSource | undefined;
  /**
   * Ends the job with a result that the library already has for this content: the track's own, or one that was made under
   * the same options. @returns Whether there was one.
   */
  reuse(job: LeasedJob, order: AnalysisOrder): boolean;
  store(job: LeasedJob, order: AnalysisOrder, analysis: TrackAnalysis): Promise<StoreOutcome>;
}

export function createResultStore(library: LibraryDatabase, queue: JobQueue, clock: Clock): ResultStore {
  const { db, query } = library;
  const source = (trackId: string) => query.first(analysisSource(db, trackId));

  function write(trackId: string, { peaks, overview, ...result }: StoredResult): void {
    const analysis = { track_id: trackId, ...result };
    query.run(
      db
        .insertInto('track_analyses')
        .values(analysis)
        .onConflict((on) => on.column('track_id').doUpdateSet(result)),
    );
    const before = query.first(db.selectFrom('waveforms').select('version').where('track_id', '=', trackId));
    const waveform = { version: (before?.version ?? 0) + 1, peaks, overview };
    query.run(
      db
        .insertInto('waveforms')
        .values({ track_id: trackId, ...waveform })
        .onConflict((on) => on.column('track_id').doUpdateSet(waveform)),
    );
    library.markChanged('track_analyses', [trackId]);
    library.markChanged('waveforms', [trackId]);
    const says: ProviderSays = {
      trackId,
      provider: 'analysis',
      values: analysisFieldValues(result),
      foundAt: result.analysed_at,
    };
    replaceProviderValues(library, says, ANALYSIS_FIELDS);
    writeTrack(library, trackId, result);
  }

  return {
    source,
    reuse: (job, { contentHash, options }) =>
      library.transaction('derived', () => {
        if (query.first(currentResult(db, job.trackId, contentHash, ANALYSIS_VERSION))) return queue.finish(job);
        const known = query.first(resultForContent(db, contentHash, ANALYSIS_VERSION, toText(options)));
        if (known === undefined) return false;
        const { track_id: _other, ...result } = known;
        if (queue.finish(job)) write(job.trackId, result);
        return true;
      }),
    store: async (job, analysed, analysis) => {
      const result = await toStored(analysis, analysed, isoTime(clock.now()));
      return library.transaction('derived', (): StoreOutcome => {
        const present = source(job.trackId);
        if (present !== undefined && present.contentHash !== analysed.contentHash) return 'outdated';
        if (!queue.finish(job) || present === undefined) return 'dropped';
        write(job.trackId, result);
        return 'stored';
      });
    },
  };
}

/** Columns in which an import from another DJ program counts for more than the analysis (docs/decisions/0008-providers.md). */
const PREPARED = ['bpm', 'key_index', 'energy'] as const;

/** What the analysis must leave alone: of what was prepared in another program, and the tempo of a grid that the track has itself. */
function fieldsOfOthers(library: LibraryDatabase, trackId: string): readonly string[] {
  const { db, query } = library;
  const track = query.first(
    db
      .selectFrom('tracks')
      .select(['grid', ...PREPARED])
      .where('id', '=', trackId),
  );
  if (track === undefined) return [];
  const imported = PREPARED.filter(
    (field) => track[field] !== null && library.fieldOrigin('tracks', trackId, field) === 'import',
  );
  return track.grid === null ? imported : ['bpm', ...imported];
}

/**
 * The track shows what was found, except where the user or an import has said otherwise. Where nothing was found, what an analysis
 * said before goes (the file may be another one now) and the next best source counts; what anyone else said stays. What
 * is locked mutate() keeps by itself.
 */
function writeTrack(library: LibraryDatabase, trackId: string, result: Omit<StoredResult, 'peaks' | 'overview'>): void {
  const found = {
    bpm: result.bpm,
    key_index: result.key_index,
    energy: result.energy,
    loudness_lufs: result.loudness_lufs,
    duration_seconds: result.duration_seconds,
  } satisfies Partial<RowFields<'tracks'>>;
  const others = fieldsOfOthers(library, trackId);
  const fields = Object.entries(found).filter(([field, value]) => {
    if (others.includes(field)) return false;
    const origin = library.fieldOrigin('tracks', trackId, field);
    return value === null ? origin === 'analysis' : origin !== 'user';
  });
  library.mutate({
    origin: 'analysis',
    label: 'Analysis',
    mutations: [{ op: 'update', table: 'tracks', id: trackId, set: Object.fromEntries(fields) }],
  });
  const lost = fields.flatMap(([field, value]) => (value === null ? [field] : []));
  const set = surestValues(library, trackId, lost);
  if (Object.keys(set).length === 0) return;
  const mutations: readonly Mutation[] = [{ op: 'update', table: 'tracks', id: trackId, set }];
  library.mutate({ origin: 'tag', label: 'File tags', undoable: false, mutations });
}

/** Equal options give equal texts. */
const toText = ({ minBpm, maxBpm, truePeak = false }: AnalysisOptions): string =>
  JSON.stringify({ minBpm, maxBpm, truePeak });

async function toStored(
  analysis: TrackAnalysis,
  { contentHash, options }: AnalysisOrder,
  at: string,
): Promise<StoredResult> {
  const [peaks, overview] = await Promise.all([
    compress(encodePeaks(levelsOf(analysis.peaks))),
    compress(encodePeaks([overviewOf(analysis.peaks)])),
  ]);
  return {
    content_hash: contentHash,
    version: ANALYSIS_VERSION,
    bpm: analysis.bpm,
    bpm_confidence: analysis.bpmConfidence,
    grid: analysis.grid === null ? null : JSON.stringify(analysis.grid),
    key_index: analysis.key === null ? null : keyIndex(analysis.key),
    key_confidence: analysis.keyConfidence,
    energy: analysis.energy,
    loudness_lufs: analysis.loudnessLufs,
    sample_peak_db: analysis.samplePeakDb,
    duration_seconds: analysis.durationSeconds,
    note: analysis.note,
    details: JSON.stringify(analysis.details),
    timbre: analysis.timbre === null ? null : encodeTimbre(analysis.timbre),
    options: toText(options),
    analysed_at: at,
    peaks,
    overview,
  };
}
