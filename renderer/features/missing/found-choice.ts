import type { TrackId } from '#shared/contract/ids.ts';
import type { FolderMove, FoundBy, FoundFile } from '#shared/contract/missing.ts';

/** What is ticked of what was found. */
export interface FoundChoice {
  readonly kinds: readonly FoundBy[];
  readonly moves: readonly string[];
  /** Tracks whose tick was changed by hand. */
  readonly byHand: ReadonlyMap<TrackId, boolean>;
}

/** The very sound needs no looking at. */
export const FIRST_CHOICE: FoundChoice = { kinds: ['content'], moves: [], byHand: new Map() };

const isTickedByKind = ({ kinds, moves }: FoundChoice, { by, movedFrom }: FoundFile): boolean =>
  kinds.includes(by) || (movedFrom !== null && moves.includes(movedFrom));

export function isTicked(choice: FoundChoice, file: FoundFile): boolean {
  return choice.byHand.get(file.trackId) ?? isTickedByKind(choice, file);
}

export function tick(choice: FoundChoice, { trackId }: FoundFile, ticked: boolean): FoundChoice {
  return { ...choice, byHand: new Map(choice.byHand).set(trackId, ticked) };
}

/** A folder as a whole: what was changed by hand before does not count any more for its files. */
export function tickMove(
  choice: FoundChoice,
  { from }: FolderMove,
  ticked: boolean,
  files: readonly FoundFile[],
): FoundChoice {
  const ids = new Set(files.filter(({ movedFrom }) => movedFrom === from).map(({ trackId }) => trackId));
  const byHand = new Map([...choice.byHand].filter(([id]) => !ids.has(id)));
  const moves = choice.moves.filter((each) => each !== from);
  return { ...choice, byHand, moves: ticked ? [...moves, from] : moves };
}

/** The same as the host takes it. */
export function toRequest({ kinds, moves, byHand }: FoundChoice) {
  const ids = (ticked: boolean) => [...byHand].filter(([, is]) => is === ticked).map(([id]) => id);
  return { kinds: [...kinds], moves: [...moves], also: ids(true), except: ids(false) };
}
