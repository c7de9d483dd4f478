import type { InterchangeTrack } from '#main/interchange/model.ts';
import { isColour, nearestColour } from '#main/interchange/palette.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';
import { formatLength, parseDate, ratingOfStars, starsOf } from '#main/interchange/read-values.ts';
import { dateOnly, dropText, dropValue, integerOf, numberOf } from '#main/interchange/write-values.ts';
import { isXmlName, type XmlAttributeList, type XmlWriter } from '#main/interchange/xml/xml-writer.ts';
import { TRACK_COLOURS } from './colours.ts';
import { slashedDate } from './dates.ts';
import { keyToTraktor } from './keys.ts';
import type { TraktorLocation } from './location.ts';
import { type NmlVersion, tempoOf, writeMarks } from './write-marks.ts';

/** Elements of an entry in Traktor's order, as far as they stand before the cues. */
const ORDER = [
  'LOCATION',
  'ALBUM',
  'MODIFICATION_INFO',
  'ITUNES',
  'INFO',
  'TEMPO',
  'LOUDNESS',
  'MUSICAL_KEY',
  'LOOPINFO',
] as const;
const KILOBYTE = 1_024;

type Elements = Map<string, Map<string, string | number>>;

function put(elements: Elements, element: string, attributes: XmlAttributeList): void {
  const values = elements.get(element) ?? new Map<string, string | number>();
  for (const [name, value] of attributes) if (value !== null && value !== '') values.set(name, value);
  elements.set(element, values);
}

function date(value: string | null, what: string, dropped: DropCounter): string | null {
  const day = dateOnly(value, what, dropped);
  return day === null ? null : slashedDate(day);
}

/** What the file that the track comes from says more exactly, as long as it still says the same. */
function rankingOf(track: InterchangeTrack): string | number | null {
  const rating = numberOf(track.rating);
  const said = track.extra['INFO.RANKING'];
  if (said !== undefined && starsOf(Number(said)) === rating) return said;
  return rating === null ? null : ratingOfStars(rating);
}

function yearOf(date: string): number | null {
  const parsed = parseDate(date);
  return parsed === null ? null : Number(parsed.slice(0, 4));
}

function releaseDateOf(track: InterchangeTrack): string | null {
  const year = integerOf(track.year);
  const said = track.extra['INFO.RELEASE_DATE'];
  if (said !== undefined && yearOf(said) === year) return said;
  return year === null ? null : `${String(year).padStart(4, '0')}/1/1`;
}

function colourOf(colour: string | null, dropped: DropCounter): number | null {
  if (colour === null || !isColour(colour)) {
    dropValue(colour, 'track.colour', dropped);
    return null;
  }
  const nearest = nearestColour(colour, TRACK_COLOURS);
  if (nearest !== colour) dropped.drop('track.colour-shade');
  return TRACK_COLOURS.indexOf(nearest) + 1;
}

function infoOf(track: InterchangeTrack, dropped: DropCounter): XmlAttributeList {
  const size = numberOf(track.sizeBytes);
  const duration = numberOf(track.durationSeconds);
  return [
    ['BITRATE', integerOf(track.bitRate)],
    ['GENRE', track.genre],
    ['LABEL', track.label],
    ['COMMENT', track.comment],
    ['REMIXER', track.remixer],
    ['MIX', track.mix],
    ['KEY', track.keyText],
    ['PLAYCOUNT', integerOf(track.playCount)],
    ['PLAYTIME', duration === null ? null : Math.ceil(duration)],
    ['PLAYTIME_FLOAT', duration === null ? null : formatLength(duration)],
    ['RANKING', rankingOf(track)],
    ['IMPORT_DATE', date(track.addedAt, 'track.addedAt', dropped)],
    ['LAST_PLAYED', date(track.lastPlayedAt, 'track.lastPlayedAt', dropped)],
    ['RELEASE_DATE', releaseDateOf(track)],
    ['FILESIZE', size === null ? null : Math.round(size / KILOBYTE)],
    ['COLOR', colourOf(track.colour, dropped)],
  ];
}

/** Lays what only NML has around what the track says: the track wins. */
function putExtra(elements: Elements, track: InterchangeTrack, dropped: DropCounter): void {
  for (const [key, value] of Object.entries(track.extra)) {
    const [element = '', name = ''] = key.split(/\.(.*)/s);
    const isOwn = SOURCE.has(element) && isXmlName(name);
    if (!isOwn) dropped.drop('track.extra');
    else if (!WRITTEN.has(key)) put(elements, element, [[name, value]]);
  }
}

/** Elements that an entry of NML has; others in `extra` are of other formats. */
const SOURCE: ReadonlySet<string> = new Set<string>(['ENTRY', 'STEMS', ...ORDER]);
/** Attributes that are always made from the track. */
const WRITTEN: ReadonlySet<string> = new Set(['INFO.RANKING', 'INFO.RELEASE_DATE', 'LOCATION.VOLUME']);

/** What no version of NML has. */
function countDropped(track: InterchangeTrack, dropped: DropCounter): void {
  dropText(track.albumArtist, 'track.albumArtist', dropped);
  dropText(track.composer, 'track.composer', dropped);
  dropText(track.grouping, 'track.grouping', dropped);
  dropValue(track.discNumber, 'track.discNumber', dropped);
  dropValue(track.energy, 'track.energy', dropped);
  dropValue(track.sampleRate, 'track.sampleRate', dropped);
}

function elementsOf(track: InterchangeTrack, location: TraktorLocation, dropped: DropCounter): Elements {
  const elements: Elements = new Map();
  const bpm = tempoOf(track, dropped);
  put(elements, 'ENTRY', []);
  putExtra(elements, track, dropped);
  put(elements, 'ENTRY', [
    ['LOCK', track.locked ? 1 : null],
    ['TITLE', track.title],
    ['ARTIST', track.artist],
  ]);
  // Drives without an id are found by their name.
  put(elements, 'LOCATION', [
    ['DIR', location.directory],
    ['FILE', location.file],
    ['VOLUME', location.volume],
    ['VOLUMEID', track.extra['LOCATION.VOLUMEID'] ?? location.volume],
  ]);
  put(elements, 'ALBUM', [
    ['TRACK', integerOf(track.trackNumber)],
    ['TITLE', track.album],
  ]);
  put(elements, 'INFO', infoOf(track, dropped));
  put(elements, 'TEMPO', [['BPM', bpm === null ? null : bpm.toFixed(6)]]);
  put(elements, 'MUSICAL_KEY', [['VALUE', track.key === null ? null : keyToTraktor(track.key)]]);
  return elements;
}

/** An entry of the collection, with its cues. */
export function writeEntry(
  track: InterchangeTrack,
  location: TraktorLocation,
  version: NmlVersion,
  writer: XmlWriter,
  dropped: DropCounter,
): void {
  countDropped(track, dropped);
  const elements = elementsOf(track, location, dropped);
  writer.open('ENTRY', [...(elements.get('ENTRY') ?? [])]);
  for (const name of ORDER) {
    const attributes = [...(elements.get(name) ?? [])];
    if (attributes.length > 0) writer.leaf(name, attributes);
  }
  writeMarks(track, version, writer, dropped);
  const stems = [...(elements.get('STEMS') ?? [])];
  if (stems.length > 0) writer.leaf('STEMS', stems);
  writer.close();
}
