import type { ReadReport } from '#main/interchange/read-report.ts';

export interface CueIndex {
  readonly number: number;
  /** The three numbers of "00:05:36", whatever they count. */
  readonly parts: readonly [number, number, number];
}

export interface CueTrack {
  readonly line: number;
  title: string;
  performer: string;
  songwriter: string;
  /** The file that the track begins in: the last FILE before its INDEX 01, which can come after the gap before it. */
  file: string;
  /** A FILE between TRACK and its first INDEX, as rekordbox writes it: the track's own file. */
  ownFile: string;
  readonly indexes: CueIndex[];
  /** What else is said of it, by command. */
  readonly extra: Record<string, string>;
}

export interface CueSheet {
  title: string;
  performer: string;
  /** By name in capitals: "RECORDED_BY", "GENRE". */
  readonly remarks: Record<string, string>;
  readonly files: string[];
  readonly tracks: CueTrack[];
}

/** A value in quotes, up to the last one of the line (titles hold quotes and nothing escapes them), or without. */
function readValue(rest: string): string {
  const text = rest.trim();
  if (!text.startsWith('"')) return text;
  const end = text.lastIndexOf('"');
  return (end > 0 ? text.slice(1, end) : text.slice(1)).trim();
}

const FILE_TYPE = /\s+(?:WAVE|MP3|AIFF|FLAC|BINARY|MOTOROLA|OGG|AAC|M4A)\s*$/i;

/** `FILE "a b.wav" WAVE`, `FILE a b.wav WAVE`, and without a type. */
function readFileName(rest: string): string {
  const text = rest.trim();
  return text.startsWith('"') ? readValue(text) : text.replace(FILE_TYPE, '').trim();
}

interface Reading {
  readonly sheet: CueSheet;
  readonly report: ReadReport;
  file: string;
  /** null before the first track and in one that is not music. */
  track: CueTrack | null;
  isInTrack: boolean;
}

type Command = (rest: string, line: number, state: Reading) => void;

const named = (field: 'title' | 'performer'): Command => {
  return (rest, _, { sheet, track, isInTrack }) => {
    if (track !== null) track[field] = readValue(rest);
    else if (!isInTrack) sheet[field] = readValue(rest);
  };
};

/** @param name Of the extra. */
const kept = (name: string): Command => {
  return (rest, _, { track, report }) => {
    if (track === null) report.unknown(name);
    else track.extra[`CUE.${name}`] = readValue(rest);
  };
};

function readRemark(rest: string, _: number, { sheet, track }: Reading): void {
  const [, name = '', value = ''] = /^\s*([A-Za-z_]+)\s*(.*)$/.exec(rest) ?? [];
  const text = readValue(value);
  if (track === null) sheet.remarks[name.toUpperCase()] = text;
  else track.extra[`CUE.REM ${name.toUpperCase()}`] = text;
}

function readFile(rest: string, line: number, state: Reading): void {
  const name = readFileName(rest);
  if (name === '') {
    state.report.problem(`line ${line}`, 'This FILE has no name; it was passed over.');
    return;
  }
  if (state.track !== null && state.track.indexes.length === 0) {
    state.track.ownFile = name;
    return;
  }
  state.file = name;
  state.sheet.files.push(name);
}

function readTrack(rest: string, line: number, state: Reading): void {
  const [, type = 'AUDIO'] = /^\s*\d+\s+(\S+)/.exec(rest) ?? [];
  state.isInTrack = true;
  if (type.toUpperCase() !== 'AUDIO') {
    state.track = null;
    state.report.problem(`line ${line}`, 'This track is not audio; it was left out.');
    return;
  }
  state.track = {
    line,
    title: '',
    performer: '',
    songwriter: '',
    file: state.file,
    ownFile: '',
    indexes: [],
    extra: {},
  };
  state.sheet.tracks.push(state.track);
}

function readIndex(rest: string, line: number, { track, isInTrack, report, file }: Reading): void {
  const match = /^\s*(\d{1,2})\s+(\d{1,4}):(\d{1,2})(?:[:.](\d{1,2}))?\s*$/.exec(rest);
  if (match === null) report.problem(`line ${line}`, 'The place of this INDEX could not be read; it was passed over.');
  else if (track !== null) {
    const number = Number(match[1]);
    if (number === 1 || track.indexes.length === 0) track.file = file;
    track.indexes.push({ number, parts: [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)] });
  } else if (!isInTrack) report.problem(`line ${line}`, 'This INDEX belongs to no track; it was passed over.');
}

const COMMANDS: Readonly<Record<string, Command>> = {
  TITLE: named('title'),
  PERFORMER: named('performer'),
  SONGWRITER: (rest, _, { track }) => {
    if (track !== null) track.songwriter = readValue(rest);
  },
  REM: readRemark,
  FILE: readFile,
  TRACK: readTrack,
  INDEX: readIndex,
  ISRC: kept('ISRC'),
  FLAGS: kept('FLAGS'),
  PREGAP: kept('PREGAP'),
  POSTGAP: kept('POSTGAP'),
};

/** Takes a sheet apart line by line; what its times count is decided afterwards. */
export function readCueLines(text: string, report: ReadReport): CueSheet {
  const sheet: CueSheet = { title: '', performer: '', remarks: {}, files: [], tracks: [] };
  const state: Reading = { sheet, report, file: '', track: null, isInTrack: false };
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    const [, name, rest = ''] = /^\s*([A-Za-z]+)(.*)$/.exec(line) ?? [];
    if (line.trim() === '') return;
    const command = name === undefined ? undefined : COMMANDS[name.toUpperCase()];
    if (command !== undefined) command(rest, index + 1, state);
    else report.unknown(name === undefined ? 'line without a command' : name.toUpperCase());
  });
  return sheet;
}
