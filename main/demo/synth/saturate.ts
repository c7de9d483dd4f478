/**
 * Soft saturation, close to tanh: exact slope at 0, reaches 1 at 3.
 * @source Pade approximant of tanh, order 3/2.
 */
export function saturate(value: number): number {
  if (value >= 3) return 1;
  if (value <= -3) return -1;
  const squared = value * value;
  return (value * (27 + squared)) / (27 + 9 * squared);
}
