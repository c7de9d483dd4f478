import { STEPS_PER_BAR } from './pattern.ts';
import { SAMPLE_RATE } from './stereo.ts';
import type { Matrix } from './style.ts';
import type { Recipe, SectionKind } from './track-spec.ts';

export const BEATS_PER_BAR = 4;
const PHRASE_BARS = 8;
/** Silence kept after the last bar for the reverberation to die away. */
const TAIL_SECONDS = 1.2;

/** A bar and its place in the arrangement. */
export interface Bar {
  readonly index: number;
  readonly kind: SectionKind;
  readonly barInSection: number;
  readonly sectionBars: number;
  /** Last bar of a section or of eight: where drummers play fills. */
  readonly endsPhrase: boolean;
}

/** A section's place in seconds from the start of the file. */
export interface SectionSpan {
  readonly kind: SectionKind;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface Timeline {
  readonly bars: readonly Bar[];
  readonly sections: readonly SectionSpan[];
  readonly barSeconds: number;
  readonly totalFrames: number;
}

function barsOf(recipe: Recipe): Bar[] {
  const bars: Bar[] = [];
  for (const section of recipe.sections) {
    for (let bar = 0; bar < section.bars; bar += 1) {
      bars.push({
        index: bars.length,
        kind: section.kind,
        barInSection: bar,
        sectionBars: section.bars,
        endsPhrase: bar === section.bars - 1 || bar % PHRASE_BARS === PHRASE_BARS - 1,
      });
    }
  }
  return bars;
}

/** Lays the sections of a recipe out in time. */
export function createTimeline(recipe: Recipe): Timeline {
  const barSeconds = (60 / recipe.bpm) * BEATS_PER_BAR;
  const bars = barsOf(recipe);
  let startSeconds: number = recipe.leadIn;
  const sections = recipe.sections.map((section) => {
    const span = { kind: section.kind, startSeconds, endSeconds: startSeconds + section.bars * barSeconds };
    startSeconds = span.endSeconds;
    return span;
  });
  return {
    bars,
    sections,
    barSeconds,
    totalFrames: Math.ceil((startSeconds + TAIL_SECONDS) * SAMPLE_RATE),
  };
}

/** Seconds from a bar's start to a sixteenth in it. @param swing Where the second of two falls: 0.5 is straight. */
export function stepSeconds(timeline: Timeline, step: number, swing: number): number {
  const sixteenth = timeline.barSeconds / STEPS_PER_BAR;
  return (step + (step % 2 === 1 ? 2 * swing - 1 : 0)) * sixteenth;
}

/** Frame at which a bar starts; from the exact time, so that rounding does not add up. */
export function frameOfBar(timeline: Timeline, bar: number): number {
  const start = timeline.sections[0].startSeconds;
  return Math.round((start + bar * timeline.barSeconds) * SAMPLE_RATE);
}

const KINDS: readonly SectionKind[] = ['intro', 'build', 'drop', 'breakdown', 'outro'];

/** Whether something plays in a bar. */
export function playsIn(matrix: Matrix, bar: Bar): boolean {
  const row = matrix.split(' ')[KINDS.indexOf(bar.kind)];
  return row.charAt(Math.floor((bar.barInSection / bar.sectionBars) * row.length)) === '#';
}
