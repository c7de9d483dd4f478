import { colourFromNumber, colourToNumber } from '#main/interchange/colour.ts';
import type { InterchangeCue } from '#main/interchange/model.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';
import type { EngineLoop, EngineQuickCue, EngineQuickCues } from './performance-data.ts';

/** Pads for cues, and as many apart from them for loops. */
export const ENGINE_PADS = 8;
const UNSET = -1;
const OPAQUE = 0xff000000;
/** What Engine DJ gives its eight pads by itself. */
const PAD_COLOURS = [0xeac532, 0xea8f32, 0xb855bf, 0xba2a41, 0x86c64b, 0x20c67c, 0x00a8b1, 0x158ee2] as const;

/** A colour that was never set is black and transparent. */
const colourOf = (argb: number): string | null => (argb === 0 ? null : colourFromNumber(argb));

const argbOf = (colour: string | null, pad: number): number =>
  (OPAQUE | (colourToNumber(colour) ?? PAD_COLOURS[pad] ?? PAD_COLOURS[0])) >>> 0;

const PLACE = { slot: null, endSeconds: null, name: '', colour: null } as const;

const isPosition = (offset: number): boolean => Number.isFinite(offset) && offset >= 0;

/** The main cue is where Engine loads a track; it counts if the user has set it. */
export function cuesFromEngine(
  { pads, mainCue, isMainCueAdjusted }: EngineQuickCues,
  sampleRate: number,
): InterchangeCue[] {
  const main: InterchangeCue = { ...PLACE, type: 'load', startSeconds: mainCue / sampleRate };
  const onPads = pads.flatMap(({ name, offset, argb }, slot): InterchangeCue[] =>
    isPosition(offset)
      ? [{ ...PLACE, type: 'cue', slot, startSeconds: offset / sampleRate, name, colour: colourOf(argb) }]
      : [],
  );
  return isMainCueAdjusted && isPosition(mainCue) ? [main, ...onPads] : onPads;
}

export function loopsFromEngine(loops: readonly EngineLoop[], sampleRate: number): InterchangeCue[] {
  return loops.flatMap(({ name, start, end, isStartSet, isEndSet, argb }): InterchangeCue[] => {
    if (!isStartSet || !isEndSet || !isPosition(start) || !isPosition(end) || end <= start) return [];
    const [startSeconds, endSeconds] = [start / sampleRate, end / sampleRate];
    return [{ ...PLACE, type: 'loop', startSeconds, endSeconds, name, colour: colourOf(argb) }];
  });
}

const emptyPad = (): EngineQuickCue => ({ name: '', offset: UNSET, argb: 0 });

/** @returns Whether there was room for it. */
function putOnPad(pads: EngineQuickCue[], slot: number, cue: InterchangeCue, sampleRate: number): boolean {
  if (slot >= ENGINE_PADS || pads[slot]?.offset !== UNSET) return false;
  const offset = Math.max(0, cue.startSeconds * sampleRate);
  pads[slot] = { name: cue.name, offset, argb: argbOf(cue.colour, slot) };
  return true;
}

/** @param drops Counts memory cues, fade points, and pads beyond the eighth. */
export function quickCuesToEngine(
  cues: readonly InterchangeCue[],
  sampleRate: number,
  drops: DropCounter,
): EngineQuickCues {
  const pads = Array.from({ length: ENGINE_PADS }, emptyPad);
  const points = cues.filter(({ type }) => type !== 'loop');
  const main = points.find(({ type, slot }) => type === 'load' && slot === null);
  for (const cue of points) {
    const { type, slot } = cue;
    if (cue === main) continue;
    if (slot !== null && !putOnPad(pads, slot, cue, sampleRate)) drops.drop('cue.slot');
    else if (type !== 'cue') drops.drop(`cue.${type}`);
    else if (slot === null) drops.drop('cue.memory');
  }
  const mainCue = Math.max(0, (main?.startSeconds ?? 0) * sampleRate);
  return { pads, mainCue, isMainCueAdjusted: main !== undefined, analysedMainCue: mainCue };
}

/** @param drops Counts loops beyond the eighth, and pads of loops, which Engine counts apart. */
export function loopsToEngine(cues: readonly InterchangeCue[], sampleRate: number, drops: DropCounter): EngineLoop[] {
  const loops: EngineLoop[] = [];
  for (const { type, slot, startSeconds, endSeconds, name, colour } of cues) {
    if (type !== 'loop') continue;
    if (loops.length >= ENGINE_PADS || endSeconds === null || endSeconds <= startSeconds) drops.drop('cue.loop');
    else {
      if (slot !== null) drops.drop('loop.slot');
      const [start, end] = [startSeconds * sampleRate, endSeconds * sampleRate];
      loops.push({ name, start, end, isStartSet: true, isEndSet: true, argb: argbOf(colour, loops.length) });
    }
  }
  const empty = { name: '', start: UNSET, end: UNSET, isStartSet: false, isEndSet: false, argb: 0 };
  return [...loops, ...Array.from({ length: ENGINE_PADS - loops.length }, () => empty)];
}
