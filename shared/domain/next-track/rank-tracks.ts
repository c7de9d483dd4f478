import { seeded } from '#shared/domain/seeded-random.ts';
import { bestScores } from './score-order.ts';
import { MixFilter, type MixLimits, termsOf } from './mix-filter.ts';
import type { FeatureSources } from './pair-features.ts';
import { type GroupFactors, NextTrackScorer } from './rank-next.ts';
import type { FeatureGroup } from './track-features.ts';

export interface RankRequest {
  /** Tracks of the session or the set before the place, in their order. */
  readonly played: readonly number[];
  /** -1 = nothing is known behind it. */
  readonly after: number;
  /** Today, in days since 1970. */
  readonly day: number;
  readonly limits: MixLimits;
  readonly factors: GroupFactors;
  /** Only tracks that were never played. */
  readonly neverPlayed: boolean;
  /** More like this track; -1 = as it comes. */
  readonly like: number;
  /** Draws instead of taking the best; the same number draws the same. */
  readonly surprise: number | null;
}

export interface RankedTracks {
  /** Tracks that keep to the limits. */
  readonly fitting: Int32Array;
  /** Log chance of each. */
  readonly scores: Float64Array;
  /** Places in the two columns, in the order in which they are suggested. */
  best(most: number): number[];
  /** What each group gives a track, against the average of all that may be suggested, whether they fit or not. */
  parts(track: number): Map<FeatureGroup, number>;
}

/** Tracks looked at in one step. */
const AT_ONCE = 10_000;
/** Asked of so many tracks that it says what the average is. */
const AVERAGE_OF = 200;
/** What a track that is like another gains by it: sound from -1 to 1, the genre, and how often they were played together. */
const LIKE = { sound: 3, genre: 1, together: 1 } as const;
/** A draw by the log chances themselves is a fair one; as many surprises as a DJ would bear come with a little more. */
const SURPRISE = 1.5;

function wouldFit(
  filter: MixFilter,
  { played, after }: RankRequest,
  track: number,
  knows: (track: number) => boolean,
): boolean {
  const from = played.at(-1) ?? -1;
  const before = from < 0 ? 'fits' : filter.judge(from, track);
  if (before === 'no') return false;
  const behind = after < 0 ? 'fits' : filter.judgeOnwards(track, after);
  if (behind === 'no') return false;
  // Where key or tempo are not known, only history can speak for a track.
  return (before === 'fits' && behind === 'fits') || knows(track);
}

function* fittingTracks(
  sources: FeatureSources,
  request: RankRequest,
  isOpen: (track: number) => boolean,
): Generator<void, Int32Array, void> {
  const { tracks, history } = sources;
  const { played, after, neverPlayed, day } = request;
  const filter = new MixFilter(tracks, request.limits);
  const gone = new Set([...played, after]);
  const around = [played.at(-1) ?? -1, after].map((track) => history.near(track, day));
  const knows = (track: number): boolean => around.some((near) => near.get(track) > 0);
  const fitting = new Int32Array(tracks.count);
  let count = 0;
  for (let track = 0; track < tracks.count; track += 1) {
    if (track % AT_ONCE === 0) yield;
    if (!isOpen(track) || gone.has(track)) continue;
    if (neverPlayed && history.wasPlayed(track)) continue;
    if (!wouldFit(filter, request, track, knows)) continue;
    fitting[count] = track;
    count += 1;
  }
  return fitting.slice(0, count);
}

/** What more a track scores for being like another. */
function likeScorer(
  { tracks, history, likeness }: FeatureSources,
  like: number,
  day: number,
): (track: number) => number {
  const near = history.near(like, day);
  const genre = tracks.genre[like] ?? -1;
  return (track) =>
    LIKE.sound * (likeness?.(like, track) ?? 0) +
    (genre >= 0 && tracks.genre[track] === genre ? LIKE.genre : 0) +
    LIKE.together * Math.log1p(near.get(track));
}

/** Noise that makes the highest scores a draw: a track comes first as often as it is likely. @source Gumbel-max trick. */
function drawn(scores: Float64Array, seed: number): Float64Array {
  const random = seeded(seed);
  return scores.map((score) => score - SURPRISE * Math.log(-Math.log(random() || Number.EPSILON)));
}

/** Some of the tracks that may be suggested, spread over the library. */
function sampleOf(count: number, isOpen: (track: number) => boolean): number[] {
  const step = Math.max(1, Math.floor(count / AVERAGE_OF));
  const sample: number[] = [];
  for (let first = 0; first < count; first += step) {
    let track = first;
    while (track < Math.min(count, first + step) && !isOpen(track)) track += 1;
    if (track < Math.min(count, first + step)) sample.push(track);
  }
  return sample;
}

function averageParts(scorer: NextTrackScorer, sample: readonly number[]): Map<FeatureGroup, number> {
  const sums = new Map<FeatureGroup, number>();
  for (const track of sample) {
    for (const [group, points] of scorer.parts(track)) sums.set(group, (sums.get(group) ?? 0) + points / sample.length);
  }
  return sums;
}

/**
 * Ranks all tracks that may be suggested for a place. Steps of some milliseconds.
 * @param isOpen Whether a track may be suggested at all.
 */
export function* rankSteps(
  sources: FeatureSources,
  weights: readonly number[],
  request: RankRequest,
  isOpen: (track: number) => boolean,
): Generator<void, RankedTracks, void> {
  const withTerms: FeatureSources = { ...sources, terms: termsOf(request.limits) };
  const fitting = yield* fittingTracks(withTerms, request, isOpen);
  const { played, after, day, factors, like, surprise } = request;
  const question = { played, day, factors, ...(after < 0 ? {} : { after }) };
  const scorer = new NextTrackScorer(withTerms, weights, question);
  const likeScore = like < 0 ? () => 0 : likeScorer(sources, like, day);
  const scores = new Float64Array(fitting.length);
  for (let place = 0; place < fitting.length; place += 1) {
    if (place % AT_ONCE === 0) yield;
    const track = fitting[place] ?? -1;
    scores[place] = scorer.score(track) + likeScore(track);
  }
  const order = surprise === null ? scores : drawn(scores, surprise);
  let average: Map<FeatureGroup, number> | null = null;
  return {
    fitting,
    scores,
    best: (most) => bestScores(order, most),
    parts: (track) => {
      average ??= averageParts(scorer, sampleOf(sources.tracks.count, isOpen));
      const parts = scorer.parts(track);
      for (const [group, points] of parts) parts.set(group, points - (average.get(group) ?? 0));
      return parts;
    },
  };
}
