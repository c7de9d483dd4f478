import type { SectionKind } from '#shared/domain/analysis-details.ts';
import type { BarFeatures } from './bar-features.ts';

/** A section before it has a name. Bars `from` to `to`. */
export interface SectionSpan {
  readonly from: number;
  readonly to: number;
  /** Mean of the energy curve, on any scale. */
  readonly energy: number;
}

export interface NamedSpan extends SectionSpan {
  readonly kind: SectionKind;
}

/** Solo piano has a median flux of 2 to 3.2, music with drums 4.2 and more: without drums nothing drops. */
const LEAST_DRUM_FLUX = 3.7;
/** Attacks in the bass, as a share of the track's strongest bars, under which a section has no kick. */
const LEAST_KICK = 0.5;
/** Energy as a share of the strongest section: intros and outros have less, drops more. */
const MOST_EDGE_ENERGY = 0.92;
const LEAST_DROP_ENERGY = 0.96;
const LEAST_DROP_BARS = 4;
/** Before a drop the bass is away for a bar or two: it comes back by this much, in dB and as a share of the kick. */
const HOLE_BARS = 2;
const HOLE_DB = 5;
const HOLE_KICK = 0.5;

const quantile = (values: Float64Array, share: number): number =>
  values.toSorted()[Math.floor(share * (values.length - 1))] ?? 0;

/** More of the track is neither intro nor outro. */
const MOST_EDGE_SHARE = 1 / 3;

/** What a section is like, among those of its track. */
interface Character {
  readonly bars: number;
  /** Of the track's bars, 0-1. */
  readonly share: number;
  readonly hasKick: boolean;
  /** Of the strongest section, 0-1. */
  readonly energy: number;
  /** The bass comes in after a hole. */
  readonly enters: boolean;
}

function characterise(spans: readonly SectionSpan[], features: BarFeatures): Character[] {
  const { low, lowFlux } = features;
  const kick = quantile(lowFlux, 0.9);
  const strongest = Math.max(...spans.map(({ energy }) => energy));
  return spans.map(({ from, to, energy }) => {
    const before = Math.max(0, from - HOLE_BARS);
    const comesBack = low[from] - Math.min(...low.subarray(before, from), low[from]) >= HOLE_DB;
    const strikesAgain = lowFlux[from] - Math.min(...lowFlux.subarray(before, from), lowFlux[from]) >= HOLE_KICK * kick;
    return {
      bars: to - from,
      share: (to - from) / low.length,
      hasKick: quantile(lowFlux.subarray(from, to), 0.5) >= LEAST_KICK * kick,
      energy: strongest > 0 ? energy / strongest : 0,
      enters: from > 0 && (comesBack || strikesAgain),
    };
  });
}

/** How many sections at the start are the intro: as long as less is going on, and no kick has gone again. */
function introLength(sections: readonly Character[]): number {
  let length = 0;
  let total = 0;
  while (length < sections.length - 1) {
    const { energy, hasKick, share } = sections[length];
    total += share;
    if (total > MOST_EDGE_SHARE) break;
    if (energy > MOST_EDGE_ENERGY && hasKick) break;
    if (length > 0 && !hasKick && sections[length - 1].hasKick) break;
    length += 1;
  }
  return length;
}

/** The same from the end; a part without kick before the last one with it is no outro. */
const outroLength = (sections: readonly Character[]): number => introLength(sections.toReversed());

/** Bass and full energy come in; of two such sections in a row the stronger is the drop, the other leads to it. */
function isDrop(section: Character, next: Character | undefined): boolean {
  if (!section.enters || section.energy < LEAST_DROP_ENERGY || section.bars < LEAST_DROP_BARS) return false;
  return !(next?.enters && next.hasKick && next.energy > section.energy);
}

/** Names the sections of a track with drums, from intro to outro. */
function danceKinds(sections: readonly Character[]): SectionKind[] {
  const intro = introLength(sections);
  const outro = outroLength(sections);
  const kinds = sections.map((section, index): SectionKind => {
    if (index < intro) return 'intro';
    if (index >= sections.length - outro) return 'outro';
    if (!section.hasKick) return 'breakdown';
    return isDrop(section, sections[index + 1]) ? 'drop' : 'verse';
  });
  return kinds.map((kind, index) => {
    if (kind !== 'verse') return kind;
    if (kinds[index + 1] === 'drop') return 'build';
    const goesOn = kinds.slice(0, index).findLast((earlier) => earlier !== 'verse') === 'drop';
    return goesOn && sections[index].energy >= LEAST_DROP_ENERGY ? 'drop' : 'verse';
  });
}

/** Without drums only the edges are named. */
function quietKinds(sections: readonly Character[]): SectionKind[] {
  const intro = introLength(sections);
  const outro = outroLength(sections);
  return sections.map((_, index) => {
    if (index < intro) return 'intro';
    return index >= sections.length - outro ? 'outro' : 'verse';
  });
}

/** Joins neighbours of one kind; verses stay apart, since one name stands for verse and chorus. */
function joined(spans: readonly NamedSpan[]): NamedSpan[] {
  const result: NamedSpan[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last?.kind !== span.kind || span.kind === 'verse') {
      result.push(span);
      continue;
    }
    const [a, b] = [last.to - last.from, span.to - span.from];
    const energy = (a * last.energy + b * span.energy) / (a + b);
    result[result.length - 1] = { ...last, to: span.to, energy };
  }
  return result;
}

/**
 * Names sections as DJs do. A drop is where the bass comes back with full energy; the section before it is a build,
 * one without kick a breakdown, and what is none of them a verse.
 */
export function nameSections(spans: readonly SectionSpan[], features: BarFeatures): NamedSpan[] {
  const sections = characterise(spans, features);
  const flux = features.lowFlux.map((value, bar) => value + features.highFlux[bar]);
  const kinds = quantile(flux, 0.5) >= LEAST_DRUM_FLUX ? danceKinds(sections) : quietKinds(sections);
  return joined(spans.map((span, index) => ({ ...span, kind: kinds[index] })));
}
