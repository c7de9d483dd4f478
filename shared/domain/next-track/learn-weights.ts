import { seeded } from '#shared/domain/seeded-random.ts';
import { PlayHistory } from './play-history.ts';
import type { PlayedSession, RankableTracks } from './rankable-tracks.ts';
import type { Likeness } from './pair-features.ts';
import { SessionFeatures } from './session-features.ts';
import { FEATURE_COUNT } from './track-features.ts';

/** One choice of the DJ: the track that came next, and others that could have. */
interface Choice {
  /** Features of each candidate, one after the other; the first is the one that was chosen. */
  readonly features: Float32Array;
  readonly candidates: number;
  /** log of how many tracks of the library each candidate stands for. */
  readonly standsFor: Float64Array;
  /** Older choices count less. */
  readonly weight: number;
}

export interface LearnInput {
  readonly tracks: RankableTracks;
  /** Tracks that there are. */
  readonly pool: Int32Array;
  /** By day, oldest first. */
  readonly sessions: readonly PlayedSession[];
  readonly likeness?: Likeness;
  /** What the weights are as long as nothing speaks against it, FEATURE_COUNT of them. */
  readonly prior: readonly number[];
  /** Told how far it is, 0-1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Share of the time that goes into the choices, before the rounds over them. */
const CHOICES_SHARE = 0.4;

/** Until there is some history, nothing can be learned of it. */
const FIRST_SHARE = 0.25;
/** Candidates beside the chosen one: half of those that history names, the others from all the library. */
const OTHERS = 500;
/** Choices kept at once, the latest ones: each takes some 70 kB. */
const MOST_CHOICES = 1500;
const ROUNDS = 30;
const BATCH = 32;
const RATE = 0.03;
const RATE_FADE = 0.93;
/** Pulls weights that little speaks for to the prior: as much as so many choices do. */
const RIDGE = 1;
const FADE_DAYS = 800;
/** Adam: how long gradients and their squares are remembered. */
const [MOMENTUM, SQUARES] = [0.9, 0.999];

/** Puts `count` random ones of a list to its front. */
function drawFront(list: number[], count: number, random: () => number): void {
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(random() * (list.length - at));
    [list[at], list[other]] = [list[other] ?? 0, list[at] ?? 0];
  }
}

interface Candidates {
  readonly tracks: readonly number[];
  readonly standsFor: readonly number[];
}

/** The chosen track and a sample of what else could have come. */
function sample(
  history: PlayHistory,
  played: readonly number[],
  chosen: number,
  input: LearnInput,
  random: () => number,
) {
  const gone = new Set([...played, chosen]);
  const named = new Set<number>();
  for (const track of played.slice(-6)) {
    for (const [other] of history.near(track, 0).entries()) if (!gone.has(other)) named.add(other);
  }
  const list = [...named];
  const near = Math.min(list.length, OTHERS / 2);
  drawFront(list, near, random);
  const tracks = [chosen, ...list.slice(0, near)];
  const standsFor = [0, ...list.slice(0, near).map(() => Math.log(list.length / near))];
  const { pool } = input;
  const rest = pool.length - gone.size - list.length;
  const far = Math.min(OTHERS - near, Math.max(0, rest));
  const drawn = new Set<number>();
  // A track of the history may be in the library no more: where nearly all was drawn, the last are not looked for for ever.
  for (let draw = 0; drawn.size < far && draw < 20 * OTHERS; draw += 1) {
    const track = pool[Math.floor(random() * pool.length)] ?? chosen;
    if (!gone.has(track) && !named.has(track)) drawn.add(track);
  }
  for (const track of drawn) {
    tracks.push(track);
    standsFor.push(Math.log(rest / drawn.size));
  }
  return { tracks, standsFor } satisfies Candidates;
}

function featuresOf(session: SessionFeatures, tracks: readonly number[]): Float32Array {
  const features = new Float32Array(tracks.length * FEATURE_COUNT);
  const own = new Float64Array(FEATURE_COUNT);
  for (const [at, track] of tracks.entries()) {
    session.write(track, own, 0);
    features.set(own, at * FEATURE_COUNT);
  }
  return features;
}

/** Choices that can be learned from in a session: the first track has nothing before it, and one that comes again is no choice. */
export function choicePlaces({ tracks }: PlayedSession): number[] {
  const seen = new Set<number>(tracks.slice(0, 1));
  return tracks.flatMap((track, place) => {
    if (seen.has(track)) return [];
    seen.add(track);
    return [place];
  });
}

function firstLearned(sessions: readonly PlayedSession[]): number {
  let left = MOST_CHOICES;
  let first = sessions.length;
  const least = Math.floor(sessions.length * FIRST_SHARE);
  while (first > least && left > 0) {
    first -= 1;
    left -= choicePlaces(sessions[first] ?? { day: 0, tracks: [] }).length;
  }
  return first;
}

function* choicesOf(input: LearnInput, random: () => number): Generator<void, Choice[], void> {
  const { tracks, sessions, likeness } = input;
  const history = new PlayHistory(tracks);
  const sources = { tracks, history, ...(likeness === undefined ? {} : { likeness }) };
  const today = sessions.at(-1)?.day ?? 0;
  const first = firstLearned(sessions);
  const choices: Choice[] = [];
  for (const [index, session] of sessions.entries()) {
    input.onProgress?.((CHOICES_SHARE * index) / sessions.length);
    for (const place of index < first ? [] : choicePlaces(session)) {
      const played = session.tracks.slice(0, place);
      const chosen = session.tracks[place] ?? -1;
      const candidates = sample(history, played, chosen, input, random);
      const features = featuresOf(new SessionFeatures(sources, played, session.day), candidates.tracks);
      const standsFor = Float64Array.from(candidates.standsFor);
      const weight = Math.exp((session.day - today) / FADE_DAYS);
      choices.push({ features, candidates: standsFor.length, standsFor, weight });
      yield;
    }
    history.add(session);
    yield;
  }
  return choices;
}

