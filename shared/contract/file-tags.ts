import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';

/** Values that can be written into the tags of music files. */
export const TAG_FIELDS = ['key', 'bpm', 'energy', 'rating', 'comment'] as const;
export const TagField = z.enum(TAG_FIELDS);
export type TagField = z.infer<typeof TagField>;

/** All that can be written: the values, and (`serato`) cues, loops, colours and grid in the fields that Serato reads. */
export const TAG_PARTS = [...TAG_FIELDS, 'serato'] as const;
export const TagPart = z.enum(TAG_PARTS);
export type TagPart = z.infer<typeof TagPart>;

export const TagNotation = z.enum(['musical', 'camelot', 'open-key']);
export type TagNotation = z.infer<typeof TagNotation>;

export const TagChoice = z.object({ fields: z.array(TagPart).min(1), notation: TagNotation });
export type TagChoice = z.infer<typeof TagChoice>;

const Count = z.int().min(0);

/** One value of one file that would change; ratings are "0" to "5", `serato` is told in words, "" is none. */
export const TagChange = z.object({
  trackId: TrackId,
  /** Name of the file, without folders. */
  file: z.string(),
  field: TagPart,
  before: z.string(),
  after: z.string(),
});
export type TagChange = z.infer<typeof TagChange>;

export const TagProblem = z.object({ file: z.string(), reason: z.string() });
export type TagProblem = z.infer<typeof TagProblem>;

export const TagPreview = z.object({
  /** The job that found it: whoever asks for its changes names it. */
  number: Count,
  /** Files that would be written, and those that have all of it already. */
  changed: Count,
  unchanged: Count,
  /** Files that cannot be written. */
  refused: Count,
  /** Values that would change. */
  changes: Count,
  byField: z.partialRecord(TagPart, Count),
});
export type TagPreview = z.infer<typeof TagPreview>;

export const TagResult = z.object({
  kind: z.enum(['written', 'restored']),
  /** null where nothing was written. */
  runId: z.string().nullable(),
  files: Count,
  failed: Count,
  cancelled: z.boolean(),
});
export type TagResult = z.infer<typeof TagResult>;

/** State, not deltas. */
export const TagWriting = z.object({
  /** Rises with each reading, writing and restoring. */
  job: Count,
  phase: z.enum(['idle', 'reading', 'ready', 'writing', 'restoring', 'done']),
  done: Count,
  total: Count,
  /** Name of the file that is at work. */
  current: z.string().nullable(),
  secondsLeft: z.number().nullable(),
  preview: TagPreview.nullable(),
  result: TagResult.nullable(),
  /** Files that cannot or could not be written: the first of them. */
  problems: z.array(TagProblem),
  problemCount: Count,
  /** Why it stopped before its end, and what to do. */
  error: z.string().nullable(),
});
export type TagWriting = z.infer<typeof TagWriting>;

/** One writing, with what is needed to take it back. */
export const TagRun = z.object({
  id: z.string(),
  startedAt: z.string(),
  fields: z.array(TagPart),
  files: Count,
  /** Of these, those that have their old tags back. */
  restored: Count,
});
export type TagRun = z.infer<typeof TagRun>;

export const fileTagsContract = {
  /** Reads the files of the tracks and finds out what writing would change, in place of another preview; `busy` while tags are written. */
  preview: procedure.input(TagChoice.extend({ trackIds: z.array(TrackId).min(1).max(200_000) })).output(z.void()),
  /** What a preview found, a page at a time; nothing once there is another. */
  changes: procedure
    .input(z.object({ preview: Count, offset: Count, limit: z.int().min(1).max(2000) }))
    .output(z.array(TagChange)),
  /** Writes what was previewed; `conflict` when nothing is ready. */
  write: procedure.output(z.void()),
  /** Stops what runs, or forgets what was previewed. Files that are written stay so, and can be restored. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(TagWriting)),
  /** Writings of the past, newest first. */
  runs: procedure.output(z.array(TagRun)),
  /** Gives the files of a writing their old tags back. */
  restore: procedure.input(z.object({ runId: z.string().min(1).max(64) })).output(z.void()),
};
