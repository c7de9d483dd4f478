import { describe, expect, test } from 'vitest';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import { type MixTrack, UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { planTransition, type TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { lengthOfPart, timeAt, timelineOf, timelineOfMix } from '#shared/domain/transition/set-timeline.ts';
import { positionAt } from '#shared/domain/transition/warp.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';

function trackOf(bpm: number, bars = 64): MixTrack {
  const grid = toBeatGrid({ beatsPerBar: 4, segments: [{ startSeconds: 0, bpm, firstBeatNumber: 1 }] });
  return { seconds: (bars * 240) / bpm, grid, bpm, key: 0, loudnessLufs: -14, sections: [], bands: null };
}

function plansOf(tracks: readonly MixTrack[]): TransitionPlan[] {
  return tracks.slice(1).map((to, index) => planTransition(tracks[index] as MixTrack, to, UNCHANGED, ORDER_RULES));
}

const lengths = (tracks: readonly MixTrack[]) => tracks.map(({ seconds }) => seconds);

describe('a set is laid out in time', () => {
  const tracks = [trackOf(120), trackOf(124), trackOf(122)];
  const plans = plansOf(tracks);
  const timeline = timelineOf(lengths(tracks), plans);

  test('as tracks and transitions in turn', () => {
    expect(timeline.map(({ kind, track }) => `${kind} ${track}`)).toEqual([
      'track 0',
      'mix 0',
      'track 1',
      'mix 1',
      'track 2',
    ]);
  });

  test('each part going on where the one before has ended', () => {
    let position = 0;
    for (const part of timeline) {
      if (part.kind === 'track') {
        expect(part.from).toBeCloseTo(position, 6);
        position = part.to;
        continue;
      }
      const plan = plans[part.track] as TransitionPlan;
      expect(positionAt(plan.from.warp, part.startAt)).toBeCloseTo(position, 6);
      position = positionAt(plan.to.warp, part.endAt);
    }
    expect(position).toBeCloseTo(tracks.at(-1)?.seconds ?? 0, 6);
  });

  test('as long as its tracks without what lies over each other', () => {
    const all = lengths(tracks).reduce((sum, each) => sum + each, 0);
    const mixed = plans.reduce((sum, { seconds }) => sum + seconds, 0);
    const heard = timeline.reduce((sum, part) => sum + lengthOfPart(part), 0);
    expect(heard).toBeLessThan(all);
    // Both ends of every track that are not mixed are heard but for what a mix begins or ends before them.
    expect(heard).toBeGreaterThan(all - 3 * mixed);
  });
});

test('a transition that begins before the last has settled is begun in its middle, and time never goes back', () => {
  const tracks = [trackOf(120, 40), trackOf(126, 40), trackOf(120, 40)];
  const timeline = timelineOf(lengths(tracks), plansOf(tracks));
  for (const part of timeline) expect(lengthOfPart(part)).toBeGreaterThan(0);
  expect(timeline.filter(({ kind }) => kind === 'mix')).toHaveLength(2);
});

test('one track is heard as it is, and tracks without beats are faded', () => {
  expect(timelineOf([200], [])).toEqual([{ kind: 'track', track: 0, from: 0, to: 200 }]);
  const plain = { ...trackOf(120), grid: null };
  const timeline = timelineOf([128, 128], plansOf([plain, plain]));
  expect(timeline.map(({ kind }) => kind)).toEqual(['track', 'mix', 'track']);
});

test('a transition alone begins with what leads to it', () => {
  const [plan] = plansOf([trackOf(120), trackOf(124)]);
  if (plan === undefined) throw new Error('There is no plan');
  const [part] = timelineOfMix(plan, 15);
  expect(part).toEqual({ kind: 'mix', track: 0, startAt: plan.from.warp[0]?.at, endAt: plan.seconds + 15 });
});

test('the time of a place is the other way round from the place of a time', () => {
  const warp = [
    { at: -2, position: 10 },
    { at: 0, position: 12 },
    { at: 3, position: 14 },
  ];
  for (const at of [-3, -1, 0, 1.5, 3, 5]) expect(timeAt(warp, positionAt(warp, at))).toBeCloseTo(at, 9);
});
