import { emptyTrack } from '#main/interchange/model.ts';
import {
  ownText,
  readBpm,
  readDate,
  readNumber,
  readPositive,
  readPositiveInteger,
  reportAt,
  roundTime,
  starsOf,
  type TrackDraft,
  type ValuePlace,
} from '#main/interchange/read-values.ts';
import type { XmlAttributes } from '#main/interchange/xml/xml-reader.ts';
import { keyFromTraktor } from './keys.ts';
import { TRACK_COLOURS } from './colours.ts';

/** @returns false where the plain form does not hold all that was said, so that it has to be kept as it is, too. */
type FieldReader = (draft: TrackDraft, value: string, place: ValuePlace) => boolean;

const text =
  (field: 'title' | 'artist' | 'album' | 'genre' | 'label' | 'comment' | 'remixer' | 'mix' | 'keyText'): FieldReader =>
  (draft, value) => {
    draft[field] = ownText(value);
    return true;
  };

/** A reader that says everything. */
const whole =
  (read: (draft: TrackDraft, value: string, place: ValuePlace) => unknown): FieldReader =>
  (draft, value, place) => {
    read(draft, value, place);
    return true;
  };

function readRanking(draft: TrackDraft, value: string, place: ValuePlace): boolean {
  const ranking = readNumber(value, place);
  draft.rating = ranking === null ? null : starsOf(ranking);
  if (ranking !== null && draft.rating === null)
    reportAt(place, `RANKING is ${ranking}, not 0 to 255; it was left out.`);
  return ranking === null || ranking % 51 === 0;
}

/** The year of "2012/1/1"; the day is kept beside it unless it only stands for the year. */
function readReleaseDate(draft: TrackDraft, value: string, place: ValuePlace): boolean {
  const date = readDate(value, place);
  draft.year = date === null ? null : Number(date.slice(0, 4));
  return date?.endsWith('-01-01') === true;
}

function readColour(draft: TrackDraft, value: string, place: ValuePlace): boolean {
  const number = readNumber(value, place);
  draft.colour = (number === null ? null : TRACK_COLOURS[number - 1]) ?? null;
  return number === 0 || draft.colour !== null;
}

function readPlayTime(draft: TrackDraft, value: string, place: ValuePlace): void {
  const seconds = readPositive(value, place);
  if (place.name === 'PLAYTIME_FLOAT')
    draft.durationSeconds = seconds === null ? draft.durationSeconds : roundTime(seconds);
  else draft.durationSeconds ??= seconds;
}

function readMusicalKey(draft: TrackDraft, value: string, place: ValuePlace): boolean {
  const number = readNumber(value, place);
  draft.key = number === null ? null : keyFromTraktor(number);
  if (number !== null && draft.key === null && number >= 0) {
    reportAt(place, `MUSICAL_KEY is ${number}, not 0 to 23; it was left out.`);
  }
  return true;
}

function readPlayCount(draft: TrackDraft, value: string, place: ValuePlace): void {
  const count = readNumber(value, place);
  draft.playCount = count === null || count < 0 ? null : Math.trunc(count);
}

const kept: FieldReader = () => false;

type Fields = ReadonlyMap<string, FieldReader>;
const fields = (entries: readonly (readonly [string, FieldReader])[]): Fields => new Map(entries);

const ELEMENTS: ReadonlyMap<string, Fields> = new Map([
  [
    'ENTRY',
    fields([
      ['TITLE', text('title')],
      ['ARTIST', text('artist')],
      ['LOCK', whole((draft, value) => (draft.locked = value.trim() === '1'))],
      ...['MODIFIED_DATE', 'MODIFIED_TIME', 'LOCK_MODIFICATION_TIME', 'AUDIO_ID'].map((name) => [name, kept] as const),
    ]),
  ],
  ['LOCATION', fields(['VOLUME', 'VOLUMEID'].map((name) => [name, kept]))],
  [
    'ALBUM',
    fields([
      ['TITLE', text('album')],
      ['TRACK', whole((draft, value, place) => (draft.trackNumber = readPositiveInteger(value, place)))],
      ['OF_TRACKS', kept],
    ]),
  ],
  [
    'INFO',
    fields([
      ['GENRE', text('genre')],
      ['LABEL', text('label')],
      ['COMMENT', text('comment')],
      ['REMIXER', text('remixer')],
      ['MIX', text('mix')],
      ['KEY', text('keyText')],
      ['BITRATE', whole((draft, value, place) => (draft.bitRate = readPositiveInteger(value, place)))],
      ['PLAYCOUNT', whole(readPlayCount)],
      ['PLAYTIME', whole(readPlayTime)],
      ['PLAYTIME_FLOAT', whole(readPlayTime)],
      ['RANKING', readRanking],
      ['IMPORT_DATE', whole((draft, value, place) => (draft.addedAt = readDate(value, place)))],
      ['LAST_PLAYED', whole((draft, value, place) => (draft.lastPlayedAt = readDate(value, place)))],
      ['RELEASE_DATE', readReleaseDate],
      ['FILESIZE', whole(readFileSize)],
      ['COLOR', readColour],
      ...['RATING', 'PRODUCER', 'KEY_LYRICS', 'CATALOG_NO', 'COVERARTID', 'FLAGS', 'COMMENT2'].map(
        (name) => [name, kept] as const,
      ),
    ]),
  ],
  [
    'TEMPO',
    fields([
      ['BPM', whole((draft, value, place) => (draft.bpm = readBpm(value, place)))],
      ['BPM_QUALITY', kept],
      ['BPM_TRANSIENTCOHERENCE', kept],
    ]),
  ],
  ['MUSICAL_KEY', fields([['VALUE', readMusicalKey]])],
  ['LOUDNESS', fields(['PEAK_DB', 'PERCEIVED_DB', 'ANALYZED_DB'].map((name) => [name, kept]))],
  ['MODIFICATION_INFO', fields([['AUTHOR_TYPE', kept]])],
  ['LOOPINFO', fields([['SAMPLE_TYPE_INFO', kept]])],
  ['STEMS', fields([['STEMS', kept]])],
  ['ITUNES', fields([['PERSISTENT_ID', kept]])],
]);

/** Kilobytes of 1,024. */
function readFileSize(draft: TrackDraft, value: string, place: ValuePlace): void {
  const size = readPositive(value, place);
  draft.sizeBytes = size === null ? null : Math.round(size * 1_024);
}

export const emptyDraft = (): TrackDraft => ({ ...emptyTrack(''), grid: [], cues: [], extra: {} });

/** Reads ENTRY itself, or an element in it; what has no place in the plain form is kept in `extra` under its name. */
export function readElement(draft: TrackDraft, element: string, attributes: XmlAttributes, place: ValuePlace): void {
  const known = ELEMENTS.get(element);
  if (known === undefined) place.report.unknown(element);
  for (const name in attributes) {
    if (element === 'LOCATION' && (name === 'DIR' || name === 'FILE')) continue;
    const value = attributes[name] ?? '';
    const read = known?.get(name);
    place.name = name;
    if (read?.(draft, value, place) === true) continue;
    draft.extra[`${element}.${name}`] = ownText(value);
    if (read === undefined && known !== undefined) place.report.unknown(`${element}.${name}`);
  }
}
