import type { CueType } from '#main/interchange/model.ts';
import { ownText, readBpm, readNumber, reportAt, roundTime, type ValuePlace } from '#main/interchange/read-values.ts';
import type { XmlAttributes } from '#main/interchange/xml/xml-reader.ts';

export const GRID_TYPE = 4;
/** By TYPE; a grid marker is no cue. */
export const CUE_TYPES: readonly (CueType | null)[] = ['cue', 'fade-in', 'fade-out', 'load', null, 'loop'];
/** What Traktor calls a cue without a name. */
export const NO_NAME = 'n.n.';
/** What Traktor calls a grid marker that its analysis has set. */
export const GRID_NAME = 'AutoGrid';
const NAMES: ReadonlySet<string> = new Set(['NAME', 'TYPE', 'START', 'LEN', 'HOTCUE', 'COLOR']);
/** What says nothing as long as it is this. */
const IDLE: ReadonlyMap<string, string> = new Map([
  ['DISPL_ORDER', '0'],
  ['REPEATS', '-1'],
]);

/** A CUE_V2 as it stands, cue or grid marker; a GRID inside it may still give it a tempo. */
export interface CueDraft {
  readonly type: CueType | 'grid';
  readonly slot: number | null;
  readonly startSeconds: number;
  readonly lengthSeconds: number;
  readonly name: string;
  readonly colour: string | null;
  bpm: number | null;
}

function readNamed(attributes: XmlAttributes, name: string, place: ValuePlace): number | null {
  place.name = name;
  return readNumber(attributes[name] ?? '', place);
}

function readColour(attributes: XmlAttributes): string | null {
  const digits = /^#([0-9a-f]{6})$/i.exec(attributes['COLOR']?.trim() ?? '')?.[1];
  return digits === undefined ? null : `#${digits.toLowerCase()}`;
}

/** Milliseconds, which NML has to the nanosecond. */
const toSeconds = (milliseconds: number): number => roundTime(milliseconds / 1_000);

function readType(attributes: XmlAttributes, place: ValuePlace): CueType | 'grid' {
  const number = readNamed(attributes, 'TYPE', place) ?? 0;
  if (number === GRID_TYPE) return 'grid';
  const type = CUE_TYPES[number] ?? null;
  if (type === null) reportAt(place, `A CUE_V2 has the unknown TYPE ${number}; it was read as a cue.`);
  return type ?? 'cue';
}

function countUnknown(attributes: XmlAttributes, place: ValuePlace): void {
  for (const name in attributes) {
    if (!NAMES.has(name) && attributes[name] !== IDLE.get(name)) place.report.unknown(`CUE_V2.${name}`);
  }
}

/** @returns null, and a problem, where it has no place in the track. */
export function readCue(attributes: XmlAttributes, place: ValuePlace): CueDraft | null {
  countUnknown(attributes, place);
  const start = readNamed(attributes, 'START', place);
  if (start === null) {
    reportAt(place, 'A CUE_V2 has no START; it was left out.');
    return null;
  }
  const slot = readNamed(attributes, 'HOTCUE', place);
  const name = attributes['NAME'] ?? '';
  const type = readType(attributes, place);
  return {
    type,
    slot: slot !== null && slot >= 0 ? Math.trunc(slot) : null,
    startSeconds: toSeconds(start),
    lengthSeconds: Math.max(0, toSeconds(readNamed(attributes, 'LEN', place) ?? 0)),
    name: name === (type === 'grid' ? GRID_NAME : NO_NAME) ? '' : ownText(name),
    colour: readColour(attributes),
    bpm: null,
  };
}

/** GRID, in Traktor 4: the tempo from the marker on. */
export function readGrid(attributes: XmlAttributes, place: ValuePlace): number | null {
  place.name = 'BPM';
  return readBpm(attributes['BPM'] ?? '', place);
}
