import { parseKey, musicalKey } from '#shared/domain/key.ts';
import { isFileUrl, pathFromFileUrl } from '#main/interchange/foreign-path.ts';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import type { Column } from './column-names.ts';
import {
  parseBitRate,
  parseClock,
  parseCount,
  parseDate,
  parseDecimal,
  parseLength,
  parseRating,
  parseSampleRate,
  parseSize,
  parseYear,
} from './plain-values.ts';

/** Extras that every list of tracks can carry. Times in seconds from the start of the set. */
export const LIST_EXTRA = {
  start: 'TEXT.START',
  catalogue: 'TEXT.CATALOGUE',
  isrc: 'TEXT.ISRC',
  myTag: 'TEXT.MY-TAG',
  fileName: 'TEXT.FILE-NAME',
} as const;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
interface Filling {
  readonly track: Mutable<InterchangeTrack>;
  readonly extra: Record<string, string>;
  folder: string;
  fileName: string;
}

/** @returns Whether the value could be read. */
type Fill = (text: string, filling: Filling) => boolean;

type TextField =
  | 'title'
  | 'artist'
  | 'album'
  | 'albumArtist'
  | 'genre'
  | 'label'
  | 'comment'
  | 'remixer'
  | 'mix'
  | 'composer'
  | 'grouping';
const texts =
  (field: TextField): Fill =>
  (text, { track }) => {
    track[field] = text;
    return true;
  };

type NumberField =
  | 'year'
  | 'trackNumber'
  | 'discNumber'
  | 'rating'
  | 'durationSeconds'
  | 'bpm'
  | 'energy'
  | 'sizeBytes'
  | 'bitRate'
  | 'sampleRate'
  | 'playCount';
const numbers =
  (field: NumberField, read: (text: string) => number | null): Fill =>
  (text, { track }) => {
    if (text === '') return true;
    track[field] = read(text);
    return track[field] !== null;
  };

/** A year, a length or a tempo of 0 is how programs write none. */
const positives = (field: NumberField, read: (text: string) => number | null): Fill => {
  const fill = numbers(field, read);
  return (text, filling) => /^[0\s.,:-]*$/.test(text) || fill(text, filling);
};

const dates =
  (field: 'addedAt' | 'lastPlayedAt'): Fill =>
  (text, { track }) => {
    track[field] = parseDate(text);
    return text === '' || track[field] !== null;
  };

const extras =
  (name: string): Fill =>
  (text, { extra }) => {
    if (text !== '') extra[name] = text;
    return true;
  };

const nothing: Fill = () => true;

/** Energy is 1-10 in Mixed In Key and 0-1 in most others; a whole "1" is the lowest of ten levels. */
function parseEnergy(text: string): number | null {
  const value = parseDecimal(text);
  if (value === null || value < 0 || value > 100) return null;
  if (value <= 1 && !(value === 1 && /^1$/.test(text))) return value;
  return value <= 10 ? value / 10 : value / 100;
}

const COLOUR = /^#?([0-9a-f]{6})$/i;
const YES = /^(?:1|true|yes|x|ja|oui|sí|si|sim)$/i;

function fillColour(text: string, { track, extra }: Filling): boolean {
  if (COLOUR.test(text)) track.colour = `#${text.replace('#', '').toLowerCase()}`;
  else if (text !== '') extra['TEXT.COLOUR'] = text;
  return true;
}

function fillKey(text: string, { track }: Filling): boolean {
  if (text === '') return true;
  track.keyText ||= text;
  track.key = parseKey(text);
  return true;
}

/** Serato's histories say the time of day ("9:05:11 PM"), which is no place in a set. */
function fillStart(text: string, { extra }: Filling): boolean {
  const start = parseClock(text) ?? parseDecimal(text);
  if (start !== null) extra[LIST_EXTRA.start] = String(start);
  else if (text !== '') extra['TEXT.START-TIME'] = text;
  return true;
}

/** "Macintosh HD:Users:me:a.mp3", as iTunes lists write it. */
function fromColons(path: string): string {
  return /^[^:/\\]{2,}(?::[^:/\\]+){2,}$/.test(path) ? `/Volumes/${path.replaceAll(':', '/')}` : path;
}

