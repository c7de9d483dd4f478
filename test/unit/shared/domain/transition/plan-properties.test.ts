import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Section } from '#shared/domain/analysis-details.ts';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { type MixChange, type MixTrack, UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { planTransition, type TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { lengthOfPart, timelineOf } from '#shared/domain/transition/set-timeline.ts';
import { positionAt, type WarpPoint } from '#shared/domain/transition/warp.ts';

/** A track of one tempo, with what it takes to know where its beats are. */
interface Steady {
  readonly mix: MixTrack;
  readonly bpm: number;
  /** First beat, and first downbeat. */
  readonly start: number;
  readonly downbeat: number;
}

/** Beats of the next track for one of the track before. */
const BEATS: Readonly<Record<TransitionPlan['relation'], number>> = { direct: 1, half: 0.5, double: 2 };

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Of 10 to 200 bars in 4/4, with parts or without, from any beat of a bar on. */
const steady = (): fc.Arbitrary<Steady> =>
  fc
    .record({
      bpm: real(60, 200),
      // Not a hair before the next beat: that would be taken for one at the start of the file.
      share: real(0, 0.9),
      firstBeatNumber: fc.integer({ min: 1, max: 4 }),
      bars: fc.integer({ min: 10, max: 200 }),
      key: fc.option(fc.integer({ min: 0, max: 23 })),
      parts: fc.option(fc.tuple(real(0, 0.5), real(0.5, 1))),
    })
    .map(({ bpm, share, firstBeatNumber, bars, key, parts }) => {
      const bar = 240 / bpm;
      const start = (share * bar) / 4;
      const downbeat = start + (((5 - firstBeatNumber) % 4) * bar) / 4;
      const part = (kind: Section['kind'], from: number, to: number): Section => {
        return {
          kind,
          startSeconds: downbeat + from * bar,
          endSeconds: downbeat + to * bar,
          bars: to - from,
          energy: 0.5,
        };
      };
      const [intro, outro] = (parts ?? [0, 0]).map((share) => Math.round(share * bars));
      const sections =
        parts === null
          ? []
          : [part('intro', 0, intro ?? 0), part('drop', intro ?? 0, outro ?? 0), part('outro', outro ?? 0, bars)];
      const grid = toBeatGrid({ beatsPerBar: 4, segments: [{ startSeconds: start, bpm, firstBeatNumber }] });
      const seconds = start + bars * bar + 0.01;
      return { mix: { seconds, grid, bpm, key, loudnessLufs: -9, sections, bands: null }, bpm, start, downbeat };
    });

const rules: fc.Arbitrary<MixRules> = fc.record({
  keyRule: fc.constantFrom('strict' as const, 'loose' as const, null),
  keyLock: fc.boolean(),
  tempoRangePercent: real(1, 50),
  halfDoubleTime: fc.boolean(),
});

const change: fc.Arbitrary<MixChange> = fc.record({
  mixOutSeconds: fc.option(real(0, 900)),
  mixInSeconds: fc.option(real(0, 900)),
  bars: fc.constantFrom(null, 8 as const, 16 as const, 32 as const),
  shiftBeats: fc.integer({ min: -256, max: 256 }),
  tempoMode: fc.constantFrom(null, 'match' as const, 'ramp' as const),
  bassSwap: fc.option(fc.boolean()),
});

/** How far from a whole number of beats of the track a place is, in beats. */
const offBeat = ({ bpm, start }: Steady, position: number): number => {
  const beats = ((position - start) * bpm) / 60;
  return Math.abs(beats - Math.round(beats));
};

const steps = (points: readonly WarpPoint[]) =>
  points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return { at: before.at, seconds: point.at - before.at, music: point.position - before.position };
  });

/** Largest change of tempo in the mix, in percent, from what sounds when. */
const mostPercent = ({ from, to, seconds }: TransitionPlan): number =>
  [from, to]
    .flatMap(({ warp }) => steps(warp))
    .filter(({ at }) => at >= -1e-9 && at < seconds - 1e-6)
    .reduce((most, step) => Math.max(most, Math.abs(step.music / step.seconds - 1) * 100), 0);

