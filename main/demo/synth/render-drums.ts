import type { DrumKit, DrumVoice } from './drum-kit.ts';
import { renderCrash } from './drum-metal.ts';
import { StateVariableFilter } from './filters.ts';
import { drumVelocity, eventsOfBar, type Pattern, parsePattern } from './pattern.ts';
import { type Random, createRandom } from './random.ts';
import { SAMPLE_RATE, type Stereo, addMiddle, addStereo, decibelsToGain } from './stereo.ts';
import type { DrumLayer, Style } from './style.ts';
import { type Bar, type Timeline, frameOfBar, playsIn, stepSeconds } from './timeline.ts';

/** What drums are played from. */
export interface DrumContext {
  readonly style: Style;
  readonly timeline: Timeline;
  readonly kit: DrumKit;
}

/** Where drums go. */
export interface DrumTargets {
  readonly bus: Stereo;
  readonly reverbSend: Float32Array;
  /** Frames of all kicks, filled in. */
  readonly kicks: number[];
}

/** Hits differ by up to this share, as played by hand; the kick does not. */
const LOOSENESS = 0.12;

/** Patterns and levels of a layer, ready to be played. */
interface PreparedLayer {
  readonly layer: DrumLayer;
  readonly main: Pattern;
  readonly fill: Pattern | null;
  readonly level: number;
  readonly send: number;
}

function prepareLayer(layer: DrumLayer): PreparedLayer {
  return {
    layer,
    main: parsePattern(layer.pattern),
    fill: layer.fill === undefined ? null : parsePattern(layer.fill),
    level: decibelsToGain(layer.level),
    send: layer.reverb === undefined ? 0 : decibelsToGain(layer.reverb),
  };
}

function hit(prepared: PreparedLayer, symbol: string, at: number, kit: DrumKit, to: DrumTargets, random: Random): void {
  const { layer, level, send } = prepared;
  const isKick = layer.voice === 'kick';
  const gain = level * drumVelocity(symbol) * (isKick ? 1 : 1 - LOOSENESS * random());
  const sound = kit.sound(layer.voice);
  addStereo(to.bus, sound, at, gain, layer.pan ?? 0);
  if (send > 0) addMiddle(to.reverbSend, sound, at, gain * send);
  if (isKick) to.kicks.push(at);
}

function renderLayer(prepared: PreparedLayer, context: DrumContext, to: DrumTargets, random: Random): void {
  const { style, timeline, kit } = context;
  for (const bar of timeline.bars) {
    if (!playsIn(prepared.layer.on, bar)) continue;
    const pattern = (bar.endsPhrase ? prepared.fill : null) ?? prepared.main;
    for (const event of eventsOfBar(pattern, bar.barInSection)) {
      const start = Math.round(stepSeconds(timeline, event.step, style.swing) * SAMPLE_RATE);
      hit(prepared, event.symbol, frameOfBar(timeline, bar.index) + start, kit, to, random);
    }
  }
}

/** Rolls get denser towards the drop: hits a bar in the last four bars of a build. */
const ROLL_HITS = [8, 8, 16, 32] as const;
const ROLL_LEVEL_DB = -9;

function renderRoll(voice: DrumVoice, bar: Bar, { timeline, kit }: DrumContext, to: DrumTargets): void {
  const fromEnd = bar.sectionBars - bar.barInSection;
  const hits = ROLL_HITS[ROLL_HITS.length - fromEnd];
  if (hits === undefined) return;
  const start = frameOfBar(timeline, bar.index);
  for (let hit = 0; hit < hits; hit += 1) {
    const progress = (ROLL_HITS.length - fromEnd + hit / hits) / ROLL_HITS.length;
    // The last half beat is left empty: the breath before the drop.
    if (progress > 0.97) break;
    const gain = decibelsToGain(ROLL_LEVEL_DB) * (0.25 + 0.75 * progress) * (hit % 2 === 0 ? 1 : 0.8);
    const at = start + Math.round((hit / hits) * timeline.barSeconds * SAMPLE_RATE);
    const sound = kit.sound(voice);
    addStereo(to.bus, sound, at, gain);
    addMiddle(to.reverbSend, sound, at, gain * 0.35);
  }
}

/** Noise that rises in pitch and level from `from` to `until`, in frames. */
function renderRiser(from: number, until: number, level: number, to: DrumTargets, random: Random): void {
  const filters = [new StateVariableFilter('band'), new StateVariableFilter('band')] as const;
  const channels = [to.bus.left, to.bus.right];
  for (let frame = from; frame < until; frame += 1) {
    const progress = (frame - from) / (until - from);
    if (frame % 32 === 0) for (const filter of filters) filter.tune(350 * 2 ** (progress * 4.6), 0.55);
    const gain = level * progress * progress;
    for (let side = 0; side < 2; side += 1) channels[side][frame] += gain * filters[side].process(random() * 2 - 1);
  }
}

const CRASH_LEVEL_DB = -11;

function renderTransitions(context: DrumContext, to: DrumTargets, random: Random): void {
  const { style, timeline, kit } = context;
  const reversed = renderCrash(0.6, random);
  reversed.left.reverse();
  reversed.right.reverse();
  for (const bar of timeline.bars) {
    if (style.roll !== null && bar.kind === 'build') renderRoll(style.roll, bar, context, to);
    if (bar.barInSection > 0 || bar.index === 0) continue;
    const at = frameOfBar(timeline, bar.index);
    const previous = timeline.bars[bar.index - 1];
    const soft = bar.kind === 'drop' ? 0 : -5;
    const gain = decibelsToGain(CRASH_LEVEL_DB + soft);
    addStereo(to.bus, kit.sound('crash'), at, gain);
    addMiddle(to.reverbSend, kit.sound('crash'), at, gain * 0.3);
    if (bar.kind !== 'drop') continue;
    addStereo(to.bus, reversed, at - reversed.left.length, gain * 0.6);
    const bars = Math.min(4, previous.sectionBars);
    renderRiser(frameOfBar(timeline, bar.index - bars), at, decibelsToGain(style.riser), to, random);
  }
}

/** Plays all drums, fills, rolls and risers of a track. */
export function renderDrums(context: DrumContext, seed: number, to: DrumTargets): void {
  context.style.drums.forEach((layer, index) => {
    renderLayer(prepareLayer(layer), context, to, createRandom(seed + 101 * (index + 1)));
  });
  renderTransitions(context, to, createRandom(seed + 7));
}
