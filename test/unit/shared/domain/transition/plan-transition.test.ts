import { describe, expect, test } from 'vitest';
import type { Section } from '#shared/domain/analysis-details.ts';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { type MixTrack, UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { planTransition } from '#shared/domain/transition/plan-transition.ts';
import { positionAt } from '#shared/domain/transition/warp.ts';

const RULES: MixRules = { keyRule: 'strict', keyLock: true, tempoRangePercent: 8, halfDoubleTime: true };

/** A track of 96 bars in 4/4 from 0 on, with 16 bars of intro and of outro. */
function track(bpm: number, over: Partial<MixTrack> = {}): MixTrack {
  const bar = 240 / bpm;
  const part = (kind: Section['kind'], start: number, end: number): Section => {
    return { kind, startSeconds: start * bar, endSeconds: end * bar, bars: end - start, energy: 0.5 };
  };
  return {
    seconds: 96 * bar,
    grid: toBeatGrid({ beatsPerBar: 4, segments: [{ startSeconds: 0, bpm, firstBeatNumber: 1 }] }),
    bpm,
    key: 0,
    sections: [part('intro', 0, 16), part('drop', 16, 80), part('outro', 80, 96)],
    loudnessLufs: -14,
    bands: null,
    ...over,
  };
}

/** Where a time lies between the beats of a track, 0 = on one. */
const phase = (seconds: number, bpm: number): number => {
  const beats = (seconds * bpm) / 60;
  return Math.abs(beats - Math.round(beats));
};

describe('a transition is proposed', () => {
  test('from the outro into the intro, on bars, at the tempo of the track that is left', () => {
    const plan = planTransition(track(120), track(126), UNCHANGED, RULES);
    expect(plan).toMatchObject({ isAligned: true, bars: 16, mixOutSeconds: 160, mixInSeconds: 0, warnings: [] });
    expect(plan.seconds).toBeCloseTo(32, 6);
    expect(plan.startBpm).toBeCloseTo(120, 6);
    expect(plan.from.percent).toBeCloseTo(0, 6);
    expect(plan.to.percent).toBeCloseTo((120 / 126 - 1) * 100, 6);
    // Afterwards the next track is at its own tempo again.
    const [last, before] = [plan.to.warp.at(-1), plan.to.warp.at(-2)];
    const rate = ((last?.position ?? 0) - (before?.position ?? 0)) / ((last?.at ?? 0) - (before?.at ?? 0));
    expect(rate).toBeCloseTo(1, 2);
  });

  test('as a ramp over the mix, each track pitched more the further it is from its own tempo', () => {
    const plan = planTransition(track(120), track(126), { ...UNCHANGED, tempoMode: 'ramp' }, RULES);
    expect(plan.startBpm ?? 0).toBeCloseTo(120, 0);
    expect(plan.endBpm ?? 0).toBeCloseTo(126, 0);
    expect(plan.from.percent).toBeCloseTo(5, 0);
    expect(plan.to.percent).toBeCloseTo(-4.8, 0);
  });

  test.each([
    [120, 126, 0],
    [174, 87, 3],
    [87, 174, -2],
    [123.4, 119.7, 5],
  ])('beat on beat throughout: %d into %d BPM, shifted by %d', (own, next, shiftBeats) => {
    for (const tempoMode of ['match', 'ramp'] as const) {
      const plan = planTransition(track(own), track(next), { ...UNCHANGED, tempoMode, shiftBeats }, RULES);
      for (const { at, position } of plan.to.warp.filter((point) => point.at <= plan.seconds)) {
        expect(phase(positionAt(plan.from.warp, at), own)).toBeLessThan(1e-6);
        // At half time every other beat of the faster track lies between two of the slower.
        expect(phase(position * (next < own * 0.75 ? 2 : 1), next)).toBeLessThan(1e-6);
      }
    }
  });

  test('shorter where the outro is short, and as the DJ says', () => {
    const short = { ...track(120), sections: track(120).sections.slice(0, 2) };
    expect(planTransition(short, track(120), UNCHANGED, RULES).bars).toBe(16);
    const changed = planTransition(track(120), track(120), { ...UNCHANGED, bars: 8, mixOutSeconds: 100.1 }, RULES);
    expect(changed).toMatchObject({ bars: 8, mixOutSeconds: 100 });
  });

  test('a shift brings the next track later', () => {
    const plan = planTransition(track(120), track(120), { ...UNCHANGED, mixInSeconds: 20, shiftBeats: 4 }, RULES);
    expect(plan.mixInSeconds).toBeCloseTo(18, 6);
  });
});

describe('a transition warns', () => {
  test('of a plain crossfade where a track is not analysed or too short', () => {
    const plain = planTransition(track(120), track(120, { grid: null, sections: [] }), UNCHANGED, RULES);
    expect(plain).toMatchObject({ isAligned: false, seconds: 8, warnings: ['not-analysed'] });
    expect(plain.mixOutSeconds).toBe(192 - 8);
    const short = planTransition(track(120), track(120, { seconds: 10 }), UNCHANGED, RULES);
    expect(short).toMatchObject({ isAligned: false, seconds: 5, warnings: ['too-short'] });
  });

  test('of a pitch out of range, of half time where that is not wished, and of keys', () => {
    expect(planTransition(track(120), track(135), UNCHANGED, RULES).warnings).toEqual(['pitch-range']);
    expect(planTransition(track(174), track(87), UNCHANGED, RULES).warnings).toEqual([]);
    const plainTime = { ...RULES, halfDoubleTime: false };
    expect(planTransition(track(174), track(87), UNCHANGED, plainTime).warnings).toEqual(['pitch-range']);
    expect(planTransition(track(120), track(120, { key: 8 }), UNCHANGED, RULES).warnings).toEqual(['keys-clash']);
  });

  test('of the key as it is heard without key lock', () => {
    const plan = planTransition(track(127.2), track(120), UNCHANGED, { ...RULES, keyLock: false });
    expect(plan.to.percent).toBeCloseTo(6, 6);
    expect(plan.to.key).toBe(14);
    expect(plan.warnings).toContain('keys-clash');
  });

  test('of bass in both only without the swap, and of loud mids only where voices are usual', () => {
    const values = Array.from({ length: 192 }, () => 200);
    const bands = { secondsPerValue: 1, low: values, mid: values };
    const [from, to] = [track(120, { bands }), track(120, { bands })];
    expect(planTransition(from, to, UNCHANGED, RULES).warnings).toEqual([]);
    expect(planTransition(from, to, { ...UNCHANGED, bassSwap: false }, RULES).warnings).toEqual(['bass']);
    const inside = { ...UNCHANGED, mixOutSeconds: 60, mixInSeconds: 60 };
    expect(planTransition(from, to, inside, RULES).warnings).toEqual(['vocals']);
  });

  test('of a mix beyond the end and one before the beginning', () => {
    const late = { ...UNCHANGED, mixOutSeconds: 180 };
    expect(planTransition(track(120), track(120), late, RULES).warnings).toEqual(['past-end']);
    const early = { ...UNCHANGED, shiftBeats: 4 };
    expect(planTransition(track(120), track(120), early, RULES).warnings).toEqual(['before-start']);
  });
});

test('a track of three hours and one without length make a plan', () => {
  const long = track(128, { seconds: 3 * 3600, sections: [] });
  const plan = planTransition(long, track(128), UNCHANGED, RULES);
  expect(plan.mixOutSeconds).toBeGreaterThan(3 * 3600 - 120);
  const none = planTransition(track(120), track(120, { seconds: 0, grid: null }), UNCHANGED, RULES);
  expect(none.seconds).toBe(0);
});
