import { TIMBRE_SIZE, type TimbreVector } from '#shared/domain/timbre.ts';
import { TIMBRE_MEANS, TIMBRE_SPREADS } from './timbre-norms.ts';

/** Cepstral coefficients 1 to 12; number 0 is the level, which is no timbre. */
const COEFFICIENTS = 12;
/** Frames quieter than this in the mean over the bands are gaps between the music. */
const SILENCE_LEVEL = 0.05;
/** Change is measured over this many frames (46 ms). */
const CHANGE_FRAMES = 4;

/** Sums of a coefficient, its square and its change, for mean, spread and liveliness. */
interface Sums {
  readonly mean: Float64Array;
  readonly square: Float64Array;
  readonly change: Float64Array;
}

export interface TimbreAccumulator {
  /** @param levels Log-compressed levels of the bands of one frame, low to high, shape [bands]. Not kept. */
  readonly add: (levels: Float32Array) => void;
  /** As measured, before it is compared with what is usual, shape [TIMBRE_SIZE]; null where there is hardly any sound. */
  measured(): Float64Array | null;
  finish(): TimbreVector | null;
  /** Where the middle of the sound lies between the lowest band (0) and the highest (1); null as `finish`. */
  brightness(): number | null;
}

/** Rows of the cosine transform, orthonormal, shape [COEFFICIENTS * bands]. */
function cosineRows(bands: number): Float64Array {
  const scale = Math.sqrt(2 / bands);
  return Float64Array.from({ length: COEFFICIENTS * bands }, (_, i) => {
    const coefficient = Math.floor(i / bands) + 1;
    return scale * Math.cos((Math.PI * coefficient * ((i % bands) + 0.5)) / bands);
  });
}

/**
 * What a track sounds like, apart from tempo, key and level: mean, spread and change of the shape of its spectrum.
 * @param bands Bands of a frame.
 * @source Davis & Mermelstein, "Comparison of parametric representations" (1980) for cepstra of band levels; Tzanetakis &
 *   Cook, "Musical genre classification of audio signals" (2002) for their statistics over a track.
 */
export function createTimbreAccumulator(bands: number): TimbreAccumulator {
  const rows = cosineRows(bands);
  const history = Array.from({ length: CHANGE_FRAMES }, () => new Float64Array(COEFFICIENTS));
  const now = new Float64Array(COEFFICIENTS);
  const sums: Sums = {
    mean: new Float64Array(COEFFICIENTS),
    square: new Float64Array(COEFFICIENTS),
    change: new Float64Array(COEFFICIENTS),
  };
  let frames = 0;
  let changes = 0;
  let centres = 0;

  function transform(levels: Float32Array): void {
    for (let coefficient = 0; coefficient < COEFFICIENTS; coefficient += 1) {
      let sum = 0;
      const row = coefficient * bands;
      for (let band = 0; band < bands; band += 1) sum += rows[row + band] * levels[band];
      now[coefficient] = sum;
    }
  }

  function count(): void {
    const before = history[frames % CHANGE_FRAMES];
    const isFollowing = frames >= CHANGE_FRAMES;
    for (let i = 0; i < COEFFICIENTS; i += 1) {
      const value = now[i];
      sums.mean[i] += value;
      sums.square[i] += value * value;
      if (isFollowing) sums.change[i] += Math.abs(value - before[i]);
    }
    before.set(now);
    if (isFollowing) changes += 1;
    frames += 1;
  }

  const measured = (): Float64Array | null => (changes === 0 ? null : rawTimbre(sums, frames, changes));

  return {
    add(levels) {
      let level = 0;
      let moment = 0;
      for (let band = 0; band < bands; band += 1) {
        level += levels[band];
        moment += band * levels[band];
      }
      if (level < SILENCE_LEVEL * bands) return;
      centres += moment / level;
      transform(levels);
      count();
    },
    measured,
    brightness: () => (frames === 0 ? null : centres / frames / (bands - 1)),
    finish: () => {
      const raw = measured();
      return raw === null ? null : unitVector(raw);
    },
  };
}

/** Means, spreads and changes one after the other, as measured, shape [TIMBRE_SIZE]. */
function rawTimbre({ mean, square, change }: Sums, frames: number, changes: number): Float64Array {
  const raw = new Float64Array(TIMBRE_SIZE);
  for (let i = 0; i < COEFFICIENTS; i += 1) {
    const average = mean[i] / frames;
    raw[i] = average;
    raw[COEFFICIENTS + i] = Math.sqrt(Math.max(0, square[i] / frames - average * average));
    raw[2 * COEFFICIENTS + i] = change[i] / changes;
  }
  return raw;
}

/** Each number as its distance from what is usual, then scaled to length 1. */
function unitVector(raw: Float64Array): TimbreVector {
  const vector = new Float32Array(TIMBRE_SIZE);
  let square = 0;
  for (let i = 0; i < TIMBRE_SIZE; i += 1) {
    vector[i] = (raw[i] - TIMBRE_MEANS[i]) / TIMBRE_SPREADS[i];
    square += vector[i] * vector[i];
  }
  const length = Math.sqrt(square);
  if (length > 0) for (let i = 0; i < TIMBRE_SIZE; i += 1) vector[i] /= length;
  return vector as TimbreVector;
}
