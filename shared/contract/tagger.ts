import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const ModelPath = z.string().trim().min(1).max(4096);

/** What is known of a model file after it was read and tried. */
export const TaggerModel = z.object({
  path: z.string(),
  /** From the labels file, or the file's own name. */
  name: z.string(),
  bytes: z.int(),
  /** Of the .onnx file. */
  sha256: Sha256,
  /** Of the labels file beside it. */
  labelsSha256: Sha256,
  labels: z.int(),
  /** Frames of 16 ms that it hears at once. */
  frames: z.int(),
});
export type TaggerModel = z.infer<typeof TaggerModel>;

/** While a tagging goes on, the numbers are those of its beginning. */
export const TaggerState = z.object({
  /** null until the user chose one. */
  model: TaggerModel.nullable(),
  /** Analysed tracks that the model has heard. */
  tagged: z.int(),
  /** Analysed tracks that it has not. */
  waiting: z.int(),
  /** Tracks with a suggestion of the model. */
  suggested: z.int(),
});
export type TaggerState = z.infer<typeof TaggerState>;

/** The tagging that goes on, or the last of this start of the program. */
export const TaggingRun = z.object({
  running: z.boolean(),
  done: z.int(),
  failed: z.int(),
  total: z.int(),
  /** Title of the track that is being heard. */
  current: z.string().nullable(),
  etaSeconds: z.number().nullable(),
  /** Why it stopped before its end, in words; null when it did not, and when the user cancelled it. */
  error: z.string().nullable(),
  /** The first of those that failed. */
  problems: z.array(z.object({ trackId: TrackId, title: z.string(), reason: z.string() })),
});
export type TaggingRun = z.infer<typeof TaggingRun>;

export const taggerContract = {
  state: procedure.output(TaggerState),
  /** Reads a model and tries it, without using it. `expected`: its checksum as its maker gives it, to be compared. */
  inspect: procedure.input(z.object({ path: ModelPath, expected: z.string().max(200).optional() })).output(TaggerModel),
  /** From now on this model is used, as long as its file is the one with this checksum. */
  use: procedure.input(z.object({ path: ModelPath, sha256: Sha256 })).output(TaggerState),
  /** Takes the model out of use; what it said of tracks is forgotten. */
  remove: procedure.output(TaggerState),
  /** Starts on the tracks that the model has not heard, unless it is at it; returns at once. */
  start: procedure.output(z.void()),
  /** What is finished stays; the next start goes on from there. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(TaggingRun)),
};
