import type { RowFields } from '#main/storage/mutation.ts';
import type { MergeRule } from '#shared/contract/interchange.ts';
import { CUE_SLOTS } from '#shared/contract/cue-points.ts';
import type { InterchangeCue } from '#main/interchange/model.ts';

export type CueFields = Omit<RowFields<'cue_points'>, 'track_id'>;
export type StoredCue = CueFields & { readonly id: string };

const LONGEST_NAME = 100;
/** Cues nearer than this are one. */
const SAME_PLACE_SECONDS = 0.005;

function cueFields(cue: InterchangeCue, slot: number | null): CueFields {
  const common = {
    start_seconds: Math.max(0, cue.startSeconds),
    name: cue.name.slice(0, LONGEST_NAME),
    colour: cue.colour,
  };
  if (cue.type === 'loop') return { ...common, kind: 'loop', role: 'cue', slot, end_seconds: cue.endSeconds };
  return { ...common, kind: slot === null ? 'memory' : 'hot', role: cue.type, slot, end_seconds: null };
}

const isUsable = ({ type, startSeconds, endSeconds }: InterchangeCue): boolean =>
  Number.isFinite(startSeconds) && (type !== 'loop' || (endSeconds !== null && endSeconds > Math.max(0, startSeconds)));

/**
 * Cues as they are stored. Those on pads that are taken or beyond the eighth become memory cues and stored loops.
 */
export function importedCues(cues: readonly InterchangeCue[], takenSlots: Iterable<number> = []): CueFields[] {
  const taken = new Set(takenSlots);
  return cues.filter(isUsable).map((cue) => {
    const isFree = cue.slot !== null && cue.slot >= 0 && cue.slot < CUE_SLOTS && !taken.has(cue.slot);
    if (isFree && cue.slot !== null) taken.add(cue.slot);
    return cueFields(cue, isFree ? cue.slot : null);
  });
}

const isOne = (a: CueFields, b: CueFields): boolean =>
  a.kind === b.kind &&
  Math.abs(a.start_seconds - b.start_seconds) < SAME_PLACE_SECONDS &&
  Math.abs((a.end_seconds ?? 0) - (b.end_seconds ?? 0)) < SAME_PLACE_SECONDS;

export interface MergedCues {
  readonly insert: readonly CueFields[];
  /** Ids of stored ones that go. */
  readonly remove: readonly string[];
  /** Both sides have cues, and the other has one that the library has not. */
  readonly isConflict: boolean;
}

/** What becomes of the cues of a track that the library has. */
export function mergeCues(mine: readonly StoredCue[], cues: readonly InterchangeCue[], rule: MergeRule): MergedCues {
  const slots = mine.flatMap(({ slot }) => (slot === null ? [] : [slot]));
  const usable = cues.filter(isUsable);
  const wanted = importedCues(usable);
  const isKnown = (cue: CueFields): boolean => mine.some((own) => isOne(own, cue));
  const fresh = wanted.filter((cue) => !isKnown(cue));
  const isConflict = mine.length > 0 && fresh.length > 0;
  const isEqual = fresh.length === 0 && (rule !== 'theirs' || wanted.length === mine.length);
  if (rule === 'mine' || isEqual || wanted.length === 0) return { insert: [], remove: [], isConflict };
  if (rule === 'theirs') return { insert: wanted, remove: mine.map(({ id }) => id), isConflict };
  // A pad that is taken stays as it is: the other cue is kept beside it, without a pad.
  const onFreePads = importedCues(
    usable.filter((_, n) => wanted[n] !== undefined && fresh.includes(wanted[n])),
    slots,
  );
  return { insert: onFreePads, remove: [], isConflict };
}
