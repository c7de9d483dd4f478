import type { InterchangeCue } from '#main/interchange/model.ts';
import type { SeratoTags } from './read-tags.ts';
import { MOST_CUES } from './write-tags.ts';

/** A loop that is no further off is the same one. */
const SAME_SECONDS = 0.001;

const isLoop = ({ type }: InterchangeCue): boolean => type === 'loop';
const isOnPad = ({ type, slot }: InterchangeCue): boolean => type !== 'loop' && slot !== null && slot < MOST_CUES;

/** Serato keeps cues and loops apart, so that a library without the one leaves the file its own. */
function wantedCues(own: readonly InterchangeCue[], held: readonly InterchangeCue[]): InterchangeCue[] {
  const cues = own.some(isOnPad) ? own : held;
  const loops = own.some(isLoop) ? own : held;
  return [...cues.filter((cue) => !isLoop(cue)), ...loops.filter(isLoop)];
}

const loopsOf = (cues: readonly InterchangeCue[]): InterchangeCue[] => cues.filter(isLoop);
const lockName = (index: number): string => `Markers2.LOOP.${index}.locked`;

/** Locks of loops are kept by the order of the loops: they follow their loops to new places. */
function movedLocks(held: SeratoTags, cues: readonly InterchangeCue[]): Record<string, string> {
  const locked = loopsOf(held.cues).filter((_, index) => held.extra[lockName(index)] === '1');
  const isLocked = (loop: InterchangeCue): boolean =>
    locked.some(({ startSeconds }) => Math.abs(startSeconds - loop.startSeconds) <= SAME_SECONDS);
  return Object.fromEntries(loopsOf(cues).flatMap((loop, index) => (isLocked(loop) ? [[lockName(index), '1']] : [])));
}

function withoutLocks(extra: SeratoTags['extra']): [string, string][] {
  return Object.entries(extra).filter(([name]) => !name.endsWith('.locked'));
}

/**
 * What a file should say to Serato: what the library has, and what the file says where the library has nothing: no cue on a pad,
 * no loop, no grid. What only Serato
 * knows (flips, gains, locked loops) stays as the file has it.
 * @param track Of the library, on Serato's time line.
 * @param held What the file says; null where Serato has written nothing into it.
 */
export function wantedTags(track: SeratoTags, held: SeratoTags | null): SeratoTags {
  const { cues, grid, bpm, colour, locked, extra } = track;
  if (held === null) return { cues, grid, bpm, colour, locked, extra };
  const wanted = wantedCues(cues, held.cues);
  return {
    cues: wanted,
    grid: grid.length > 0 ? grid : held.grid,
    bpm: bpm ?? held.bpm,
    colour: colour ?? held.colour,
    locked: locked || held.locked,
    extra: { ...Object.fromEntries(withoutLocks(held.extra)), ...movedLocks(held, wanted) },
  };
}
