import type { MusicalKey } from '#shared/domain/key.ts';
import { filterInPlace, sweepInPlace } from './filters.ts';
import { chordNotes, scaleNote, tonicFrom } from './harmony.ts';
import { noteToHertz } from './oscillators.ts';
import { eventsOfBar, melodicStep, type PatternEvent, parsePattern } from './pattern.ts';
import { playNote } from './play-note.ts';
import { type Random, createRandom } from './random.ts';
import { SAMPLE_RATE, type Stereo, addStereo, createStereo, decibelsToGain } from './stereo.ts';
import type { MelodicPart, Style } from './style.ts';
import { type Timeline, frameOfBar, playsIn, stepSeconds } from './timeline.ts';
import type { SectionKind } from './track-spec.ts';

/** What a part is played from. */
export interface PartContext {
  readonly style: Style;
  readonly timeline: Timeline;
  readonly key: MusicalKey;
  /** Scale degrees, one character a bar. */
  readonly progression: string;
  readonly seed: number;
}

/** MIDI notes that a symbol of the part stands for over a chord. */
function notesOf(part: MelodicPart, symbol: string, degree: number, key: MusicalKey): number[] {
  if (part.role === 'lead') return [scaleNote(key, melodicStep(symbol), tonicFrom(key, part.lowest))];
  if (part.role === 'bass') {
    const root = scaleNote(key, degree - 1, key.pitchClass);
    const folded = part.lowest + ((((root - part.lowest) % 12) + 12) % 12);
    return [folded + scaleNote(key, degree - 1 + melodicStep(symbol), key.pitchClass) - root];
  }
  const chord = chordNotes(key, degree, part.tones ?? 3, part.lowest);
  if (part.role === 'chords') return chord;
  const index = melodicStep(symbol);
  return [chord[index % chord.length] + 12 * Math.floor(index / chord.length)];
}

const leastCommonMultiple = (a: number, b: number): number => {
  let multiple = a;
  while (multiple % b !== 0) multiple += a;
  return multiple;
};

/** Seconds after a note's end that clips leave for its release. */
const RELEASE_SECONDS = 2.2;

function renderClip(
  part: MelodicPart,
  events: readonly PatternEvent[],
  degree: number,
  context: PartContext,
  random: Random,
): Stereo {
  const { timeline, style, key } = context;
  const secondsOf = (step: number) => stepSeconds(timeline, step, style.swing);
  const lastEnd = events.reduce((end, event) => Math.max(end, event.step + event.length), 0);
  const clip = createStereo(Math.ceil((secondsOf(lastEnd) + RELEASE_SECONDS) * SAMPLE_RATE));
  for (const event of events) {
    const start = secondsOf(event.step);
    const length = (secondsOf(event.step + event.length) - start) * (part.gate ?? 1);
    const accent = event.step % 4 === 0 ? 1 : 0.86;
    for (const note of notesOf(part, event.symbol, degree, key)) {
      const velocity = accent * (0.94 + 0.06 * random());
      const at = Math.round(start * SAMPLE_RATE);
      playNote(
        part.patch,
        clip,
        { at, frames: Math.round(length * SAMPLE_RATE), hertz: noteToHertz(note), velocity },
        random,
      );
    }
  }
  if (part.highPassHz !== undefined) {
    filterInPlace(clip.left, 'high', part.highPassHz);
    filterInPlace(clip.right, 'high', part.highPassHz);
  }
  return clip;
}

function renderCycle(part: MelodicPart, context: PartContext): Stereo[] {
  const pattern = parsePattern(part.pattern);
  const random = createRandom(context.seed);
  const bars = leastCommonMultiple(pattern.bars, context.progression.length);
  return Array.from({ length: bars }, (_, bar) => {
    const degree = Number(context.progression[bar % context.progression.length]);
    return renderClip(part, eventsOfBar(pattern, bar), degree, context, random);
  });
}

/** RMS of the clips, as if played one after another. */
function cycleRms(clips: readonly Stereo[], barSeconds: number): number {
  let energy = 0;
  for (const clip of clips) {
    for (let index = 0; index < clip.left.length; index += 1) {
      energy += clip.left[index] * clip.left[index] + clip.right[index] * clip.right[index];
    }
  }
  return Math.sqrt(energy / 2 / (clips.length * barSeconds * SAMPLE_RATE));
}

/** Cutoff where a section has no sweep: open. */
const OPEN_HERTZ = 18_000;

function sweepPart(bus: Stereo, part: MelodicPart, timeline: Timeline, [from, until]: SoundingRange): void {
  if (!part.sweep) return;
  const sweep = part.sweep;
  const cutoffOf = (kind: SectionKind, progress: number): number => {
    const [from, to] = sweep[kind] ?? [OPEN_HERTZ, OPEN_HERTZ];
    return from * (to / from) ** Math.min(1, Math.max(0, progress));
  };
  const cutoffAt = (frame: number): number => {
    const seconds = frame / SAMPLE_RATE;
    const last = timeline.sections.length - 1;
    const section = timeline.sections.find((span, index) => seconds < span.endSeconds || index === last);
    if (!section) return OPEN_HERTZ;
    const length = section.endSeconds - section.startSeconds;
    return cutoffOf(section.kind, (seconds - section.startSeconds) / length);
  };
  sweepInPlace(bus.left, cutoffAt, from, until);
  sweepInPlace(bus.right, cutoffAt, from, until);
}

/** Frames where a part sounds, with its releases; ascending, apart from each other. */
export type SoundingRange = readonly [from: number, until: number];

function joinRanges(ranges: readonly SoundingRange[]): SoundingRange[] {
  const joined: SoundingRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], range[1])];
    else joined.push(range);
  }
  return joined;
}

/**
 * Plays a part over the whole track into `bus`, which is empty. Each bar of its cycle is rendered once.
 * @returns Where the bus is not empty afterwards.
 */
export function renderPart(part: MelodicPart, context: PartContext, bus: Stereo): readonly SoundingRange[] {
  const clips = renderCycle(part, context);
  const rms = cycleRms(clips, context.timeline.barSeconds);
  if (rms === 0) return [];
  const ranges: SoundingRange[] = [];
  for (const bar of context.timeline.bars) {
    if (!playsIn(part.on, bar)) continue;
    const level = part.level + (part.trim?.[bar.kind] ?? 0);
    const clip = clips[bar.barInSection % clips.length];
    const at = frameOfBar(context.timeline, bar.index);
    addStereo(bus, clip, at, decibelsToGain(level) / rms);
    ranges.push([at, Math.min(bus.left.length, at + clip.left.length)]);
  }
  const sounding = joinRanges(ranges);
  for (const range of sounding) sweepPart(bus, part, context.timeline, range);
  return sounding;
}
