/** The eight colours that DJ software gives tracks and cue points: "#rrggbb" and their name. */
export const COLOURS = [
  ['#e0433f', 'Red'],
  ['#f08a2c', 'Orange'],
  ['#e8c638', 'Yellow'],
  ['#4cb563', 'Green'],
  ['#37b6c4', 'Aqua'],
  ['#3f78e0', 'Blue'],
  ['#8e5fd6', 'Purple'],
  ['#e070b0', 'Pink'],
] as const;

export type ColourName = (typeof COLOURS)[number][1];

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));

/** The name of the colour that looks most like it: other programs have reds of their own. @param colour "#rrggbb". */
export function nearestColourName(colour: string): ColourName {
  const own = channels(colour);
  let nearest: ColourName = 'Red';
  let least = Number.POSITIVE_INFINITY;
  for (const [each, name] of COLOURS) {
    const distance = channels(each).reduce((sum, value, index) => sum + (value - (own[index] ?? 0)) ** 2, 0);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}
