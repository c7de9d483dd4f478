import { type SectionSpan, createTimeline } from '#main/demo/synth/timeline.ts';
import { keyIndex } from '#shared/domain/key.ts';
import type { Bpm, Seconds } from '#shared/domain/units.ts';
import { seconds } from '#shared/domain/units.ts';
import { SAMPLE_RATE } from '#main/demo/synth/stereo.ts';
import { DEMO_TRACKS } from './catalogue.ts';

/** What is true of a demo track, by construction: what an analysis has to find. */
export interface DemoTruth {
  readonly id: string;
  readonly title: string;
  readonly bpm: Bpm;
  /** Index round the Camelot wheel, see `keyIndex`. */
  readonly keyIndex: number;
  /** Time of the first beat, which is a downbeat. */
  readonly firstBeat: Seconds;
  readonly sections: readonly SectionSpan[];
  readonly duration: Seconds;
}

/** The truth about all demo tracks, in the catalogue's order. */
export const demoTruth: readonly DemoTruth[] = DEMO_TRACKS.map(({ id, title, recipe }) => {
  const timeline = createTimeline(recipe);
  return {
    id,
    title,
    bpm: recipe.bpm,
    keyIndex: keyIndex(recipe.key),
    firstBeat: recipe.leadIn,
    sections: timeline.sections,
    duration: seconds(timeline.totalFrames / SAMPLE_RATE),
  };
});
