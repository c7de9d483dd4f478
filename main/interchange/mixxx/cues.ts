import { colourFromNumber } from '#main/interchange/colour.ts';
import { type Cell, cellNumber, cellText, type ForeignDatabase } from '#main/interchange/foreign-database.ts';
import type { CueType, InterchangeCue } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';

/**
 * Cues of Mixxx. Positions are in samples of two channels, whatever the file has; -1 is not set.
 * @source github.com/mixxxdj/mixxx, src/track/cueinfo.h and src/library/dao/cuedao.cpp.
 */
const CHANNELS = 2;
const LOOP_TYPE = 4;
/** Main cue, start of the intro, start of the outro: points without a pad. */
const TYPES: Readonly<Record<number, CueType>> = {
  1: 'cue',
  2: 'load',
  [LOOP_TYPE]: 'loop',
  6: 'fade-in',
  7: 'fade-out',
};
/** Where sound begins and ends, which Mixxx does not show either. */
const AUDIBLE_TYPE = 8;
/** Before this schema a colour was a number of a palette. */
const FIRST_WITH_COLOURS = 32;

export interface MixxxCue {
  readonly type: CueType;
  readonly slot: number | null;
  /** Samples of two channels. */
  readonly start: number;
  readonly length: number;
  readonly name: string;
  readonly colour: string | null;
}

function readCue(row: Readonly<Record<string, Cell>>, hasColours: boolean, report: ReadReport): MixxxCue | null {
  const typeNumber = cellNumber(row['type']) ?? 0;
  const type = TYPES[typeNumber];
  if (type === undefined) {
    if (typeNumber !== AUDIBLE_TYPE) report.unknown(`cues.type=${typeNumber}`);
    return null;
  }
  const [start, hotcue, colour] = [cellNumber(row['position']), cellNumber(row['hotcue']), cellNumber(row['color'])];
  if (start === null || start < 0) return null;
  return {
    type,
    slot: hotcue !== null && hotcue >= 0 ? hotcue : null,
    start,
    length: cellNumber(row['length']) ?? 0,
    name: cellText(row['label']),
    colour: hasColours && colour !== null ? colourFromNumber(colour) : null,
  };
}

/** @returns The cues by track id. */
export function readMixxxCues(
  database: ForeignDatabase,
  schemaVersion: number,
  report: ReadReport,
): Map<string, MixxxCue[]> {
  const cues = new Map<string, MixxxCue[]>();
  const wanted = ['track_id', 'type', 'position', 'length', 'hotcue', 'label', 'color'];
  for (const row of database.rows('cues', wanted, report)) {
    const cue = readCue(row, schemaVersion >= FIRST_WITH_COLOURS, report);
    if (cue === null) continue;
    const trackId = cellText(row['track_id']);
    const ofTrack = cues.get(trackId);
    if (ofTrack === undefined) cues.set(trackId, [cue]);
    else ofTrack.push(cue);
  }
  return cues;
}

/** Puts the cues of a track in the order of pads, the points without one last; of two cues on a pad the later one counts. */
export function placeMixxxCues(cues: readonly MixxxCue[], sampleRate: number): InterchangeCue[] {
  const onPads = new Map<number, MixxxCue>();
  for (const cue of cues) if (cue.slot !== null) onPads.set(cue.slot, cue);
  const ordered = [...onPads.values()].sort((a, b) => (a.slot ?? 0) - (b.slot ?? 0));
  const seconds = (samples: number) => samples / CHANNELS / sampleRate;
  return [...ordered, ...cues.filter(({ slot }) => slot === null)].flatMap((cue): InterchangeCue[] => {
    const { type, slot, start, length, name, colour } = cue;
    const isLoop = type === 'loop' && length > 0;
    // A loop without an end is a cue.
    const kind = type === 'loop' && !isLoop ? 'cue' : type;
    return [
      {
        type: kind,
        slot,
        startSeconds: seconds(start),
        endSeconds: isLoop ? seconds(start + length) : null,
        name,
        colour,
      },
    ];
  });
}
