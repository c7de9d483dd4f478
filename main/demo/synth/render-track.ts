import { DrumKit } from './drum-kit.ts';
import { addEcho } from './echo.ts';
import { masterTrack } from './master.ts';
import { createRandom, seedFromText } from './random.ts';
import { renderDrums } from './render-drums.ts';
import { type SoundingRange, renderPart } from './render-part.ts';
import { addReverb } from './reverb.ts';
import { saturate } from './saturate.ts';
import { SAMPLE_RATE, type Stereo, createStereo, decibelsToGain } from './stereo.ts';
import type { MelodicPart, Style } from './style.ts';
import { STYLES } from './styles/index.ts';
import { type Timeline, createTimeline } from './timeline.ts';
import type { Recipe } from './track-spec.ts';

/** Buffers that all parts of a track are mixed into. */
interface Desk {
  readonly mix: Stereo;
  readonly reverbSend: Float32Array;
  readonly echoSend: Float32Array;
  /** Gain 0-1 that the kick leaves to the parts it ducks. */
  readonly duck: Float32Array;
}

/** Gain after each kick: down at once, back in an S-curve. @param kicks Frames of the kicks, in any order. */
function duckCurve(kicks: readonly number[], frames: number, seconds: number): Float32Array {
  const curve = new Float32Array(frames).fill(1);
  const length = Math.round(seconds * SAMPLE_RATE);
  const attack = Math.round(0.003 * SAMPLE_RATE);
  for (const kick of kicks) {
    for (let index = -attack; index < length; index += 1) {
      const frame = kick + index;
      if (frame < 0 || frame >= frames) continue;
      const gain = index < 0 ? -index / attack : (index / length) ** 2 * (3 - (2 * index) / length);
      if (gain < curve[frame]) curve[frame] = gain;
    }
  }
  return curve;
}

/** Light saturation that glues the drums together. */
function saturateDrums(bus: Stereo): void {
  for (const channel of [bus.left, bus.right]) {
    for (let frame = 0; frame < channel.length; frame += 1) channel[frame] = saturate(channel[frame] * 1.1) / 1.1;
  }
}

/** Ducks a part, adds it to the mix and the sends, and leaves its bus empty: one pass, since tracks are long. */
function mixPart(part: MelodicPart, bus: Stereo, ranges: readonly SoundingRange[], desk: Desk): void {
  const reverb = part.reverb === undefined ? 0 : decibelsToGain(part.reverb) / 2;
  const echo = part.echo === undefined ? 0 : decibelsToGain(part.echo) / 2;
  for (const [from, until] of ranges) {
    for (let frame = from; frame < until; frame += 1) {
      const gain = 1 - part.duck * (1 - desk.duck[frame]);
      const left = bus.left[frame] * gain;
      const right = bus.right[frame] * gain;
      desk.mix.left[frame] += left;
      desk.mix.right[frame] += right;
      desk.reverbSend[frame] += (left + right) * reverb;
      desk.echoSend[frame] += (left + right) * echo;
    }
    bus.left.fill(0, from, until);
    bus.right.fill(0, from, until);
  }
}

function mixTrack(recipe: Recipe, style: Style, timeline: Timeline): Stereo {
  const seed = seedFromText(recipe.seed);
  const frames = timeline.totalFrames;
  const bus = createStereo(frames);
  const mix = createStereo(frames);
  const reverbSend = new Float32Array(frames);
  const kicks: number[] = [];
  const kit = new DrumKit(style.kick, recipe.key, createRandom(seed + 1));
  renderDrums({ style, timeline, kit }, seed, { bus: mix, reverbSend, kicks });
  saturateDrums(mix);
  const duck = duckCurve(kicks, frames, style.duckSeconds);
  const desk: Desk = { mix, reverbSend, echoSend: new Float32Array(frames), duck };
  style.parts.forEach((part, index) => {
    const progression = recipe.progression ?? style.progression;
    const pattern = recipe.patterns?.[part.name] ?? part.pattern;
    const context = { style, timeline, key: recipe.key, progression, seed: seed + 1009 * (index + 1) };
    const ranges = renderPart({ ...part, pattern }, context, bus);
    mixPart(part, bus, ranges, desk);
  });
  // A dotted eighth: the echo that fills the gaps between the beats.
  addEcho(desk.echoSend, (60 / recipe.bpm) * 0.75, mix);
  addReverb(desk.reverbSend, style.reverbSeconds, mix);
  return mix;
}

/**
 * Synthesises a track. Pure: the same recipe gives the same samples.
 * @returns Stereo at SAMPLE_RATE, mastered to the style's loudness.
 */
export function renderTrack(recipe: Recipe): Stereo {
  const style = STYLES[recipe.style];
  return masterTrack(mixTrack(recipe, style, createTimeline(recipe)), style.targetLufs);
}
