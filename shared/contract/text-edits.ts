import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { CLEAN_UPS } from '#shared/domain/clean-text.ts';
import { CASE_MODES } from '#shared/domain/text-case.ts';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';
import { TrackQuery } from './tracks.ts';

/** Texts of a track that can be edited in many tracks at once. */
export const TEXT_FIELDS = [
  'title',
  'artist',
  'album',
  'albumArtist',
  'genre',
  'label',
  'comment',
  'remixer',
  'mix',
  'grouping',
  'composer',
] as const;
export const TextField = z.enum(TEXT_FIELDS);
export type TextField = z.infer<typeof TextField>;

/** Which tracks: some, or all of a list. */
export const TextEditScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tracks'), ids: z.array(TrackId).min(1).max(200_000) }),
  z.object({ kind: z.literal('list'), query: TrackQuery }),
]);
export type TextEditScope = z.infer<typeof TextEditScope>;

export const TextReplacement = z.object({
  kind: z.literal('replace'),
  find: z.string().min(1).max(500),
  /** For a pattern with the signs of JavaScript: $1, $<name>, $&. */
  replacement: z.string().max(500),
  /** `pattern`: a regular expression of JavaScript, in Unicode mode. */
  match: z.enum(['text', 'words', 'pattern']),
  matchCase: z.boolean(),
});
export type TextReplacement = z.infer<typeof TextReplacement>;

export const TextCleaning = z.object({
  kind: z.literal('clean'),
  cleanUps: z.array(z.enum(CLEAN_UPS)),
  /** null leaves the case as it is. */
  caseChange: z.object({ mode: z.enum(CASE_MODES), capitals: z.boolean(), smallWords: z.boolean() }).nullable(),
  /** Moves "feat. X" between title and artist, whatever fields are chosen. */
  guestsTo: z.enum(['artist', 'title']).nullable(),
});
export type TextCleaning = z.infer<typeof TextCleaning>;

export const TextChange = z.discriminatedUnion('kind', [TextReplacement, TextCleaning]);
export type TextChange = z.infer<typeof TextChange>;

export const TextEditRequest = z.object({
  scope: TextEditScope,
  fields: z.array(TextField).min(1),
  change: TextChange,
});
export type TextEditRequest = z.infer<typeof TextEditRequest>;

const Count = z.int().min(0);

/** One text that would change. */
export const TextEditRow = z.object({
  trackId: TrackId,
  /** Title of the track as it is now, and its artist. */
  title: z.string(),
  artist: z.string(),
  field: TextField,
  before: z.string(),
  after: z.string(),
  /** Guests move: the other row of the track belongs to it, and one is not done without the other. */
  paired: z.boolean(),
});
export type TextEditRow = z.infer<typeof TextEditRow>;

export const TextEditPreview = z.object({
  /** The job that found it: whoever asks for its rows names it. */
  number: Count,
  /** Texts that would change, and the tracks that they are of. */
  rows: Count,
  tracks: Count,
  /** Tracks that would stay as they are. */
  unchanged: Count,
  /** Texts left as they are: nothing would be left of a title, or more than fits. */
  emptied: Count,
  tooLong: Count,
});
export type TextEditPreview = z.infer<typeof TextEditPreview>;

export const TextEditResult = z.object({
  /** Tracks that changed. */
  changed: Count,
  /** Texts that were left, because they have been changed since they were looked at. */
  skipped: Count,
  cancelled: z.boolean(),
});
export type TextEditResult = z.infer<typeof TextEditResult>;

/** State, not deltas. `done` and `total` are tracks. */
export const TextEditing = z.object({
  /** Rises with each preview and each change. */
  job: Count,
  phase: z.enum(['idle', 'reading', 'ready', 'writing', 'done']),
  done: Count,
  total: Count,
  secondsLeft: z.number().nullable(),
  preview: TextEditPreview.nullable(),
  result: TextEditResult.nullable(),
  /** Why it stopped before its end, and what to do. */
  error: z.string().nullable(),
});
export type TextEditing = z.infer<typeof TextEditing>;

export const textEditsContract = {
  /** Finds out what a change would do, in place of another preview; `busy` while texts are written. */
  preview: procedure.input(TextEditRequest).output(z.object({ job: Count })),
  /** What a preview found, a page at a time; nothing once there is another. */
  rows: procedure
    .input(z.object({ preview: Count, offset: Count, limit: z.int().min(1).max(500) }))
    .output(z.array(TextEditRow)),
  /**
   * Makes what was previewed, as one step for undo; `conflict` when that is gone.
   * @param leftOut Places of rows that stay as they are, with those they are paired with.
   */
  apply: procedure.input(z.object({ preview: Count, leftOut: z.array(Count) })).output(z.void()),
  /** Stops what runs, or forgets what was previewed. What is written stays so, and can be undone. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(TextEditing)),
};
