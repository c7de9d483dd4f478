import type { RowFields } from '#main/storage/mutation.ts';
import { CUE_SLOTS } from '#shared/contract/cue-points.ts';

export type Cue = Omit<RowFields<'cue_points'>, 'track_id'>;

/** Cues nearer than this are one: the grids of two encodings agree to a few milliseconds. */
const SAME_PLACE_SECONDS = 0.03;

/** The cue of a recording that is `bySeconds` later, on the one that is not. */
export function shiftCue(cue: Cue, bySeconds: number): Cue {
  const start = Math.max(0, cue.start_seconds - bySeconds);
  const end = cue.end_seconds === null ? null : Math.max(start + 0.001, cue.end_seconds - bySeconds);
  return { ...cue, start_seconds: start, end_seconds: end };
}

const isNear = (a: number | null, b: number | null): boolean => Math.abs((a ?? 0) - (b ?? 0)) < SAME_PLACE_SECONDS;

const isSamePlace = (a: Cue, b: Cue): boolean =>
  a.role === b.role &&
  (a.kind === 'loop') === (b.kind === 'loop') &&
  isNear(a.start_seconds, b.start_seconds) &&
  isNear(a.end_seconds, b.end_seconds);

/** Whether everything that the other cue is the own one is as well: a pad is more than none. */
const covers = (own: Cue, other: Cue): boolean => isSamePlace(own, other) && (other.slot === null || own.slot !== null);

/**
 * The cues that a track gets beside its own. Own ones stay where they are; another one whose pad is taken goes to the next free
 * pad, and only where all eight are taken it is kept without one.
 */
export function uniteCues(own: readonly Cue[], others: readonly Cue[]): Cue[] {
  const all = [...own];
  const taken = new Set(own.flatMap(({ slot }) => (slot === null ? [] : [slot])));
  const added: Cue[] = [];
  // Pads first, and in their order: none takes the place of a lower one.
  const inOrder = others.toSorted((a, b) => (a.slot ?? CUE_SLOTS) - (b.slot ?? CUE_SLOTS));
  for (const cue of inOrder) {
    if (all.some((known) => covers(known, cue))) continue;
    const united = placed(cue, taken);
    if (united.slot !== null) taken.add(united.slot);
    all.push(united);
    added.push(united);
  }
  return added;
}

function placed(cue: Cue, taken: ReadonlySet<number>): Cue {
  if (cue.slot === null || !taken.has(cue.slot)) return cue;
  const free = Array.from({ length: CUE_SLOTS }, (_, slot) => slot).find((slot) => !taken.has(slot)) ?? null;
  if (free !== null) return { ...cue, slot: free };
  return { ...cue, slot: null, kind: cue.kind === 'hot' ? 'memory' : cue.kind };
}