function fillPath(text: string, { track }: Filling): boolean {
  if (text !== '') track.path = isFileUrl(text) ? pathFromFileUrl(text) : fromColons(text);
  return true;
}

const FILLS: Readonly<Record<Column, Fill>> = {
  title: texts('title'),
  artist: texts('artist'),
  album: texts('album'),
  albumArtist: texts('albumArtist'),
  genre: texts('genre'),
  label: texts('label'),
  comment: texts('comment'),
  remixer: texts('remixer'),
  mix: texts('mix'),
  composer: texts('composer'),
  grouping: texts('grouping'),
  year: positives('year', parseYear),
  trackNumber: positives('trackNumber', parseCount),
  discNumber: positives('discNumber', parseCount),
  rating: numbers('rating', parseRating),
  durationSeconds: positives('durationSeconds', parseLength),
  milliseconds: positives('durationSeconds', (text) => parseLength(text, true)),
  bpm: positives('bpm', (text) => parseDecimal(text.replace(/\s*bpm$/i, ''))),
  energy: numbers('energy', parseEnergy),
  sizeBytes: positives('sizeBytes', parseSize),
  bitRate: positives('bitRate', parseBitRate),
  sampleRate: positives('sampleRate', parseSampleRate),
  playCount: numbers('playCount', parseCount),
  colour: fillColour,
  key: fillKey,
  keyText: (text, { track }) => {
    track.keyText = text;
    return true;
  },
  addedAt: dates('addedAt'),
  lastPlayedAt: dates('lastPlayedAt'),
  locked: (text, { track }) => {
    track.locked = YES.test(text);
    return true;
  },
  path: fillPath,
  folder: (text, filling) => {
    filling.folder = text;
    return true;
  },
  fileName: (text, filling) => {
    filling.fileName = text;
    return true;
  },
  start: fillStart,
  catalogue: extras(LIST_EXTRA.catalogue),
  isrc: extras(LIST_EXTRA.isrc),
  myTag: extras(LIST_EXTRA.myTag),
  mode: nothing,
  position: nothing,
  ignored: nothing,
};

export interface CellTrack {
  readonly track: InterchangeTrack;
  /** Columns whose value could not be read, with the value. */
  readonly unread: readonly (readonly [Column, string])[];
}

/** Spotify numbers keys 0-11 (-1 for none) with a mode of 1 for major beside them. */
function numberedKey(track: Mutable<InterchangeTrack>, mode: string): void {
  if (!/^(?:[0-9]|1[01])$/.test(track.keyText) || !/^[01]$/.test(mode)) return;
  track.key = musicalKey(Number(track.keyText), mode === '1' ? 'major' : 'minor');
}

/** A path that is a folder only, with the file's name beside it, makes one path. */
function placeOf({ track, folder, fileName, extra }: Filling): string | null {
  const place = track.path ?? (folder === '' ? null : folder);
  if (fileName === '') return track.path;
  if (place === null) {
    extra[LIST_EXTRA.fileName] = fileName;
    return null;
  }
  if (place.toLowerCase().endsWith(fileName.toLowerCase())) return place;
  if (track.path !== null && folder === '') return track.path;
  const slash = place.includes('\\') ? '\\' : '/';
  return place.endsWith(slash) ? place + fileName : place + slash + fileName;
}

/**
 * A track of the cells of a row.
 * @param columns What each cell holds; null for what nothing here knows: it goes to `extra` under its header.
 */
export function trackFromCells(
  id: string,
  columns: readonly (Column | null)[],
  headers: readonly string[],
  cells: readonly string[],
): CellTrack {
  const filling: Filling = { track: { ...emptyTrack(id) }, extra: {}, folder: '', fileName: '' };
  const unread: [Column, string][] = [];
  let mode = '';
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    const text = column === 'rating' ? cell : cell.trim();
    if (column === null) {
      if (text !== '') filling.extra[`TEXT.${headers[index] ?? index + 1}`] = text;
      return;
    }
    if (column === 'mode') mode = text;
    if (!FILLS[column](text, filling)) unread.push([column, text]);
  });
  numberedKey(filling.track, mode);
  const path = placeOf(filling);
  return { track: { ...filling.track, path, extra: filling.extra }, unread };
}
