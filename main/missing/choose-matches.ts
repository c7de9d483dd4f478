import { TrackId } from '#shared/contract/ids.ts';
import type { FoundBy, FoundFile } from '#shared/contract/missing.ts';
import type { Match } from './match-files.ts';

/** What the user has ticked of what was found. */
export interface Choice {
  readonly kinds: readonly FoundBy[];
  /** Folders that moved, by where they were. */
  readonly moves: readonly string[];
  readonly also: readonly TrackId[];
  readonly except: readonly TrackId[];
}

export function chosenMatches(matches: readonly Match[], { kinds, moves, also, except }: Choice): Match[] {
  const [added, left] = [new Set<string>(also), new Set<string>(except)];
  return matches.filter(({ missing: { trackId }, by, move }) => {
    if (left.has(trackId)) return false;
    return added.has(trackId) || kinds.includes(by) || (move !== null && moves.includes(move.from));
  });
}

export function foundFile({ missing, file, by, confidence, doubt, move }: Match): FoundFile {
  return {
    trackId: TrackId.parse(missing.trackId),
    title: missing.title,
    artist: missing.artist,
    oldPath: missing.path ?? '',
    newPath: file.path,
    by,
    confidence,
    doubt,
    movedFrom: move?.from ?? null,
  };
}
