import { describe, expect, test } from 'vitest';
import { ARC_NAMES, type EnergyArc } from '#shared/domain/energy-arc.ts';
import { BUILT_IN_TEMPLATES } from '#shared/domain/set-template/built-in-templates.ts';
import {
  type PhasePlan,
  phaseLevel,
  phaseLimits,
  phaseNotes,
  withNewPhase,
  withoutPhase,
  withPhaseLevel,
  withPhaseMinutes,
} from '#shared/domain/set-template/edit-phases.ts';

const PLAN: PhasePlan = {
  minutes: 100,
  phases: [
    { phase: 'opener', share: 0.2 },
    { phase: 'build', share: 0.5 },
    { phase: 'peak', share: 0.3 },
  ],
};
const WARM_UP: EnergyArc = { kind: 'named', name: 'warm-up' };

const inMinutes = ({ minutes, phases }: PhasePlan) => phases.map(({ share }) => Math.round(share * minutes));
const sum = ({ phases }: PhasePlan) => phases.reduce((total, { share }) => total + share, 0);

describe('lengths', () => {
  test('one phase is longer, the others stay, and the template grows by it', () => {
    const next = withPhaseMinutes(PLAN, 0, 45);
    expect(inMinutes(next)).toEqual([45, 50, 30]);
    expect(next.minutes).toBe(125);
    expect(sum(next)).toBeCloseTo(1, 9);
  });

  test('limits keep the template between ten minutes and twelve hours', () => {
    expect(phaseLimits(PLAN, 0)).toEqual({ min: 1, max: 640 });
    expect(withPhaseMinutes(PLAN, 0, 640).minutes).toBe(720);
    const short: PhasePlan = { minutes: 10, phases: [{ phase: 'peak', share: 1 }] };
    expect(phaseLimits(short, 0)).toEqual({ min: 10, max: 720 });
  });

  test('a phase is added at the end and taken out again; one always stays', () => {
    const more = withNewPhase(PLAN);
    expect(inMinutes(more)).toEqual([20, 50, 30, 15]);
    expect(inMinutes(withoutPhase(more, 3))).toEqual([20, 50, 30]);
    const one: PhasePlan = { minutes: 60, phases: [{ phase: 'peak', share: 1 }] };
    expect(withoutPhase(one, 0)).toBe(one);
  });

  test('shares come to 1 and the length stays allowed, whatever is done', () => {
    let plan = PLAN;
    for (let step = 0; step < 60; step += 1) {
      const index = step % plan.phases.length;
      if (step % 3 === 0) plan = withNewPhase(plan);
      else if (step % 3 === 1) plan = withPhaseMinutes(plan, index, phaseLimits(plan, index)[step % 2 ? 'min' : 'max']);
      else plan = withoutPhase(plan, index);
      expect(sum(plan)).toBeCloseTo(1, 6);
      expect(plan.minutes).toBeGreaterThanOrEqual(10);
      expect(plan.minutes).toBeLessThanOrEqual(720);
      expect(Math.min(...plan.phases.map(({ share }) => share))).toBeGreaterThan(0);
    }
  });
});

describe('energy', () => {
  test('every phase of every template takes every level on, whatever its arc', () => {
    const arcs: EnergyArc[] = ARC_NAMES.map((name) => ({ kind: 'named', name }));
    for (const { content } of BUILT_IN_TEMPLATES) {
      for (const arc of [content.arc, ...arcs]) {
        for (const index of content.phases.keys()) {
          for (let level = 1; level <= 10; level += 1) {
            // Where the arc is steep, its ends leave 0-1 first, and the middle comes as near as they let it.
            const next = withPhaseLevel(arc, content.phases, index, level);
            expect(Math.abs(phaseLevel(next, content.phases, index) - level)).toBeLessThanOrEqual(1);
            expect(next.points.every(({ energy }) => energy >= 0 && energy <= 1)).toBe(true);
          }
        }
      }
    }
  });

  test('other phases keep theirs where the phase is as long as a few points', () => {
    const before = phaseLevel(WARM_UP, PLAN.phases, 0);
    const next = withPhaseLevel(WARM_UP, PLAN.phases, 2, 10);
    expect(phaseLevel(next, PLAN.phases, 2)).toBe(10);
    expect(phaseLevel(next, PLAN.phases, 0)).toBe(before);
  });
});

describe('what contradicts itself', () => {
  test('a peak below another phase is told, a plan that goes together is not', () => {
    expect(phaseNotes(WARM_UP, PLAN)).toEqual([]);
    expect(phaseNotes({ kind: 'named', name: 'closing' }, PLAN)).toEqual([
      '"Opener" is meant to have more energy than the peak: raise the one or lower the other.',
    ]);
  });

  test('a phase that follows itself and one shorter than a track are told', () => {
    const phases = [
      { phase: 'build', share: 0.5 },
      { phase: 'build', share: 0.48 },
      { phase: 'closing', share: 0.02 },
    ] as const;
    expect(phaseNotes(WARM_UP, { minutes: 100, phases })).toEqual([
      '"Build" follows itself: in a set it is one phase of 98 min.',
      '"Closing" is shorter than a track: few sets will have it.',
    ]);
  });

  test('the templates that come with the program do not contradict themselves', () => {
    for (const { content } of BUILT_IN_TEMPLATES) {
      expect(phaseNotes(content.arc, { minutes: content.variables.minutes, phases: content.phases })).toEqual([]);
    }
  });
});
