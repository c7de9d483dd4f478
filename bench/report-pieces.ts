import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { longestPiece } from './longest-piece.ts';

// What making the library left behind is not to be cleaned up while something else is measured.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Says how long a work took and what its longest piece on this thread was. */
export async function reportPieces(what: string, work: () => unknown): Promise<void> {
  collectGarbage();
  const start = performance.now();
  const longest = await longestPiece(work);
  const took = performance.now() - start;
  console.log(
    `${what.padEnd(48)} ${took.toFixed(0).padStart(6)} ms, longest piece ${longest.toFixed(0).padStart(4)} ms`,
  );
}
