import type { EnergyArc } from '#shared/domain/energy-arc.ts';
import type { KeyRule } from '#shared/domain/harmonic.ts';
import type { SetPhase } from '#shared/domain/set-phase.ts';

/** A part of a night and how much of it there is. */
export interface TemplatePhase {
  readonly phase: SetPhase;
  /** Share of the set, 0-1; those of a template come to 1. */
  readonly share: number;
}

/** What is chosen anew for every set that is made of a template. */
export interface TemplateVariables {
  readonly minutes: number;
  /** null = any tempo. */
  readonly bpm: { readonly from: number; readonly to: number } | null;
  /** Any of them will do; none = any genre. */
  readonly genres: readonly string[];
  readonly strictness: KeyRule | 'off';
}

/** How sets of a kind are built. */
export interface TemplateContent {
  readonly description: string;
  readonly arc: EnergyArc;
  readonly phases: readonly TemplatePhase[];
  readonly rules: {
    /** Largest tempo change from one track to the next. */
    readonly tempoRangePercent: number;
    readonly halfDoubleTime: boolean;
  };
  readonly variables: TemplateVariables;
}

const quoted = (text: string): string => `"${text.replaceAll('"', ' ').trim()}"`;

/** What tracks of a set have to match, as a search of the library (docs/search.md). */
export function searchOf({ bpm, genres }: TemplateVariables): string {
  const names = genres.map((genre) => `genre:${quoted(genre)}`);
  const genre = names.length > 1 ? [`(${names.join(' or ')})`] : names;
  return [...(bpm === null ? [] : [`bpm:${bpm.from}-${bpm.to}`]), ...genre].join(' ');
}

/**
 * The phase of each track, by where its middle lies in the set.
 * @param seconds Lengths of the tracks in their order.
 */
export function phasesByTime(seconds: readonly number[], phases: readonly TemplatePhase[]): (SetPhase | null)[] {
  const total = seconds.reduce((sum, length) => sum + length, 0);
  const whole = phases.reduce((sum, { share }) => sum + share, 0);
  let passed = 0;
  return seconds.map((length) => {
    const at = total === 0 ? 0 : ((passed + length / 2) / total) * whole;
    passed += length;
    let end = 0;
    const own = phases.find(({ share }) => (end += share) >= at - 1e-9);
    return (own ?? phases.at(-1))?.phase ?? null;
  });
}

interface PlannedEntry {
  readonly seconds: number;
  readonly phase: SetPhase | null;
  /** 0-1; null = unknown. */
  readonly energy: number | null;
}

/** Points of an arc that is taken from tracks. */
const ARC_POINTS = 9;

/** Phases of a set as they follow each other; a set without any is one long warm-up, build or whatever its energy says. */
export function phasesOfSet(entries: readonly PlannedEntry[]): TemplatePhase[] {
  const total = entries.reduce((sum, { seconds }) => sum + seconds, 0);
  const phases: { phase: SetPhase; seconds: number }[] = [];
  for (const { phase, seconds } of entries) {
    const last = phases.at(-1);
    const own = phase ?? last?.phase ?? 'warm-up';
    if (last?.phase === own) last.seconds += seconds;
    else phases.push({ phase: own, seconds });
  }
  if (phases.length === 0) return [{ phase: 'warm-up', share: 1 }];
  return phases.map(({ phase, seconds }) => ({ phase, share: total === 0 ? 1 / phases.length : seconds / total }));
}

/** The energy of a set along its time, evenly sampled; level where nothing is known. */
export function arcOfSet(entries: readonly PlannedEntry[]): EnergyArc {
  const known = entries.filter(({ energy }) => energy !== null);
  const total = known.reduce((sum, { seconds }) => sum + seconds, 0);
  const energyWhen = (at: number): number => {
    let passed = 0;
    const own = known.find(({ seconds }) => (passed += seconds) >= at * total - 1e-9);
    return (own ?? known.at(-1))?.energy ?? 0.5;
  };
  const points = Array.from({ length: ARC_POINTS }, (_, index) => {
    const at = index / (ARC_POINTS - 1);
    return { at, energy: energyWhen(at) };
  });
  return { kind: 'drawn', points };
}
