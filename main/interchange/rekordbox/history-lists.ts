import type { InterchangePlay, PlaylistNode } from '#main/interchange/model.ts';

/** rekordbox names what was played on a day so, in any language, the second of a day with "(1)": nothing but the day is told. */
const HISTORY = /^HISTORY[ _](\d{4}-\d{2}-\d{2})(?: ?\(\d+\))?$/i;

/**
 * Plays from lists of rekordbox's history that were kept as playlists or exported as text: each track once, in its order, at
 * the day that the name of the list tells.
 */
export function playsOfHistories(playlists: readonly PlaylistNode[]): InterchangePlay[] {
  const plays: InterchangePlay[] = [];
  // A list of its own instead of calls: folders can be nested deeper than those.
  const waiting = playlists.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'folder') {
      waiting.push(...node.children.toReversed());
      continue;
    }
    const session = node.name.trim();
    const startedAt = HISTORY.exec(session)?.[1];
    if (startedAt === undefined || Number.isNaN(Date.parse(startedAt))) continue;
    for (const trackId of new Set(node.trackIds))
      plays.push({ trackId, startedAt, durationSeconds: null, deck: null, session });
  }
  return plays;
}
