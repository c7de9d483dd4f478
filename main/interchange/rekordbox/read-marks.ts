import type { CueType, GridMarker, InterchangeCue } from '#main/interchange/model.ts';
import { ownText, readBpm, readNumber, reportAt, roundTime, type ValuePlace } from '#main/interchange/read-values.ts';
import type { XmlAttributes } from '#main/interchange/xml/xml-reader.ts';

const CUE_TYPES: readonly CueType[] = ['cue', 'fade-in', 'fade-out', 'load', 'loop'];
const TEMPO_NAMES: ReadonlySet<string> = new Set(['Inizio', 'Bpm', 'Metro', 'Battito']);
const MARK_NAMES: ReadonlySet<string> = new Set(['Name', 'Type', 'Start', 'End', 'Num', 'Red', 'Green', 'Blue']);

function countUnknown(element: string, known: ReadonlySet<string>, attributes: XmlAttributes, place: ValuePlace): void {
  for (const name in attributes) if (!known.has(name)) place.report.unknown(`${element}.${name}`);
}

function readNamed(attributes: XmlAttributes, name: string, place: ValuePlace): number | null {
  place.name = name;
  return readNumber(attributes[name] ?? '', place);
}

/** Beats of a bar from a meter like "4/4"; 4 where there is none. */
function readMeter(attributes: XmlAttributes): number {
  const beats = Number(/^\s*(\d{1,2})\s*\//.exec(attributes['Metro'] ?? '')?.[1]);
  return beats >= 1 ? beats : 4;
}

/** @returns null, and a problem, where place or tempo is missing. */
export function readTempo(attributes: XmlAttributes, place: ValuePlace): GridMarker | null {
  countUnknown('TEMPO', TEMPO_NAMES, attributes, place);
  const start = readNamed(attributes, 'Inizio', place);
  place.name = 'Bpm';
  const bpm = readBpm(attributes['Bpm'] ?? '', place);
  if (start === null || bpm === null) {
    reportAt(place, 'A TEMPO has no place or no tempo; it was left out.');
    return null;
  }
  const beatsPerBar = readMeter(attributes);
  const beat = readNamed(attributes, 'Battito', place) ?? 1;
  const beatNumber = Number.isInteger(beat) && beat >= 1 && beat <= beatsPerBar ? beat : 1;
  if (beatNumber !== beat) reportAt(place, `Battito is ${beat}, which its bar does not have; 1 was taken.`);
  return { startSeconds: roundTime(start), bpm, beatsPerBar, beatNumber, slot: null, name: '' };
}

const isByte = (value: number | null): value is number => value !== null && value >= 0 && value <= 255;
const hexByte = (value: number): string => Math.round(value).toString(16).padStart(2, '0');

function readColour(attributes: XmlAttributes, place: ValuePlace): string | null {
  if (attributes['Red'] === undefined) return null;
  const red = readNamed(attributes, 'Red', place);
  const green = readNamed(attributes, 'Green', place);
  const blue = readNamed(attributes, 'Blue', place);
  if (isByte(red) && isByte(green) && isByte(blue)) return `#${hexByte(red)}${hexByte(green)}${hexByte(blue)}`;
  reportAt(place, 'The colour of a POSITION_MARK is not three numbers of 0 to 255; it was left out.');
  return null;
}

function readType(attributes: XmlAttributes, place: ValuePlace): CueType {
  const number = readNamed(attributes, 'Type', place) ?? 0;
  const type = CUE_TYPES[number];
  if (type === undefined) reportAt(place, `A POSITION_MARK has the unknown type ${number}; it was read as a cue.`);
  return type ?? 'cue';
}

/** @returns null, and a problem, where it has no place in the track. */
export function readMark(attributes: XmlAttributes, place: ValuePlace): InterchangeCue | null {
  countUnknown('POSITION_MARK', MARK_NAMES, attributes, place);
  const start = readNamed(attributes, 'Start', place);
  if (start === null) {
    reportAt(place, 'A POSITION_MARK has no Start; it was left out.');
    return null;
  }
  const type = readType(attributes, place);
  const end = type === 'loop' ? readNamed(attributes, 'End', place) : null;
  if (type === 'loop' && end === null) reportAt(place, 'A loop has no End; it was read as a cue.');
  const slot = readNamed(attributes, 'Num', place);
  return {
    type: type === 'loop' && end === null ? 'cue' : type,
    slot: slot !== null && slot >= 0 ? Math.trunc(slot) : null,
    startSeconds: roundTime(start),
    endSeconds: end === null ? null : roundTime(end),
    name: ownText(attributes['Name'] ?? ''),
    colour: readColour(attributes, place),
  };
}
