import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';

export const HistoryState = z.object({
  /** What undo would take back, in words ("Edit 3 tracks"); null when there is nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type HistoryState = z.infer<typeof HistoryState>;
export const HistoryResult = HistoryState.extend({
  /** What was taken back or brought back, in words; null when there was nothing. */
  done: z.string().nullable(),
  /** Values that were left as they are, because they have been changed again since. */
  kept: z.int(),
});
export type HistoryResult = z.infer<typeof HistoryResult>;

/** What a step changed: rows of the library, by kind. */
export const HISTORY_THINGS = [
  'tracks',
  'cues',
  'files',
  'folders',
  'crates',
  'sets',
  'tags',
  'plays',
  'others',
] as const;
export const HistoryThing = z.enum(HISTORY_THINGS);
export type HistoryThing = z.infer<typeof HistoryThing>;

/** One thing that was done, whether it stands or has been undone. */
export const HistoryEntry = z.object({
  /** Of the step: it stays the same through undo and redo. */
  id: z.string(),
  label: z.string(),
  origin: z.enum(['user', 'import', 'tag', 'analysis', 'sync']),
  /** When it was done first. */
  at: z.iso.datetime(),
  undone: z.boolean(),
  counts: z.partialRecord(HistoryThing, z.int().min(1)),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const HistoryPage = z.object({
  /** Steps that redo brings back; they come first in the list. */
  undone: z.int().min(0),
  /** Steps that undo takes back. */
  done: z.int().min(0),
  entries: z.array(HistoryEntry),
});
export type HistoryPage = z.infer<typeof HistoryPage>;

/** One change of one thing. */
export const HistoryChange = z.object({
  kind: z.enum(['added', 'removed', 'restored', 'changed']),
  thing: HistoryThing,
  /** What it is of: "Artist – Title" of a track, the name of a crate; "" where it is gone or has no name. */
  name: z.string(),
  /** Column of the library; null for what was added, removed or restored as a whole. */
  field: z.string().nullable(),
  /** null = nothing stood there. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type HistoryChange = z.infer<typeof HistoryChange>;

/** State, not deltas: a way over several steps, one after the other. */
export const HistoryTravel = z.object({
  running: z.boolean(),
  /** Steps; of the one at work the part that is done. */
  done: z.number().min(0),
  total: z.int().min(0),
  /** The step that is taken back or brought back now. */
  label: z.string().nullable(),
});
export type HistoryTravel = z.infer<typeof HistoryTravel>;

export const HistoryTravelResult = z.object({
  direction: z.enum(['undo', 'redo']),
  steps: z.int().min(0),
  kept: z.int().min(0),
  cancelled: z.boolean(),
});
export type HistoryTravelResult = z.infer<typeof HistoryTravelResult>;

const StepId = z.string().min(1).max(64);

export const historyContract = {
  state: procedure.output(HistoryState),
  undo: procedure.output(HistoryResult),
  redo: procedure.output(HistoryResult),
  /** What was done, newest first, as far as undo reaches. */
  list: procedure.input(z.object({ offset: z.int().min(0), limit: z.int().min(1).max(200) })).output(HistoryPage),
  /** The first changes of a step, in the order in which they were made. `not-found` when it is out of reach. */
  changes: procedure
    .input(z.object({ id: StepId, limit: z.int().min(1).max(500) }))
    .output(z.object({ changes: z.array(HistoryChange), more: z.boolean() })),
  /**
   * Undoes or redoes, step by step, until this step is the last one that stands; null = none stands.
   * `not-found` when it is out of reach, `busy` while another way is gone. Answers at the end.
   */
  goTo: procedure.input(z.object({ id: StepId.nullable() })).output(HistoryTravelResult),
  /** Stops a way after the step that is at work. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(HistoryTravel)),
};
