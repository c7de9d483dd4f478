/**
 * What is usual in music: mean and spread of the numbers of the timbre vector as measured, in its order (12 means, 12
 * spreads, 12 changes). They set the scale only; which music they come from hardly matters. Changed together with
 * ANALYSIS_VERSION, because vectors of different scales cannot be compared.
 * @source npm run bench:timbre-norms, 40 tracks of dance, pop and loops.
 */
export const TIMBRE_MEANS: readonly number[] = [
  1.147, -1.612, 0.357, 0.024, 0.479, -0.647, -0.556, -0.34, -0.002, -0.15, -0.091, -0.167, 1.897, 1.349, 0.951, 0.916,
  0.795, 0.708, 0.668, 0.679, 0.701, 0.699, 0.713, 0.679, 1.041, 0.803, 0.612, 0.58, 0.505, 0.468, 0.45, 0.433, 0.428,
  0.424, 0.413, 0.393,
];
export const TIMBRE_SPREADS: readonly number[] = [
  1.564, 1.753, 1.041, 1.184, 0.572, 0.425, 0.374, 0.257, 0.342, 0.366, 0.316, 0.299, 0.85, 0.502, 0.323, 0.253, 0.2,
  0.148, 0.138, 0.131, 0.118, 0.117, 0.118, 0.132, 0.632, 0.386, 0.306, 0.277, 0.211, 0.161, 0.164, 0.15, 0.135, 0.125,
  0.133, 0.114,
];
