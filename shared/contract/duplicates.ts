import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { TrackId } from './ids.ts';
import { TrackRow } from './tracks.ts';

const Count = z.int().min(0);

/** One place of a track on the disk. */
export const TrackFile = z.object({
  path: z.string(),
  format: z.string(),
  bitRate: z.int().nullable(),
  sampleRate: z.int().nullable(),
  sizeBytes: z.int(),
  missing: z.boolean(),
});
export type TrackFile = z.infer<typeof TrackFile>;

/** One of several tracks that are one recording. */
export const DuplicateTrack = z.object({
  track: TrackRow,
  /** The one that plays comes first. */
  files: z.array(TrackFile),
  /** Above this there is nothing; null where the treble fades out by itself, or nothing is known. */
  cutoffHz: z.number().nullable(),
  crates: Count,
  sets: Count,
  plays: Count,
  cues: Count,
});
export type DuplicateTrack = z.infer<typeof DuplicateTrack>;

export const DuplicateGroup = z.object({
  /** Of the first track by id: stays while the group does. */
  id: TrackId,
  tracks: z.array(DuplicateTrack).min(2),
  /** `sound`: all are heard to be one recording; `name`: artist, title and length say so of some of them. */
  by: z.enum(['sound', 'name']),
  /** 0-1, of the least alike. */
  likeness: z.number(),
  /** The one to keep, and why, in words. */
  best: TrackId,
  why: z.array(z.string()),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

export const DuplicateGroups = z.object({
  total: Count,
  groups: z.array(DuplicateGroup),
});
export type DuplicateGroups = z.infer<typeof DuplicateGroups>;

export const DuplicateState = z.object({
  groups: Count,
  /** Tracks with a file that no search has heard yet. */
  unheard: Count,
  /** When the last search ended; null before the first. */
  searchedAt: z.iso.datetime().nullable(),
});
export type DuplicateState = z.infer<typeof DuplicateState>;

/** The search that goes on, or how the last of this start ended. State, not deltas. */
export const DuplicateSearch = z.object({
  phase: z.enum(['idle', 'hearing', 'comparing', 'done', 'failed', 'cancelled']),
  /** While hearing: tracks. */
  done: Count,
  total: Count,
  /** Title of a track that was heard a moment ago. */
  current: z.string().nullable(),
  /** 0-1 of the phase; null while nothing can be said. */
  fraction: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Files that could not be heard. */
  failed: Count,
  /** Why it stopped before its end, in words. */
  error: z.string().nullable(),
});
export type DuplicateSearch = z.infer<typeof DuplicateSearch>;

/** Another version of a song. */
export const OtherVersion = z.object({
  track: TrackRow,
  /** "Extended Mix"; "" where the names say nothing. */
  version: z.string(),
  /** The names say so, or the user. */
  by: z.enum(['name', 'user']),
});
export type OtherVersion = z.infer<typeof OtherVersion>;

const TrackIds = z.array(TrackId).min(2).max(200);

export const duplicatesContract = {
  /** Groups that are not decided on. */
  count: procedure.output(z.object({ groups: Count })),
  state: procedure.output(DuplicateState),
  /** Hears what is not heard yet and compares the library; returns at once, progress comes by `watch`. `busy` while one runs. */
  search: procedure.output(z.void()),
  /** What was heard stays; the next search goes on from there. */
  cancel: procedure.output(z.void()),
  watch: procedure.output(eventIterator(DuplicateSearch)),
  /** Heard ones first, then by artist and title. */
  groups: procedure.input(z.object({ offset: z.int().min(0), limit: z.int().min(1).max(100) })).output(DuplicateGroups),
  /** Gives files, cues, crates, sets, plays, tags, stars and comments of the others to one track; the others leave the library. */
  merge: procedure
    .input(z.object({ into: TrackId, others: z.array(TrackId).min(1).max(199) }))
    .output(z.object({ merged: Count })),
  /** What the user says of tracks that look alike. */
  decide: procedure
    .input(z.object({ trackIds: TrackIds, relation: z.enum(['version', 'different']) }))
    .output(z.object({ pairs: Count })),
  /** Other versions of the song of a track. */
  versions: procedure.input(z.object({ id: TrackId })).output(z.array(OtherVersion)),
};
