import type { SetTrack } from '#shared/domain/set-checks/set-track.ts';

/** A track that may fill a set. */
export interface FillTrack extends SetTrack {
  /** Length in seconds. */
  readonly seconds: number;
  /** How much the DJ likes it, 0-1, by stars and plays. */
  readonly liking: number;
}

/** What `liking` says of a track nobody has rated or played. */
const NEUTRAL = 0.3;
const MOST_STARS = 5;
/** Plays that count as much as half of all that plays can say. */
const HALF_PLAYS = 3;

/**
 * Stars and plays as one number: whichever speaks more for the track, but a track with one or two stars is not liked, however
 * often it had to be played.
 * @param stars 0 = not rated.
 * @returns 0-1
 */
export function likingOf(stars: number, plays: number): number {
  const byPlays = NEUTRAL + (1 - NEUTRAL) * (plays / (plays + HALF_PLAYS));
  if (stars === 0) return byPlays;
  const byStars = stars / MOST_STARS;
  return stars <= 2 ? byStars * NEUTRAL : Math.max(byStars, byPlays);
}
