import { GENRE_FEATURES } from '#shared/domain/genre-features.ts';

/** A track whose genre is known. */
export interface GenreSample {
  /** Shape [GENRE_FEATURES]. */
  readonly features: Float32Array;
  readonly genre: number;
}

/** Softmax regression: for each genre a weight for each feature and one constant. */
export interface GenreModel {
  readonly genres: number;
  /** Shape [genres * (GENRE_FEATURES + 1)]. */
  readonly weights: Float64Array;
}

const WIDTH = GENRE_FEATURES + 1;
const PASSES = 60;
const STEP = 0.2;
/** Pulls weights towards 0, so that a genre of ten tracks is not learned by heart. */
const SHRINKAGE = 2e-3;
/** Numbers in the sums of squares that a step is divided by (AdaGrad): keeps the first steps small. */
const STEADINESS = 1;
/** Weights gone through between two breaths: a few milliseconds. */
const WORK_AT_ONCE = 500_000;

/** Probabilities of all genres. @param target Shape [genres], overwritten. */
function predictInto({ genres, weights }: GenreModel, features: Float32Array, target: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let genre = 0; genre < genres; genre += 1) {
    let sum = weights[genre * WIDTH + GENRE_FEATURES] ?? 0;
    for (let i = 0; i < GENRE_FEATURES; i += 1) sum += (weights[genre * WIDTH + i] as number) * (features[i] as number);
    target[genre] = sum;
    if (sum > highest) highest = sum;
  }
  let total = 0;
  for (let genre = 0; genre < genres; genre += 1)
    total += target[genre] = Math.exp((target[genre] as number) - highest);
  for (let genre = 0; genre < genres; genre += 1) target[genre] = (target[genre] as number) / total;
}

export interface GenrePrediction {
  readonly genre: number;
  /** Probability, 0-1. */
  readonly confidence: number;
}

export function predictGenre(model: GenreModel, features: Float32Array): GenrePrediction {
  const probabilities = new Float64Array(model.genres);
  predictInto(model, features, probabilities);
  let genre = 0;
  for (let other = 1; other < model.genres; other += 1) {
    if ((probabilities[other] as number) > (probabilities[genre] as number)) genre = other;
  }
  return { genre, confidence: probabilities[genre] ?? 0 };
}

/** Samples to learn from, or to predict, between two breaths. */
const samplesAtOnce = ({ weights }: GenreModel): number => Math.max(1, Math.floor(WORK_AT_ONCE / weights.length));

/**
 * Learns to tell genres apart. Rare genres count as much as common ones, each sample by one over the size of its genre.
 * @param genres How many there are; each has a sample.
 * @param breathe Awaited every few milliseconds, so that the thread stays free for others.
 * @source Softmax regression with AdaGrad (Duchi et al. 2011); the same samples always give the same model.
 */
export async function trainGenreModel(
  samples: readonly GenreSample[],
  genres: number,
  breathe: () => Promise<unknown>,
): Promise<GenreModel> {
  const model: GenreModel = { genres, weights: new Float64Array(genres * WIDTH) };
  const squares = new Float64Array(model.weights.length).fill(STEADINESS);
  const counts = new Float64Array(genres);
  for (const { genre } of samples) counts[genre] = (counts[genre] ?? 0) + 1;
  const probabilities = new Float64Array(genres);
  const atOnce = samplesAtOnce(model);
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [index, sample] of samples.entries()) {
      if (index % atOnce === 0) await breathe();
      predictInto(model, sample.features, probabilities);
      const weight = samples.length / (genres * (counts[sample.genre] ?? 1));
      learn(model, squares, sample, probabilities, Math.min(4, weight));
    }
  }
  return model;
}

function learn(
  { genres, weights }: GenreModel,
  squares: Float64Array,
  { features, genre: truth }: GenreSample,
  probabilities: Float64Array,
  weight: number,
): void {
  for (let genre = 0; genre < genres; genre += 1) {
    const error = weight * ((probabilities[genre] as number) - (genre === truth ? 1 : 0));
    for (let i = 0; i < WIDTH; i += 1) {
      const at = genre * WIDTH + i;
      const feature = i < GENRE_FEATURES ? (features[i] as number) : 1;
      const slope = error * feature + SHRINKAGE * (weights[at] as number);
      squares[at] = (squares[at] as number) + slope * slope;
      weights[at] = (weights[at] as number) - (STEP * slope) / Math.sqrt(squares[at]);
    }
  }
}

export interface CrossValidation {
  /** Share of the samples whose genre a model found that had not seen them. */
  readonly accuracy: number;
  /** Least confidence from which predictions are right often enough to be shown; above 1 if none is. */
  readonly threshold: number;
  /** Share of the samples with at least that confidence. */
  readonly coverage: number;
}

const FOLDS = 5;

/**
 * Trains on four fifths and looks at the rest, five times.
 * @param samples In random order.
 * @param wanted Share of right ones among those that are shown.
 */
export async function crossValidate(
  samples: readonly GenreSample[],
  genres: number,
  wanted: number,
  breathe: () => Promise<unknown>,
): Promise<CrossValidation> {
  const seen: { confidence: number; right: boolean }[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const training = samples.filter((_, index) => index % FOLDS !== fold);
    const model = await trainGenreModel(training, genres, breathe);
    const atOnce = samplesAtOnce(model);
    for (const [index, { features, genre }] of samples.entries()) {
      if (index % atOnce === 0) await breathe();
      if (index % FOLDS !== fold) continue;
      const prediction = predictGenre(model, features);
      seen.push({ confidence: prediction.confidence, right: prediction.genre === genre });
    }
  }
  const accuracy = seen.filter(({ right }) => right).length / Math.max(1, seen.length);
  return { accuracy, ...thresholdFor(seen, wanted) };
}

/** The lowest confidence from which on up at least `wanted` of the predictions are right. */
function thresholdFor(
  seen: readonly { readonly confidence: number; readonly right: boolean }[],
  wanted: number,
): Pick<CrossValidation, 'threshold' | 'coverage'> {
  const sorted = seen.toSorted((a, b) => b.confidence - a.confidence);
  let right = 0;
  let shown = 0;
  let threshold = Number.POSITIVE_INFINITY;
  for (const [index, entry] of sorted.entries()) {
    if (entry.right) right += 1;
    if (right / (index + 1) < wanted) continue;
    threshold = entry.confidence;
    shown = index + 1;
  }
  const coverage = shown / Math.max(1, seen.length);
  // Nothing speaks against lower ones then; the model's own word counts.
  return { threshold: coverage === 1 ? Math.min(threshold, wanted) : threshold, coverage };
}
