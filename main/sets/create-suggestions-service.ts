import type { LibraryDatabase } from '#main/storage/open-database.ts';
import {
  type Candidate,
  type CandidateFilter,
  candidateById,
  findCandidates,
} from '#main/storage/queries/suggestion-candidates.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import type {
  SimilarList,
  SimilarRequest,
  Suggestion,
  SuggestionList,
  SuggestionOptions,
  SuggestionRequest,
} from '#shared/contract/suggestions.ts';
import { mainArtistKeys, songKey } from '#shared/domain/artist-names-song.ts';
import { compatibleKeyIndexes } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { mixableTempoWindows, type TempoWindow } from '#shared/domain/tempo.ts';
import { scoreTransition, type TransitionScore, type TransitionTrack } from '#shared/domain/transition-score.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { TimbreIndex } from './timbre-index.ts';

/** Tracks that follow a track well, with reasons. */
export interface SuggestionsService {
  /** Best first. @throws {AppError} `not-found` */
  forTrack(request: SuggestionRequest): SuggestionList;
  /** Most alike first. */
  similar(request: SimilarRequest): Promise<SimilarList>;
}

/** A list full of one artist helps nobody. */
const MAX_PER_ARTIST = 3;
/** An energy that scores no better goes against what the DJ asked for. */
const AGAINST_THE_WISH = 0.1;

interface Scored {
  readonly candidate: Candidate;
  readonly transition: TransitionScore;
}

function transitionTrack({ keyIndex, bpm, energy }: Candidate): TransitionTrack {
  return { key: keyIndex === null ? null : keyFromIndex(keyIndex), bpm, energy };
}

/** Windows in order, overlapping ones joined: with a wide pitch range half and direct tempo meet. */
function separateWindows(windows: readonly TempoWindow[]): TempoWindow[] {
  const joined: TempoWindow[] = [];
  for (const window of windows.toSorted((a, b) => a.minBpm - b.minBpm)) {
    const last = joined.at(-1);
    if (last === undefined || window.minBpm > last.maxBpm) joined.push(window);
    else joined[joined.length - 1] = { minBpm: last.minBpm, maxBpm: Math.max(last.maxBpm, window.maxBpm) };
  }
  return joined;
}

function filterFor({ keyIndex, bpm }: Candidate, options: SuggestionOptions): CandidateFilter {
  return {
    keyIndexes: keyIndex === null ? null : compatibleKeyIndexes(keyFromIndex(keyIndex), options.keyRule),
    tempos: bpm === null ? null : separateWindows(mixableTempoWindows(bpm, options.tempoRangePercent)),
  };
}

function goesAgainstWish({ parts }: TransitionScore, options: SuggestionOptions): boolean {
  const energy = parts.find(({ aspect }) => aspect === 'energy');
  return options.energy !== 'any' && energy !== undefined && energy.weight > 0 && energy.score <= AGAINST_THE_WISH;
}

/** By score; where it is equal, the smaller tempo change, then the better rated, then by title. */
function byRank(a: Scored, b: Scored): number {
  return (
    Math.round((b.transition.score - a.transition.score) * 1e6) ||
    Math.abs(a.transition.tempoChangePercent) - Math.abs(b.transition.tempoChangePercent) ||
    b.candidate.rating - a.candidate.rating ||
    (a.candidate.title < b.candidate.title ? -1 : 1)
  );
}

/**
 * The best of a ranked list: each song once and not the playing one, and no more than a few of one artist.
 * @param ranked Best first.
 */
function choose(playing: Candidate, ranked: readonly Scored[], limit: number): Scored[] {
  const songs = new Set([songKey(playing)]);
  const perArtist = new Map<string, number>();
  const chosen: Scored[] = [];
  for (const scored of ranked) {
    if (chosen.length === limit) break;
    const song = songKey(scored.candidate);
    const artists = mainArtistKeys(scored.candidate);
    if (songs.has(song) || artists.some((artist) => (perArtist.get(artist) ?? 0) >= MAX_PER_ARTIST)) continue;
    songs.add(song);
    for (const artist of artists) perArtist.set(artist, (perArtist.get(artist) ?? 0) + 1);
    chosen.push(scored);
  }
  return chosen;
}

/** What the list cannot know about the playing track, in words; null when it knows all. */
function unknownsInWords({ keyIndex, bpm, energy }: Candidate): string | null {
  const unknown = [
    ...(keyIndex === null ? ['key'] : []),
    ...(bpm === null ? ['tempo'] : []),
    ...(energy === null ? ['energy'] : []),
  ];
  if (unknown.length === 0) return null;
  return `The ${unknown.join(' and the ')} of this track ${unknown.length > 1 ? 'are' : 'is'} not known and does not count.`;
}

function noteFor(playing: Candidate, found: number, options: SuggestionOptions): string | null {
  if (found > 0) return unknownsInWords(playing);
  const ways = [
    ...(options.keyRule === 'strict' && playing.keyIndex !== null ? ['choose the loose key rule'] : []),
    ...(playing.bpm === null ? [] : ['widen the tempo range']),
    ...(options.energy === 'any' ? [] : ['allow any energy']),
  ];
  const advice = ways.join(' or ') || 'analyse more tracks';
  return `No track of the library fits. ${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`;
}

const NOT_ANALYSED: SuggestionList = {
  suggestions: [],
  note: 'This track is not analysed yet. Suggestions come as soon as its key and tempo are known.',
};

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

export function createSuggestionsService(database: LibraryDatabase): SuggestionsService {
  const timbres = new TimbreIndex(database);

  function rank(playing: Candidate, { trackId, options, exclude }: SuggestionRequest): Scored[] {
    const excluded = new Set<string>([trackId, ...exclude]);
    const from = transitionTrack(playing);
    return findCandidates(database, filterFor(playing, options))
      .filter(({ id }) => !excluded.has(id))
      .flatMap((candidate): Scored[] => {
        const transition = scoreTransition(from, transitionTrack(candidate), options);
        return transition === null || goesAgainstWish(transition, options) ? [] : [{ candidate, transition }];
      })
      .sort(byRank);
  }

  return {
    similar: (request) => findSimilar(database, timbres, request),
    forTrack: (request) => {
      const playing = candidateById(database, request.trackId);
      if (playing === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
      if (playing.keyIndex === null && playing.bpm === null) return NOT_ANALYSED;
      const chosen = choose(playing, rank(playing, request), request.limit);
      const rows = trackRows(
        database,
        chosen.map(({ candidate }) => candidate.id),
      );
      const suggestions = chosen.flatMap(({ candidate, transition }): Suggestion[] => {
        const track = rows.find(({ id }) => id === candidate.id);
        return track === undefined ? [] : [{ track, ...transition, parts: [...transition.parts] }];
      });
      return { suggestions, note: noteFor(playing, suggestions.length, request.options) };
    },
  };
}
