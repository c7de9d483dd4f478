/**
 * Energy is measured as 0-1 and shown to DJs as a level from 1 to 10.
 * @param energy 0-1.
 * @returns Integer 1-10.
 */
export function energyLevel(energy: number): number {
  return Math.min(10, Math.max(1, Math.round(1 + energy * 9)));
}