describe('whatever the tempos, the parts and the changes', () => {
  test('both tracks are on a beat at every beat of the mix', () => {
    fc.assert(
      fc.property(steady(), steady(), change, rules, (from, to, changed, rule) => {
        const plan = planTransition(from.mix, to.mix, changed, rule);
        expect(plan.isAligned).toBe(true);
        // Half time: every other beat of the mix is between two beats of the next track.
        const finest = plan.relation === 'half' ? 2 : 1;
        for (const { at, position } of plan.from.warp.filter((point) => point.at >= 0)) {
          expect(offBeat(from, position)).toBeLessThan(1e-6);
          const next = positionAt(plan.to.warp, at);
          expect(offBeat({ ...to, bpm: to.bpm * finest }, next)).toBeLessThan(1e-6);
        }
      }),
    );
  });

  test('time goes on in both', () => {
    fc.assert(
      fc.property(steady(), steady(), change, rules, (from, to, changed, rule) => {
        const plan = planTransition(from.mix, to.mix, changed, rule);
        for (const step of [...steps(plan.from.warp), ...steps(plan.to.warp)]) {
          expect(Math.min(step.seconds, step.music)).toBeGreaterThan(0);
        }
        expect(plan.seconds).toBeGreaterThan(0);
      }),
    );
  });

  test('a pitch beyond the range is told, and one within it is not', () => {
    fc.assert(
      fc.property(steady(), steady(), change, rules, (from, to, changed, rule) => {
        const plan = planTransition(from.mix, to.mix, changed, rule);
        const most = mostPercent(plan);
        fc.pre(Math.abs(most - rule.tempoRangePercent) > 1e-3);
        expect(plan.warnings.includes('pitch-range')).toBe(most > rule.tempoRangePercent);
      }),
    );
  });

  test('a shift by beats moves the next track by as many, and one back takes it back', () => {
    const beats = fc.integer({ min: -128, max: 128 });
    fc.assert(
      fc.property(steady(), steady(), change, beats, rules, (from, to, changed, shift, rule) => {
        const at = (shiftBeats: number) => planTransition(from.mix, to.mix, { ...changed, shiftBeats }, rule);
        const [own, later, earlier] = [at(0), at(shift), at(-shift)];
        const beat = (60 / to.bpm) * BEATS[own.relation];
        expect(own.mixInSeconds - later.mixInSeconds).toBeCloseTo(shift * beat, 6);
        expect((later.mixInSeconds + earlier.mixInSeconds) / 2).toBeCloseTo(own.mixInSeconds, 6);
        expect(later.mixOutSeconds).toBe(own.mixOutSeconds);
      }),
    );
  });
});

describe('what is proposed', () => {
  test('lies within the tracks, on bars, and says so of nothing else', () => {
    fc.assert(
      fc.property(steady(), steady(), rules, (from, to, rule) => {
        const plan = planTransition(from.mix, to.mix, UNCHANGED, rule);
        const end = positionAt(plan.from.warp, plan.seconds);
        expect(plan.mixOutSeconds).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(from.mix.seconds + 0.1);
        expect(plan.mixInSeconds).toBeGreaterThanOrEqual(-0.1);
        expect(plan.mixInSeconds).toBeLessThan(to.mix.seconds);
        expect(plan.warnings).not.toContain('past-end');
        expect(plan.warnings).not.toContain('before-start');
        // A first bar whose beginning the file has cut off counts from the start of the file.
        const bars = ((plan.mixOutSeconds - from.downbeat) * from.bpm) / 240;
        if (plan.mixOutSeconds > from.start) expect(Math.abs(bars - Math.round(bars))).toBeLessThan(1e-6);
      }),
    );
  });

  test('of a whole set plays every place of it once, whatever its tracks', () => {
    const anyTrack = fc.oneof(
      steady().map(({ mix }) => mix),
      steady().map(({ mix }): MixTrack => ({ ...mix, grid: null, sections: [] })),
      real(0.5, 12).map((seconds): MixTrack => {
        return { seconds, grid: null, bpm: null, key: null, loudnessLufs: null, sections: [], bands: null };
      }),
    );
    fc.assert(
      fc.property(fc.array(anyTrack, { minLength: 1, maxLength: 6 }), rules, (tracks, rule) => {
        const plans = tracks.slice(1).flatMap((to, index) => {
          const from = tracks[index];
          return from === undefined ? [] : [planTransition(from, to, UNCHANGED, rule)];
        });
        const parts = timelineOf(
          tracks.map(({ seconds }) => seconds),
          plans,
        );
        for (const part of parts) {
          expect(Number.isFinite(lengthOfPart(part))).toBe(true);
          expect(lengthOfPart(part)).toBeGreaterThan(0);
          if (part.kind === 'track') expect(part.to).toBeLessThanOrEqual((tracks[part.track]?.seconds ?? 0) + 0.2);
        }
        expect(parts.map(({ track }) => track)).toEqual(parts.map(({ track }) => track).toSorted((a, b) => a - b));
      }),
    );
  });
});
