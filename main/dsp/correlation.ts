/**
 * Pearson correlation of pitch classes, read from a tonic on, with a profile.
 * @param values Shape [12], from C.
 * @param profile Shape [12], from the tonic.
 * @returns -1 to 1; 0 when all values are equal.
 */
export function correlateFrom(values: ArrayLike<number>, profile: readonly number[], tonic: number): number {
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < 12; i += 1) {
    meanA += values[i] / 12;
    meanB += profile[i] / 12;
  }
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < 12; i += 1) {
    const a = values[(i + tonic) % 12] - meanA;
    const b = profile[i] - meanB;
    ab += a * b;
    aa += a * a;
    bb += b * b;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
