/** Traktor counts in fifths of 255; other programs use the five values below. */
const TRAKTOR_OWNER = 'traktor@native-instruments.de';
const TRAKTOR_STEP = 51;
/** One to five stars of the ID3 popularimeter (POPM), as Windows and most players write them. */
const POPULARITY = [0, 1, 64, 128, 196, 255] as const;
/** The first value that still counts as so many stars: half-way to the one below. */
const POPULARITY_FROM = [0, 1, 32, 96, 160, 224] as const;

const isTraktor = (owner: string): boolean => owner.toLowerCase() === TRAKTOR_OWNER;
const clamped = (stars: number): number => Math.min(5, Math.max(0, Math.round(stars)));

/**
 * Stars 0-5 of a popularimeter.
 * @param owner Its e-mail address, which tells the scale.
 * @param popularity 0-255; 0 is "not rated".
 */
export function starsOfPopularity(owner: string, popularity: number): number {
  if (isTraktor(owner)) return clamped(popularity / TRAKTOR_STEP);
  return POPULARITY_FROM.findLastIndex((from) => popularity >= from);
}

export function popularityOfStars(owner: string, stars: number): number {
  return isTraktor(owner) ? clamped(stars) * TRAKTOR_STEP : (POPULARITY[clamped(stars)] ?? 0);
}

/** Vorbis comments and MP4 count to 100; some programs write the stars themselves. */
export const isStarScale = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 5;

/** Stars of a number as text ("80", "4"); null when it is none. */
export function starsOfText(text: string): number | null {
  const value = /^\d{1,3}(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(value <= 100)) return null;
  return isStarScale(value) ? value : clamped(value / 20);
}
