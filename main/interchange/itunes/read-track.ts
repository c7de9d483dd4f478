import { parseFileLocation } from '#main/interchange/file-location.ts';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import {
  ownText,
  readBpm,
  readNumber,
  readPositive,
  readPositiveInteger,
  reportAt,
  roundTime,
  type TrackDraft,
  type ValuePlace,
} from '#main/interchange/read-values.ts';
import type { PlistFields } from './plist.ts';

type FieldReader = (draft: TrackDraft, value: string, place: ValuePlace) => void;

const text =
  (field: 'title' | 'artist' | 'album' | 'genre' | 'comment' | 'composer' | 'grouping' | 'albumArtist'): FieldReader =>
  (draft, value) => {
    draft[field] = ownText(value);
  };

/** A time in UTC, as it stands. */
const time =
  (field: 'addedAt' | 'lastPlayedAt'): FieldReader =>
  (draft, value, place) => {
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) draft[field] = ownText(value);
    else reportAt(place, `${place.name} is "${value.slice(0, 100)}", which is no time; it was left out.`);
  };

/** 0 to 100, 20 a star; half stars round up. */
function readRating(draft: TrackDraft, value: string, place: ValuePlace): void {
  const rating = readNumber(value, place);
  if (rating !== null && rating >= 0 && rating <= 100) draft.rating = Math.round(rating / 20);
  else if (rating !== null) reportAt(place, `Rating is ${rating}, not 0 to 100; it was left out.`);
}

function readPlayCount(draft: TrackDraft, value: string, place: ValuePlace): void {
  const count = readNumber(value, place);
  draft.playCount = count === null || count < 0 ? null : Math.trunc(count);
}

function readTotalTime(draft: TrackDraft, value: string, place: ValuePlace): void {
  const milliseconds = readPositive(value, place);
  draft.durationSeconds = milliseconds === null ? null : roundTime(milliseconds / 1_000);
}

function readBitRate(draft: TrackDraft, value: string, place: ValuePlace): void {
  const kilobits = readPositive(value, place);
  draft.bitRate = kilobits === null ? null : Math.round(kilobits * 1_000);
}

/** Streams and podcasts have an address of the web, which is no path. */
function readLocation(draft: TrackDraft, value: string): void {
  if (/^file:/i.test(value) || !/^[a-z][a-z0-9+.-]+:/i.test(value)) draft.path = parseFileLocation(value);
  else draft.extra['iTunes.Location'] = ownText(value);
}

const FIELDS: ReadonlyMap<string, FieldReader> = new Map<string, FieldReader>([
  ['Track ID', () => {}],
  ['Name', text('title')],
  ['Artist', text('artist')],
  ['Album', text('album')],
  ['Album Artist', text('albumArtist')],
  ['Genre', text('genre')],
  ['Comments', text('comment')],
  ['Composer', text('composer')],
  ['Grouping', text('grouping')],
  ['Year', (draft, value, place) => (draft.year = readPositiveInteger(value, place))],
  ['Track Number', (draft, value, place) => (draft.trackNumber = readPositiveInteger(value, place))],
  ['Disc Number', (draft, value, place) => (draft.discNumber = readPositiveInteger(value, place))],
  ['BPM', (draft, value, place) => (draft.bpm = readBpm(value, place))],
  ['Size', (draft, value, place) => (draft.sizeBytes = readPositiveInteger(value, place))],
  ['Sample Rate', (draft, value, place) => (draft.sampleRate = readPositiveInteger(value, place))],
  ['Total Time', readTotalTime],
  ['Bit Rate', readBitRate],
  ['Rating', readRating],
  ['Play Count', readPlayCount],
  ['Play Date UTC', time('lastPlayedAt')],
  ['Date Added', time('addedAt')],
  ['Location', readLocation],
]);

/** Reads a track; what has no place in the plain form is kept in `extra` as "iTunes." and its key. */
export function readTrack(id: string, fields: PlistFields, place: ValuePlace): InterchangeTrack {
  const draft: TrackDraft = { ...emptyTrack(id), grid: [], cues: [], extra: {} };
  for (const [name, value] of fields) {
    const read = FIELDS.get(name);
    place.name = name;
    if (read === undefined) draft.extra[`iTunes.${ownText(name)}`] = ownText(value);
    else read(draft, value, place);
  }
  if (fields.get('Rating Computed') !== 'true') return draft;
  // Not what the user thinks of the track but what the album's rating makes of it.
  draft.extra['iTunes.Rating'] = fields.get('Rating') ?? '';
  draft.rating = null;
  return draft;
}
