import { z } from 'zod';
import { procedure } from './base.ts';
import { ARC_NAMES } from '#shared/domain/energy-arc.ts';
import { SET_CHECKS } from '#shared/domain/set-checks/check-set.ts';
import { LOCAL_TIME } from '#shared/domain/set-clock.ts';
import { SET_PHASES } from '#shared/domain/set-phase.ts';
import { SetId, TrackId } from './ids.ts';

export const SetVersionId = z.uuid().brand<'SetVersionId'>();
export type SetVersionId = z.infer<typeof SetVersionId>;

export const SetPhase = z.enum(SET_PHASES);

const Share = z.number().min(0).max(1);
const ArcPoint = z.object({ at: Share, energy: Share });
const inOrder = (points: readonly { readonly at: number }[]): boolean =>
  points.every((point, index) => index === 0 || point.at > (points[index - 1]?.at ?? 0));

/** How the energy is meant to go. */
export const EnergyArc = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('named'), name: z.enum(ARC_NAMES) }),
  z.object({
    kind: z.literal('drawn'),
    points: z.array(ArcPoint).min(1).max(64).refine(inOrder, 'The points of an arc go from left to right.'),
  }),
]);

/** What is right in this DJ's ears; those of the settings. */
export const MixRules = z.object({
  keyRule: z.enum(['strict', 'loose']).nullable(),
  keyLock: z.boolean(),
  tempoRangePercent: z.number().min(1).max(50),
  halfDoubleTime: z.boolean(),
});

/** A track as a set shows it. */
const SetTrack = z.object({
  trackId: TrackId,
  title: z.string(),
  artist: z.string(),
  bpm: z.number().nullable(),
  keyIndex: z.int().min(0).max(23).nullable(),
  /** 0-1. */
  energy: z.number().nullable(),
  durationSeconds: z.number().nullable(),
});

export const SetEntry = SetTrack.extend({
  /** From the start of the set; tracks of unknown length count as none. */
  startSeconds: z.number(),
  phase: SetPhase.nullable(),
  notes: z.string(),
  locked: z.boolean(),
  /** Kept at hand beside it, in the DJ's order. */
  alternatives: z.array(SetTrack),
});
export type SetEntry = z.infer<typeof SetEntry>;
export type SetAlternative = SetEntry['alternatives'][number];

export const SetMend = z.discriminatedUnion('kind', [
  /** `position`: of the set without the track, from 0. */
  z.object({ kind: z.literal('move'), position: z.int().min(0) }),
  z.object({ kind: z.literal('swap'), alternativeId: TrackId }),
  z.object({ kind: z.literal('bridge') }),
  z.object({ kind: z.literal('remove') }),
  z.object({ kind: z.literal('locate') }),
]);
export type SetMend = z.infer<typeof SetMend>;

/** What a check is about (shared/domain/set-checks/check-subject.ts). */
export const CheckSubject = z.object({
  kind: z.enum(SET_CHECKS),
  trackId: TrackId,
  otherId: TrackId.nullable(),
  found: z.string().max(60),
});
export type CheckSubject = z.infer<typeof CheckSubject>;

export const SetCheck = CheckSubject.extend({
  /** The DJ called it fine as it is. */
  accepted: z.boolean(),
  /** Of the track, from 0. */
  place: z.int(),
  text: z.string(),
  severity: z.enum(['warning', 'note']),
  /** The best first. */
  mends: z.array(SetMend),
});
export type SetCheck = z.infer<typeof SetCheck>;

export const SetVersion = z.object({
  id: SetVersionId,
  name: z.string(),
  savedAt: z.iso.datetime(),
  trackCount: z.int(),
});
export type SetVersion = z.infer<typeof SetVersion>;

const LocalTime = z.string().regex(LOCAL_TIME, 'Give the day and the time, as 2026-11-28T22:00.');

/** What is planned of a set beside its order. */
export const SetPlan = z.object({
  notes: z.string().max(20_000),
  /** "" = not known. */
  venue: z.string().trim().max(200),
  /** By the clock on the wall of the venue. */
  startsAt: LocalTime.nullable(),
  targetSeconds: z
    .number()
    .min(60)
    .max(48 * 3600)
    .nullable(),
  arc: EnergyArc.nullable(),
});
export type SetPlan = z.infer<typeof SetPlan>;

export const SetDetail = SetPlan.extend({
  id: SetId,
  name: z.string(),
  totalSeconds: z.number(),
  entries: z.array(SetEntry),
  /** In the order of the set. */
  checks: z.array(SetCheck),
  /** The latest first. */
  versions: z.array(SetVersion),
  /** When the set was played, as it was marked; null = not yet. */
  playedAt: z.iso.datetime().nullable(),
});
export type SetDetail = z.infer<typeof SetDetail>;

export const EntryPlan = z.object({
  phase: SetPhase.nullable(),
  notes: z.string().max(2000),
  locked: z.boolean(),
});
export type EntryPlan = z.infer<typeof EntryPlan>;

const ofTrack = { id: SetId, trackId: TrackId };

export const setBuilderContract = {
  read: procedure.input(z.object({ id: SetId, rules: MixRules })).output(SetDetail),
  change: procedure.input(z.object({ id: SetId, plan: SetPlan.partial() })).output(z.void()),
  changeEntries: procedure
    .input(z.object({ id: SetId, trackIds: z.array(TrackId).min(1), plan: EntryPlan.partial() }))
    .output(z.object({ changed: z.int() })),
  /** Keeps tracks at hand beside the one that stands in the set; those that stand in the set themselves leave it. */
  park: procedure
    .input(z.object({ ...ofTrack, trackIds: z.array(TrackId).min(1).max(100) }))
    .output(z.object({ parked: z.int() })),
  unpark: procedure
    .input(z.object({ ...ofTrack, alternativeIds: z.array(TrackId).min(1) }))
    .output(z.object({ unparked: z.int() })),
  /** The parked track takes the place in the set, and the one that stood there is parked beside it. */
  swap: procedure.input(z.object({ ...ofTrack, alternativeId: TrackId })).output(z.void()),
  /** Calls a check of the set fine as it is, or takes that back. */
  acceptCheck: procedure.input(z.object({ id: SetId, check: CheckSubject, accepted: z.boolean() })).output(z.void()),
  saveVersion: procedure
    .input(z.object({ id: SetId, name: z.string().trim().min(1).max(200) }))
    .output(z.object({ versionId: SetVersionId })),
  /** Tracks that have left the library since stay away: `missing` tells how many. */
  restoreVersion: procedure
    .input(z.object({ id: SetId, versionId: SetVersionId }))
    .output(z.object({ missing: z.int() })),
  removeVersion: procedure.input(z.object({ id: SetId, versionId: SetVersionId })).output(z.void()),
  /** Its tracks count as played from then on, one after the other. */
  markPlayed: procedure
    .input(z.object({ id: SetId, startedAt: z.iso.datetime() }))
    .output(z.object({ plays: z.int() })),
  unmarkPlayed: procedure.input(z.object({ id: SetId })).output(z.object({ plays: z.int() })),
};
