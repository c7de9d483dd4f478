import type { TransitionPlan } from './plan-transition.ts';
import { positionAt, type WarpPoint } from './warp.ts';

/** A part of a set as it is heard from its beginning to its end. Times are seconds. */
export type TimelinePart =
  /** A track alone at its own tempo. `from` and `to` are places in the track. */
  | { readonly kind: 'track'; readonly track: number; readonly from: number; readonly to: number }
  /** A track and the next, planned. `startAt` and `endAt` count from the beginning of the mix. */
  | { readonly kind: 'mix'; readonly track: number; readonly startAt: number; readonly endAt: number };

/** Parts shorter than this are left out: nobody hears them, and a decoder gives nothing. */
const SHORTEST = 0.02;

/** Parts meet so long before a beat: on it, the beginning of a kick would be laid over another. */
const BEFORE_BEAT = 0.06;

/** When a place of a track is heard. @param points Sorted, at least two; outside of them it goes on as at the end. */
export function timeAt(points: readonly WarpPoint[], position: number): number {
  const last = points.length - 2;
  let index = 0;
  while (index < last && (points[index + 1]?.position ?? 0) <= position) index += 1;
  const [start, end] = [points[index], points[index + 1]];
  if (start === undefined || end === undefined || end.position === start.position) return start?.at ?? 0;
  return start.at + ((position - start.position) * (end.at - start.at)) / (end.position - start.position);
}

export const lengthOfPart = (part: TimelinePart): number =>
  part.kind === 'track' ? part.to - part.from : part.endAt - part.startAt;

/**
 * Lays the tracks of a set and their transitions one after the other. A transition begins where its plan begins, and goes on
 * until the next track has its own tempo again or its own transition begins.
 * @param lengths Of the tracks, in seconds.
 * @param plans From each track to the next: one fewer.
 */
export function timelineOf(lengths: readonly number[], plans: readonly TransitionPlan[]): TimelinePart[] {
  const parts: TimelinePart[] = [];
  const add = (part: TimelinePart): void => {
    if (lengthOfPart(part) >= SHORTEST) parts.push(part);
  };
  let position = 0;
  for (const [track, plan] of plans.entries()) {
    const leadAt = (plan.from.warp[0]?.at ?? 0) - BEFORE_BEAT;
    const begins = positionAt(plan.from.warp, leadAt);
    add({ kind: 'track', track, from: position, to: begins });
    // Where the transition before has gone on beyond the lead, this one is begun in the middle of it.
    const startAt = position > begins ? timeAt(plan.from.warp, position) : leadAt;
    const next = plans[track + 1]?.from.warp[0]?.position ?? Number.POSITIVE_INFINITY;
    // A plain crossfade changes no tempo: behind it the track is heard as it is.
    const settled = plan.isAligned ? (plan.to.warp.at(-1)?.at ?? plan.seconds) - BEFORE_BEAT : plan.seconds;
    const endAt = Math.max(plan.seconds, startAt, Math.min(settled, timeAt(plan.to.warp, next - BEFORE_BEAT)));
    add({ kind: 'mix', track, startAt, endAt });
    position = positionAt(plan.to.warp, endAt);
  }
  add({ kind: 'track', track: plans.length, from: position, to: lengths[plans.length] ?? position });
  return parts;
}

/** A transition alone, with what is heard before and after it. @param tail Seconds after the mix. */
export function timelineOfMix(plan: TransitionPlan, tail: number): TimelinePart[] {
  return [{ kind: 'mix', track: 0, startAt: plan.from.warp[0]?.at ?? 0, endAt: plan.seconds + tail }];
}
