import { z } from 'zod';
import { procedure } from './base.ts';
import { CrateId, SetId, TrackId } from './ids.ts';
import { SetSummary } from './sets.ts';

/** Folders hold crates and folders, crates hold tracks, smart crates hold what their search finds. */
export const CrateKind = z.enum(['folder', 'crate', 'smart']);
export type CrateKind = z.infer<typeof CrateKind>;

/** Folders within folders, the crate in the innermost included. */
export const MOST_CRATE_LEVELS = 64;

export const Crate = z.object({
  id: CrateId,
  /** The folder that it lies in; null at the top. */
  parentId: CrateId.nullable(),
  kind: CrateKind,
  name: z.string(),
  /** "#rrggbb" or null. */
  colour: z.string().nullable(),
  /** Search text of a smart crate, "" of others. */
  query: z.string(),
  /** What a list of it shows: a folder counts the tracks below it once. null when its search cannot be read. */
  trackCount: z.int().nullable(),
});
export type Crate = z.infer<typeof Crate>;

const CrateName = z.string().trim().min(1).max(200);
const CrateQuery = z.string().trim().min(1).max(500);
export const Colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/)
  .nullable();

export const NewCrate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('folder'), name: CrateName, parentId: CrateId.nullable() }),
  z.object({
    kind: z.literal('crate'),
    name: CrateName,
    parentId: CrateId.nullable(),
    trackIds: z.array(TrackId).default([]),
  }),
  z.object({ kind: z.literal('smart'), name: CrateName, parentId: CrateId.nullable(), query: CrateQuery }),
]);
export type NewCrate = z.infer<typeof NewCrate>;

/** Where a crate goes: beside another, or to the end of a folder (null: of the top). */
export const CratePlace = z.discriminatedUnion('side', [
  z.object({ side: z.literal('before'), of: CrateId }),
  z.object({ side: z.literal('after'), of: CrateId }),
  z.object({ side: z.literal('into'), of: CrateId.nullable() }),
]);
export type CratePlace = z.infer<typeof CratePlace>;

const Tracks = z.object({ id: CrateId, trackIds: z.array(TrackId).min(1) });

export const cratesContract = {
  /** As the tree reads from above: each folder before what lies in it. */
  list: procedure.output(z.array(Crate)),
  /** At the end of its folder. `invalid-input` with `start` and `end` for a search that cannot be read. */
  create: procedure.input(NewCrate).output(z.object({ id: CrateId })),
  rename: procedure.input(z.object({ id: CrateId, name: CrateName })).output(z.void()),
  recolour: procedure.input(z.object({ id: CrateId, colour: Colour })).output(z.void()),
  /** The search of a smart crate, and its name with it. `invalid-input` as with create. */
  setQuery: procedure.input(z.object({ id: CrateId, query: CrateQuery, name: CrateName.optional() })).output(z.void()),
  /** `invalid-input` for a place inside of itself, in what is no folder, or too deep. */
  move: procedure.input(z.object({ id: CrateId, to: CratePlace })).output(z.void()),
  /** A folder goes with all that lies in it; tracks stay in the library. */
  remove: procedure.input(z.object({ id: CrateId })).output(z.object({ removed: z.int() })),
  /** A copy after the original, a folder with all that lies in it. */
  duplicate: procedure.input(z.object({ id: CrateId })).output(z.object({ id: CrateId })),
  /** Adds at `position` (default: at the end). Tracks that are there already are skipped. */
  addTracks: procedure
    .input(Tracks.extend({ position: z.int().min(0).optional() }))
    .output(z.object({ added: z.int() })),
  /** A track that stands there several times leaves all its places. */
  removeTracks: procedure.input(Tracks).output(z.object({ removed: z.int() })),
  /** One place of a track that stands there several times: the nth of them from the top, from 0. `not-found` if there is none. */
  removeEntry: procedure
    .input(z.object({ id: CrateId, trackId: TrackId, nth: z.int().min(0) }))
    .output(z.object({ removed: z.int() })),
  /** Moves tracks together; `position` is the place of the first of them afterwards, 0 = first. */
  moveTracks: procedure.input(Tracks.extend({ position: z.int().min(0) })).output(z.void()),
  /** A new set of the tracks as they are listed; the crate stays. */
  toSet: procedure.input(z.object({ id: CrateId })).output(SetSummary),
  /** A new crate at the end of the top with the tracks of a set; the set stays. */
  fromSet: procedure.input(z.object({ id: SetId })).output(z.object({ id: CrateId })),
};
