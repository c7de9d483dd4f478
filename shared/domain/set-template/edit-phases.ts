import { type ArcPoint, DRAWN_POINTS, drawnPoints, type EnergyArc, energyAt } from '#shared/domain/energy-arc.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { PHASE_NAMES } from '#shared/domain/set-phase.ts';
import type { TemplatePhase } from './set-template.ts';

/** Length of a template in minutes, and of its phases as shares of it. */
export interface PhasePlan {
  readonly minutes: number;
  readonly phases: readonly TemplatePhase[];
}

/** Shortest and longest template, in minutes (shared/contract/set-templates.ts). */
export const TEMPLATE_MINUTES = { least: 10, most: 720 } as const;
/** So many phases a template has at most. */
export const MOST_PHASES = 24;
const NEW_PHASE_MINUTES = 15;
/** The least energy that a level of ten has: level 1 is 0, level 10 is 1. */
const energyOfLevel = (level: number): number => (level - 1) / 9;

const minutesOf = ({ minutes, phases }: PhasePlan): number[] => phases.map(({ share }) => share * minutes);

/** A template is as long as its phases together. */
function ofMinutes(phases: readonly TemplatePhase[], minutes: readonly number[]): PhasePlan {
  const total = minutes.reduce((sum, each) => sum + each, 0);
  const { least, most } = TEMPLATE_MINUTES;
  return {
    minutes: Math.round(Math.min(most, Math.max(least, total))),
    phases: phases.map((phase, index) => ({ ...phase, share: (minutes[index] ?? 0) / total })),
  };
}

/** What the minutes of a phase may be without making the template too short or too long. */
export function phaseLimits(plan: PhasePlan, index: number): { readonly min: number; readonly max: number } {
  const others = minutesOf(plan).reduce((sum, each, place) => (place === index ? sum : sum + each), 0);
  const { least, most } = TEMPLATE_MINUTES;
  return { min: Math.max(1, Math.ceil(least - others)), max: Math.max(1, Math.floor(most - others)) };
}

/** One phase has another length; the others keep theirs, and the template is as much longer or shorter. */
export function withPhaseMinutes(plan: PhasePlan, index: number, minutes: number): PhasePlan {
  return ofMinutes(
    plan.phases,
    minutesOf(plan).map((each, place) => (place === index ? minutes : each)),
  );
}

/** With another phase at the end, of the kind of the last. */
export function withNewPhase(plan: PhasePlan): PhasePlan {
  const phase = plan.phases.at(-1)?.phase ?? 'warm-up';
  const room = TEMPLATE_MINUTES.most - plan.minutes;
  const minutes = Math.max(1, Math.min(NEW_PHASE_MINUTES, room));
  return ofMinutes([...plan.phases, { phase, share: 0 }], [...minutesOf(plan), minutes]);
}

/** Without one of its phases, of which one always stays. */
export function withoutPhase(plan: PhasePlan, index: number): PhasePlan {
  if (plan.phases.length < 2) return plan;
  return ofMinutes(plan.phases.toSpliced(index, 1), minutesOf(plan).toSpliced(index, 1));
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(phases: readonly TemplatePhase[], index: number): Span {
  const from = phases.slice(0, index).reduce((sum, { share }) => sum + share, 0);
  return { from, to: Math.min(1, from + (phases[index]?.share ?? 0)) };
}

const middleOf = ({ from, to }: Span): number => (from + to) / 2;

/** Level of ten that the arc has in the middle of a phase. */
export function phaseLevel(arc: EnergyArc, phases: readonly TemplatePhase[], index: number): number {
  return energyLevel(energyAt(arc, middleOf(spanOf(phases, index))));
}

/**
 * The arc with a phase raised or lowered to a level of ten in its middle; its shape stays within what 0 and 1 leave of it.
 * @returns Drawn by its points: those in the phase and the two around its middle are moved.
 */
export function withPhaseLevel(
  arc: EnergyArc,
  phases: readonly TemplatePhase[],
  index: number,
  level: number,
): { readonly kind: 'drawn'; readonly points: ArcPoint[] } {
  const span = spanOf(phases, index);
  const middle = middleOf(span) * (DRAWN_POINTS - 1);
  const points = drawnPoints(arc);
  const step = energyOfLevel(level) - energyAt({ kind: 'drawn', points }, middleOf(span));
  const isMoved = ({ at }: ArcPoint, place: number): boolean =>
    (at >= span.from && at <= span.to) || place === Math.floor(middle) || place === Math.ceil(middle);
  const moved = points.map((point, place) =>
    isMoved(point, place) ? { ...point, energy: Math.min(1, Math.max(0, point.energy + step)) } : point,
  );
  return { kind: 'drawn', points: moved };
}

/** What contradicts itself in an arc with its phases, in words; sets are made of it all the same. One level of energy is no contradiction. */
export function phaseNotes(arc: EnergyArc, { minutes, phases }: PhasePlan): string[] {
  const notes: string[] = [];
  const levels = phases.map((_, index) => phaseLevel(arc, phases, index));
  for (const [index, { phase, share }] of phases.entries()) {
    const before = phases[index - 1];
    if (before?.phase === phase) {
      const together = Math.round((before.share + share) * minutes);
      notes.push(`"${PHASE_NAMES[phase]}" follows itself: in a set it is one phase of ${together} min.`);
    }
    if (share * minutes < 3) notes.push(`"${PHASE_NAMES[phase]}" is shorter than a track: few sets will have it.`);
  }
  const peak = Math.max(...phases.map(({ phase }, index) => (phase === 'peak' ? (levels[index] ?? 0) : 0)));
  const highest = levels.indexOf(Math.max(...levels));
  const above = phases[highest];
  if (peak > 0 && above !== undefined && (levels[highest] ?? 0) > peak + 1) {
    notes.push(
      `"${PHASE_NAMES[above.phase]}" is meant to have more energy than the peak: raise the one or lower the other.`,
    );
  }
  return notes;
}
