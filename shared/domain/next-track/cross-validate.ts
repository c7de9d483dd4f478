import { choicePlaces, type LearnInput, learnSteps } from './learn-weights.ts';
import { PlayHistory } from './play-history.ts';
import { SessionFeatures } from './session-features.ts';
import { FEATURE_COUNT } from './track-features.ts';

/** How well choices were foreseen that nothing was learned from. */
export interface RankingFigures {
  /** Share of the choices that stood among the first ten. */
  readonly hit10: number;
  /** Mean of 1 / place. */
  readonly mrr: number;
}

export interface CrossValidation {
  readonly learned: RankingFigures;
  /** The prior, asked the same. */
  readonly prior: RankingFigures;
  /** Choices that were foreseen, or not. */
  readonly choices: number;
}

/** Shares of the sessions that are learned from; those up to the next share are foreseen. */
const SHARES = [0.6, 0.8, 1] as const;
/** Choices asked for in each part, spread over it. */
const MOST_ASKED = 100;
/** Of a bigger library every so many are ranked, and each stands for as many. */
const MOST_RANKED = 20_000;
/** Share of the time of a part that goes into learning; the rest is asked. */
const LEARNING_SHARE = 0.7;
/** Ranked between two breaths. */
const AT_ONCE = 4_000;

const dot = (weights: readonly number[], features: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < FEATURE_COUNT; at += 1) sum += (weights[at] ?? 0) * (features[at] ?? 0);
  return sum;
};

interface Asked {
  readonly session: number;
  readonly place: number;
}

function askedOf(input: LearnInput, from: number, to: number): Asked[] {
  const all = input.sessions
    .slice(from, to)
    .flatMap((session, index) => choicePlaces(session).map((place) => ({ session: from + index, place })));
  const step = Math.max(1, all.length / MOST_ASKED);
  return Array.from({ length: Math.min(all.length, MOST_ASKED) }, (_, n) => all[Math.floor(n * step)]).filter(
    (each) => each !== undefined,
  );
}

/** Counts the tracks that several sets of weights put above the chosen one. */
class Ranks {
  /** Places of the chosen track so far; ties share the middle. */
  readonly places: number[];
  private readonly rankings: readonly (readonly number[])[];
  private readonly wanted: readonly number[];

  constructor(rankings: readonly (readonly number[])[], chosen: Float64Array) {
    this.rankings = rankings;
    this.wanted = rankings.map((weights) => dot(weights, chosen));
    this.places = rankings.map(() => 1);
  }

  /** @param standsFor How many tracks it is. */
  count(features: Float64Array, standsFor: number): void {
    for (const [ranking, weights] of this.rankings.entries()) {
      const above = dot(weights, features) - (this.wanted[ranking] ?? 0);
      if (above >= 0) this.places[ranking] = (this.places[ranking] ?? 0) + standsFor * (above === 0 ? 0.5 : 1);
    }
  }
}

/** Place of the chosen track among all that were not played yet, by each set of weights. */
function* ranksOf(
  input: LearnInput,
  history: PlayHistory,
  { session, place }: Asked,
  rankings: readonly (readonly number[])[],
): Generator<void, readonly number[], void> {
  const { day, tracks: order } = input.sessions[session] ?? { day: 0, tracks: [] };
  const { tracks, likeness, pool } = input;
  const played = order.slice(0, place);
  const chosen = order[place] ?? -1;
  const gone = new Set([...played, chosen]);
  const sources = likeness === undefined ? { tracks, history } : { tracks, history, likeness };
  const features = new SessionFeatures(sources, played, day);
  const buffer = new Float64Array(FEATURE_COUNT);
  features.write(chosen, buffer, 0);
  const ranks = new Ranks(rankings, buffer);
  const step = Math.max(1, pool.length / MOST_RANKED);
  for (let n = 0; n < pool.length / step; n += 1) {
    if (n % AT_ONCE === AT_ONCE - 1) yield;
    const track = pool[Math.floor(n * step)] ?? chosen;
    if (gone.has(track)) continue;
    features.write(track, buffer, 0);
    ranks.count(buffer, step);
  }
  return ranks.places;
}

function figuresOf(ranks: readonly number[]): RankingFigures {
  const count = Math.max(1, ranks.length);
  return {
    hit10: ranks.filter((rank) => rank <= 10).length / count,
    mrr: ranks.reduce((sum, rank) => sum + 1 / rank, 0) / count,
  };
}

/**
 * How much better than the prior the weights of this history are: they are learned from its first sessions and asked for what
 * came in later ones, twice. Steps of some milliseconds.
 */
export function* crossValidateSteps(input: LearnInput): Generator<void, CrossValidation, void> {
  const { sessions } = input;
  const learned: number[] = [];
  const prior: number[] = [];
  for (const [part, share] of SHARES.slice(0, -1).entries()) {
    const from = Math.floor(sessions.length * share);
    const to = Math.floor(sessions.length * (SHARES[part + 1] ?? 1));
    const parts = SHARES.length - 1;
    const onProgress = (fraction: number): void => input.onProgress?.((part + LEARNING_SHARE * fraction) / parts);
    const weights = yield* learnSteps({ ...input, sessions: sessions.slice(0, from), onProgress });
    const history = new PlayHistory(input.tracks);
    for (const session of sessions.slice(0, from)) {
      history.add(session);
      yield;
    }
    const questions = askedOf(input, from, to);
    for (const [n, asked] of questions.entries()) {
      onProgress(1 + ((1 / LEARNING_SHARE - 1) * n) / questions.length);
      const [own = 0, before = 0] = yield* ranksOf(input, history, asked, [weights, input.prior]);
      learned.push(own);
      prior.push(before);
      yield;
    }
  }
  return { learned: figuresOf(learned), prior: figuresOf(prior), choices: learned.length };
}
