/** Programs with a fixed set of colours: the nearest of them to a colour. */
const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

function distance(a: string, b: string): number {
  const other = channels(b);
  return channels(a).reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0);
}

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text);

/**
 * @param colour "#rrggbb".
 * @param palette Not empty.
 */
export function nearestColour(colour: string, palette: readonly string[]): string {
  return palette.reduce((best, next) => (distance(colour, next) < distance(colour, best) ? next : best));
}
