import { TIMBRE_SIZE, type TimbreVector } from './timbre.ts';

/** What a genre is told by: the timbre, the tempo and the energy. */
export const GENRE_FEATURES = TIMBRE_SIZE + 2;

export interface GenreEvidence {
  readonly timbre: TimbreVector;
  readonly bpm: number;
  /** 0-1; the middle where it is not known. */
  readonly energy: number | null;
}

/** Numbers of a timbre vector are about 1 / sqrt(36): brought to the size of the others. */
const TIMBRE_SCALE = 6;
const MIDDLE_BPM = 124;
/** Octaves of tempo count this much: house and drum and bass lie half an octave apart. */
const TEMPO_SCALE = 4;

/** @returns Shape [GENRE_FEATURES], each number about -2 to 2. */
export function genreFeatures({ timbre, bpm, energy }: GenreEvidence): Float32Array {
  const features = new Float32Array(GENRE_FEATURES);
  for (let i = 0; i < TIMBRE_SIZE; i += 1) features[i] = (timbre[i] ?? 0) * TIMBRE_SCALE;
  features[TIMBRE_SIZE] = Math.log2(bpm / MIDDLE_BPM) * TEMPO_SCALE;
  features[TIMBRE_SIZE + 1] = ((energy ?? 0.5) - 0.5) * 4;
  return features;
}
