import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type {
  BridgeList,
  BridgeRequest,
  LearnedWeights,
  SimilarList,
  SimilarRequest,
  SuggestionList,
  SuggestionRequest,
} from '#shared/contract/suggestions.ts';
import type { FeatureSources } from '#shared/domain/next-track/pair-features.ts';
import type { PlayHistory } from '#shared/domain/next-track/play-history.ts';
import { bridgesBetween } from './bridges-between.ts';
import { LearningRun } from './learning-run.ts';
import { setNeverSuggest } from './never-suggest.ts';
import { NextTracks } from './next-tracks.ts';
import { OwnWeights } from './own-weights.ts';
import { RankableLibrary } from './rankable-library.ts';
import { SessionHistory } from './session-history.ts';
import { TimbreIndex } from './timbre-index.ts';

/** Tracks that go into a place well, with reasons, ranked by what the user's history says. */
export interface SuggestionsService {
  /** Likeliest first, or as drawn. @throws {AppError} `not-found` */
  next(request: SuggestionRequest): Promise<SuggestionList>;
  /** Most alike first. */
  similar(request: SimilarRequest): Promise<SimilarList>;
  /** Ways from one track to another. @throws {AppError} `not-found`; `invalid-input` for one track */
  bridge(request: BridgeRequest): Promise<BridgeList>;
  learned(): Promise<LearnedWeights>;
  /** @throws {AppError} `invalid-input` when there is too little history, `cancelled` when `signal` or the end of the program stops it. */
  learn(signal?: AbortSignal): Promise<LearnedWeights>;
  /** Ends the learning that runs, whoever began it; it does not begin by itself again in this run of the program. */
  stopLearning(): void;
  forget(): Promise<LearnedWeights>;
  setNever(trackIds: readonly TrackId[], never: boolean): { changed: number };
  /** Ends what runs. */
  stop(): Promise<void>;
}

export interface SuggestionsDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  /** Told of what goes wrong in the background; the suggestions go on as they were. */
  readonly onProblem: (error: unknown) => void;
}

const NO_TIMBRE: SimilarList = {
  similar: [],
  note: 'What this track sounds like is not known yet. Analyse it to find what is like it.',
};

async function findSimilar(
  database: LibraryDatabase,
  timbres: TimbreIndex,
  { trackId, limit, exclude }: SimilarRequest,
): Promise<SimilarList> {
  const neighbours = await timbres.nearest(trackId, limit, new Set(exclude));
  if (neighbours === null) return NO_TIMBRE;
  const rows = new Map(
    trackRows(
      database,
      neighbours.map(({ id }) => id),
    ).map((row) => [row.id as string, row]),
  );
  const similar = neighbours.flatMap(({ id, likeness }) => {
    const track = rows.get(id);
    return track === undefined ? [] : [{ track, likeness }];
  });
  return { similar, note: similar.length > 0 ? null : 'No other track of the library is analysed yet.' };
}

export function createSuggestionsService({ database, clock, onProblem }: SuggestionsDeps): SuggestionsService {
  const timbres = new TimbreIndex(database);
  const library = new RankableLibrary(database);
  const sessions = new SessionHistory(database, library, clock, onProblem);
  const own = new OwnWeights(database, clock);
  const stopping = new AbortController();
  const nextTracks = new NextTracks({ database, clock, library, signal: stopping.signal });
  const learning = new LearningRun(stopping.signal);

  async function sourcesNow(): Promise<FeatureSources> {
    await timbres.ready();
    let history: PlayHistory;
    // Others who ask may have begun to read the library anew meanwhile.
    do {
      await library.ready();
      history = await sessions.ready();
    } while (library.isUpdating);
    return { tracks: library.tracks, history, likeness: (a, b) => timbres.likeness(a, b) };
  }

  function learner({ tracks, likeness }: FeatureSources): (signal: AbortSignal) => Promise<void> {
    const input = { tracks, pool: library.pool(), sessions: sessions.sessions, ...(likeness ? { likeness } : {}) };
    return (signal) => own.learn(input, signal);
  }

  const learned = async (): Promise<LearnedWeights> => {
    await sourcesNow();
    return own.state(sessions.sessions);
  };

  return {
    similar: (request) => findSimilar(database, timbres, request),
    next: async (request) => {
      const sources = await sourcesNow();
      const list = await nextTracks.suggest(request, sources, own.weights);
      // The next list will be better.
      if (own.isDue(sessions.sessions)) learning.beginUnasked(learner(sources), onProblem);
      return list;
    },
    bridge: async (request) => {
      await library.ready();
      return bridgesBetween({ database, library, signal: stopping.signal }, request);
    },
    learned,
    learn: async (signal) => {
      await learning.begin(learner(await sourcesNow()), signal);
      return learned();
    },
    stopLearning: () => learning.stop(),
    forget: () => {
      own.forget();
      return learned();
    },
    setNever: (trackIds, never) => setNeverSuggest(database, trackIds, never),
    stop: async () => {
      stopping.abort();
      await learning.idle();
    },
  };
}
