import { parseFileLocation } from '#main/interchange/file-location.ts';
import { emptyTrack } from '#main/interchange/model.ts';
import {
  ownText,
  readBpm,
  readDate,
  readNumber,
  readPositive,
  readPositiveInteger,
  reportAt,
  starsOf,
  type TrackDraft,
  type ValuePlace,
} from '#main/interchange/read-values.ts';
import type { XmlAttributes } from '#main/interchange/xml/xml-reader.ts';
import { parseKey } from '#shared/domain/key.ts';
import { kindOfPath } from './kind.ts';

type FieldReader = (draft: TrackDraft, value: string, place: ValuePlace) => void;

function readRating(draft: TrackDraft, value: string, place: ValuePlace): void {
  const rating = readNumber(value, place);
  draft.rating = rating === null ? null : starsOf(rating);
  if (rating !== null && draft.rating === null) reportAt(place, `Rating is ${rating}, not 0 to 255; it was left out.`);
}

/** "0xFF007F". */
function readColour(draft: TrackDraft, value: string, place: ValuePlace): void {
  const digits = /^(?:0x|#)([0-9a-f]{6})$/i.exec(value.trim())?.[1];
  if (digits !== undefined) draft.colour = `#${digits.toLowerCase()}`;
  else if (value.trim() !== '')
    reportAt(place, `Colour is "${value.slice(0, 100)}", not like 0xFF007F; it was left out.`);
}

function readPlayCount(draft: TrackDraft, value: string, place: ValuePlace): void {
  const count = readNumber(value, place);
  draft.playCount = count === null || count < 0 ? null : Math.trunc(count);
}

/** Kilobits a second. */
function readBitRate(draft: TrackDraft, value: string, place: ValuePlace): void {
  const rate = readPositive(value, place);
  draft.bitRate = rate === null ? null : Math.round(rate * 1_000);
}

/** What names no file, a track of a streaming service, is kept as it is. */
function readLocation(draft: TrackDraft, value: string): void {
  draft.path = parseFileLocation(value);
  if (draft.path === null && value !== '') draft.extra['TRACK.Location'] = ownText(value);
}

const text =
  (field: 'title' | 'artist' | 'composer' | 'album' | 'grouping' | 'genre' | 'comment' | 'remixer' | 'label' | 'mix') =>
  (draft: TrackDraft, value: string): void => {
    draft[field] = ownText(value);
  };

const FIELDS: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  ['TrackID', () => {}],
  ['Name', text('title')],
  ['Artist', text('artist')],
  ['Composer', text('composer')],
  ['Album', text('album')],
  ['Grouping', text('grouping')],
  ['Genre', text('genre')],
  ['Comments', text('comment')],
  ['Remixer', text('remixer')],
  ['Label', text('label')],
  ['Mix', text('mix')],
  ['Size', (draft, value, place) => (draft.sizeBytes = readPositiveInteger(value, place))],
  ['TotalTime', (draft, value, place) => (draft.durationSeconds = readPositive(value, place))],
  ['DiscNumber', (draft, value, place) => (draft.discNumber = readPositiveInteger(value, place))],
  ['TrackNumber', (draft, value, place) => (draft.trackNumber = readPositiveInteger(value, place))],
  ['Year', (draft, value, place) => (draft.year = readPositiveInteger(value, place))],
  ['AverageBpm', (draft, value, place) => (draft.bpm = readBpm(value, place))],
  ['DateAdded', (draft, value, place) => (draft.addedAt = readDate(value, place))],
  ['LastPlayed', (draft, value, place) => (draft.lastPlayedAt = readDate(value, place))],
  ['BitRate', readBitRate],
  ['SampleRate', (draft, value, place) => (draft.sampleRate = readPositiveInteger(value, place))],
  ['PlayCount', readPlayCount],
  ['Rating', readRating],
  ['Colour', readColour],
  ['Location', readLocation],
  ['Tonality', (draft, value) => (draft.keyText = ownText(value))],
]);
/** Known, but without a place in the plain form. */
const KEPT: ReadonlySet<string> = new Set(['Kind', 'DateModified']);

/** @param place Its line is the track's. */
export function readTrack(id: string, attributes: XmlAttributes, place: ValuePlace): TrackDraft {
  const draft: TrackDraft = { ...emptyTrack(id), grid: [], cues: [], extra: {} };
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    const read = FIELDS.get(name);
    place.name = name;
    if (read !== undefined) read(draft, value, place);
    else {
      draft.extra[`TRACK.${name}`] = ownText(value);
      if (!KEPT.has(name)) place.report.unknown(`TRACK.${name}`);
    }
  }
  draft.key = parseKey(draft.keyText);
  // What the writer would say by itself need not be kept with every track.
  if (draft.extra['TRACK.Kind'] !== undefined && draft.extra['TRACK.Kind'] === kindOfPath(draft.path)) {
    delete draft.extra['TRACK.Kind'];
  }
  return draft;
}
