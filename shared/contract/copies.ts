import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { CrateId, SetId, TrackId } from './ids.ts';

/** Whose files are copied, in which order. */
export const CopyScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), id: SetId }),
  z.object({ kind: z.literal('crate'), id: CrateId }),
  z.object({ kind: z.literal('tracks'), ids: z.array(TrackId).min(1).max(20_000) }),
]);
export type CopyScope = z.infer<typeof CopyScope>;

/** @param folder Absolute path of a folder that is there: a stick, or a folder on one. */
export const CopyRequest = z.object({ scope: CopyScope, folder: z.string().min(1).max(4096) });
export type CopyRequest = z.infer<typeof CopyRequest>;

const Count = z.int().min(0);

/** A track whose file is not copied, and why. */
export const CopyProblem = z.object({ track: z.string(), reason: z.string() });
export type CopyProblem = z.infer<typeof CopyProblem>;

/** What a copy would do. Sizes are in bytes. */
export const CopyPlan = z.object({
  /** The folder that the files go to; it is made in the one that was chosen. */
  folder: z.string(),
  /** Tracks with a file. */
  files: Count,
  bytes: Count,
  /** Files that are there already, by name and size. */
  there: Count,
  /** What the other files take on that disk. */
  neededBytes: Count,
  freeBytes: Count,
  /** The first of the tracks without a file. */
  missing: z.array(CopyProblem),
  missingCount: Count,
  /** The folder lies in a music folder of the library: the copies would be found there as music. */
  insideLibrary: z.boolean(),
});
export type CopyPlan = z.infer<typeof CopyPlan>;

export const CopyResult = z.object({
  folder: z.string(),
  /** Path of the playlist; null where the copy was stopped before it. */
  playlist: z.string().nullable(),
  copied: Count,
  /** Files that were there and have the same content. */
  kept: Count,
  /** The first of them. */
  problems: z.array(CopyProblem),
  problemCount: Count,
  cancelled: z.boolean(),
});
export type CopyResult = z.infer<typeof CopyResult>;

/** State, not deltas. `done` and `total` are bytes of work: each byte is written once and read back once. */
export const Copying = z.object({
  /** Rises with each copy. */
  job: Count,
  phase: z.enum(['idle', 'copying', 'done']),
  done: Count,
  total: Count,
  secondsLeft: z.number().nullable(),
  files: Count,
  filesDone: Count,
  /** Where the files go. */
  folder: z.string(),
  result: CopyResult.nullable(),
  /** Why it stopped before its end, and what to do. */
  error: z.string().nullable(),
  /** Whether `resume` goes on with it. */
  canResume: z.boolean(),
});
export type Copying = z.infer<typeof Copying>;

export const copiesContract = {
  /** What a copy would do; nothing is written. `not-found` for a folder, set or crate that is gone. */
  plan: procedure.input(CopyRequest).output(CopyPlan),
  /** Copies in the background; `busy` while another copy runs. */
  start: procedure.input(CopyRequest).output(z.void()),
  /** Goes on with the copy that was stopped or failed; `conflict` where there is none. */
  resume: procedure.output(z.void()),
  /** Stops the copy that runs, or forgets the one that ended. Files that are complete stay. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(Copying)),
};