/** Spread of each feature over all candidates, so that one learning rate fits all. */
function* spreads(choices: readonly Choice[]): Generator<void, Float64Array, void> {
  const [sums, squares] = [new Float64Array(FEATURE_COUNT), new Float64Array(FEATURE_COUNT)];
  let count = 0;
  for (const { features, candidates } of choices) {
    yield;
    count += candidates;
    for (let at = 0; at < features.length; at += 1) {
      const value = features[at] ?? 0;
      sums[at % FEATURE_COUNT] = (sums[at % FEATURE_COUNT] ?? 0) + value;
      squares[at % FEATURE_COUNT] = (squares[at % FEATURE_COUNT] ?? 0) + value * value;
    }
  }
  return sums.map((sum, feature) => Math.sqrt(Math.max(1e-6, (squares[feature] ?? 0) / count - (sum / count) ** 2)));
}

/** Fills in how likely each candidate is by the weights; the sum is 1. Plain loops: nearly all the time goes here. */
function writeChances({ features, candidates, standsFor }: Choice, weights: Float64Array, chances: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let candidate = 0, at = 0; candidate < candidates; candidate += 1) {
    let score = standsFor[candidate] as number;
    for (let feature = 0; feature < FEATURE_COUNT; feature += 1, at += 1) {
      score += (features[at] as number) * (weights[feature] as number);
    }
    chances[candidate] = score;
    if (score > most) most = score;
  }
  let total = 0;
  for (let candidate = 0; candidate < candidates; candidate += 1) {
    const chance = Math.exp((chances[candidate] as number) - most);
    chances[candidate] = chance;
    total += chance;
  }
  for (let candidate = 0; candidate < candidates; candidate += 1)
    chances[candidate] = (chances[candidate] as number) / total;
}

/** A candidate so unlikely moves nothing. */
const NO_CHANCE = 1e-6;

/** Adds what a choice says of the weights: the mean of the features by their chances, less those of the chosen one. */
function addGradient(choice: Choice, weights: Float64Array, gradient: Float64Array, chances: Float64Array): void {
  const { features, weight, candidates } = choice;
  writeChances(choice, weights, chances);
  for (let candidate = 0; candidate < candidates; candidate += 1) {
    const push = ((chances[candidate] as number) - (candidate === 0 ? 1 : 0)) * weight;
    if (candidate > 0 && push < NO_CHANCE) continue;
    const at = candidate * FEATURE_COUNT;
    for (let feature = 0; feature < FEATURE_COUNT; feature += 1) {
      gradient[feature] = (gradient[feature] as number) + push * (features[at + feature] as number);
    }
  }
}

/** Adam on the weights of standardised features. @source Kingma and Ba 2015, algorithm 1. */
class Descent {
  readonly weights: Float64Array;
  private readonly prior: Float64Array;
  private readonly spread: Float64Array;
  private readonly momentum = new Float64Array(FEATURE_COUNT);
  private readonly squares = new Float64Array(FEATURE_COUNT);
  private steps = 0;

  constructor(prior: readonly number[], spread: Float64Array) {
    this.prior = Float64Array.from(prior);
    this.weights = Float64Array.from(prior);
    this.spread = spread;
  }

  /** @param ridge Pull to the prior. */
  step(gradient: Float64Array, count: number, rate: number, ridge: number): void {
    this.steps += 1;
    for (let feature = 0; feature < FEATURE_COUNT; feature += 1) {
      const spread = this.spread[feature] ?? 1;
      const away = ((this.weights[feature] ?? 0) - (this.prior[feature] ?? 0)) * spread;
      const slope = (gradient[feature] ?? 0) / spread / count + ridge * away;
      const momentum = MOMENTUM * (this.momentum[feature] ?? 0) + (1 - MOMENTUM) * slope;
      const squares = SQUARES * (this.squares[feature] ?? 0) + (1 - SQUARES) * slope * slope;
      this.momentum[feature] = momentum;
      this.squares[feature] = squares;
      const size = Math.sqrt(squares / (1 - SQUARES ** this.steps)) + 1e-8;
      const change = (rate * (momentum / (1 - MOMENTUM ** this.steps))) / size;
      this.weights[feature] = (this.weights[feature] ?? 0) - change / spread;
    }
  }
}

/**
 * Learns what the next track depends on: a listwise logistic regression over the choices in the sessions, each with what was
 * known before it. Steps of some milliseconds; the last gives FEATURE_COUNT weights, the prior where there is nothing to learn.
 */
export function* learnSteps(input: LearnInput): Generator<void, number[], void> {
  const random = seeded(1);
  const choices = yield* choicesOf(input, random);
  if (choices.length === 0) return [...input.prior];
  const descent = new Descent(input.prior, yield* spreads(choices));
  const order = choices.map((_, index) => index);
  const chances = new Float64Array(OTHERS + 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    input.onProgress?.(CHOICES_SHARE + ((1 - CHOICES_SHARE) * round) / ROUNDS);
    drawFront(order, order.length, random);
    for (let start = 0; start < order.length; start += BATCH) {
      const gradient = new Float64Array(FEATURE_COUNT);
      const batch = order.slice(start, start + BATCH);
      for (const index of batch) {
        const choice = choices[index];
        if (choice !== undefined) addGradient(choice, descent.weights, gradient, chances);
      }
      descent.step(gradient, batch.length, RATE * RATE_FADE ** round, RIDGE / choices.length);
      yield;
    }
  }
  return [...descent.weights];
}
