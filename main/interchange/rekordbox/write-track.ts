import { formatFileLocation } from '#main/interchange/file-location.ts';
import type { CueType, GridMarker, InterchangeCue, InterchangeTrack } from '#main/interchange/model.ts';
import { isColour, nearestColour } from '#main/interchange/palette.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';
import { formatBpm, formatTime, ratingOfStars } from '#main/interchange/read-values.ts';
import { dateOnly, dropText, dropValue, integerOf, numberOf } from '#main/interchange/write-values.ts';
import { isXmlName, type XmlAttributeList, type XmlWriter } from '#main/interchange/xml/xml-writer.ts';
import { formatMusicalShort, parseKey } from '#shared/domain/key.ts';
import { kindOfPath } from './kind.ts';

/** The colours that rekordbox has for tracks: rose, red, orange, lemon, green, turquoise, blue, violet. */
const PALETTE = ['#ff007f', '#ff0000', '#ffa500', '#ffff00', '#00ff00', '#25fde9', '#0000ff', '#660099'];
const TYPE_NUMBERS: Readonly<Record<CueType, number>> = { cue: 0, 'fade-in': 1, 'fade-out': 2, load: 3, loop: 4 };

function tonalityOf(track: InterchangeTrack, dropped: DropCounter): string {
  if (track.key === null) return track.keyText;
  const said = parseKey(track.keyText);
  if (said?.pitchClass === track.key.pitchClass && said.mode === track.key.mode) return track.keyText;
  dropText(track.keyText, 'track.keyText', dropped);
  return formatMusicalShort(track.key);
}

function colourOf(colour: string | null, dropped: DropCounter): string | null {
  if (colour === null) return null;
  if (!isColour(colour)) {
    dropped.drop('track.colour');
    return null;
  }
  const nearest = nearestColour(colour, PALETTE);
  if (nearest !== colour) dropped.drop('track.colour-shade');
  return `0x${nearest.slice(1).toUpperCase()}`;
}

/**
 * Whole seconds. Without them rekordbox accepts no cues, so that a track of unknown length gets one that holds its cues.
 */
function totalTimeOf({ durationSeconds, cues, grid }: InterchangeTrack): number {
  const known = integerOf(durationSeconds);
  if (known !== null) return known;
  const ends = [...grid, ...cues].map((mark) => Math.ceil(mark.startSeconds));
  const loops = cues.map(({ endSeconds }) => Math.ceil(endSeconds ?? 0));
  return [...ends, ...loops].reduce((last, end) => Math.max(last, end + 1), 0);
}

/** Attributes that only this format has, unless the writer has said them already. */
function extraOf(track: InterchangeTrack, written: XmlAttributeList, dropped: DropCounter): XmlAttributeList {
  const taken = new Set(written.filter(([, value]) => value !== null).map(([name]) => name));
  const extra: [string, string][] = [];
  for (const [key, value] of Object.entries(track.extra)) {
    const name = key.startsWith('TRACK.') ? key.slice('TRACK.'.length) : '';
    if (name === 'Kind') continue;
    if (isXmlName(name) && !taken.has(name)) extra.push([name, value]);
    else dropped.drop('track.extra');
  }
  return extra;
}

function trackAttributes(track: InterchangeTrack, trackId: number, dropped: DropCounter): XmlAttributeList {
  const bitRate = numberOf(track.bitRate);
  const rating = numberOf(track.rating);
  return [
    ['TrackID', trackId],
    ['Name', track.title],
    ['Artist', track.artist],
    ['Composer', track.composer],
    ['Album', track.album],
    ['Grouping', track.grouping],
    ['Genre', track.genre],
    ['Kind', track.extra['TRACK.Kind'] ?? kindOfPath(track.path)],
    ['Size', integerOf(track.sizeBytes) ?? 0],
    ['TotalTime', totalTimeOf(track)],
    ['DiscNumber', integerOf(track.discNumber) ?? 0],
    ['TrackNumber', integerOf(track.trackNumber) ?? 0],
    ['Year', integerOf(track.year) ?? 0],
    ['AverageBpm', formatBpm(numberOf(track.bpm) ?? 0)],
    ['DateAdded', dateOnly(track.addedAt, 'track.addedAt', dropped)],
    ['BitRate', bitRate === null ? 0 : Math.round(bitRate / 1_000)],
    ['SampleRate', integerOf(track.sampleRate) ?? 0],
    ['Comments', track.comment],
    ['PlayCount', integerOf(track.playCount)],
    ['LastPlayed', dateOnly(track.lastPlayedAt, 'track.lastPlayedAt', dropped)],
    ['Rating', rating === null ? null : ratingOfStars(rating)],
    ['Location', track.path === null ? null : formatFileLocation(track.path)],
    ['Remixer', track.remixer],
    ['Tonality', tonalityOf(track, dropped)],
    ['Label', track.label],
    ['Mix', track.mix],
    ['Colour', colourOf(track.colour, dropped)],
  ];
}

function writeMarker(marker: GridMarker, writer: XmlWriter, dropped: DropCounter): void {
  dropValue(marker.slot, 'grid.slot', dropped);
  dropText(marker.name, 'grid.name', dropped);
  writer.leaf('TEMPO', [
    ['Inizio', formatTime(marker.startSeconds)],
    ['Bpm', formatBpm(marker.bpm)],
    ['Metro', `${marker.beatsPerBar}/4`],
    ['Battito', marker.beatNumber],
  ]);
}

function colourAttributes(colour: string | null, dropped: DropCounter): XmlAttributeList {
  if (colour === null) return [];
  if (!isColour(colour)) {
    dropped.drop('cue.colour');
    return [];
  }
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return [
    ['Red', channel(1)],
    ['Green', channel(3)],
    ['Blue', channel(5)],
  ];
}

function writeCue(cue: InterchangeCue, writer: XmlWriter, dropped: DropCounter): void {
  const isLoop = cue.type === 'loop' && cue.endSeconds !== null;
  if (cue.type === 'loop' && !isLoop) dropped.drop('cue.loop-without-end');
  writer.leaf('POSITION_MARK', [
    ['Name', cue.name],
    ['Type', cue.type === 'loop' && !isLoop ? TYPE_NUMBERS.cue : TYPE_NUMBERS[cue.type]],
    ['Start', formatTime(cue.startSeconds)],
    ['End', isLoop ? formatTime(cue.endSeconds ?? 0) : null],
    ['Num', cue.slot ?? -1],
    ...colourAttributes(cue.colour, dropped),
  ]);
}

/** @param trackId Unique in the file. */
export function writeTrack(track: InterchangeTrack, trackId: number, writer: XmlWriter, dropped: DropCounter): void {
  dropText(track.albumArtist, 'track.albumArtist', dropped);
  dropValue(track.energy, 'track.energy', dropped);
  dropValue(track.locked, 'track.locked', dropped);
  const attributes = trackAttributes(track, trackId, dropped);
  const all = [...attributes, ...extraOf(track, attributes, dropped)];
  if (track.grid.length + track.cues.length === 0) {
    writer.leaf('TRACK', all);
    return;
  }
  writer.open('TRACK', all);
  for (const marker of track.grid) writeMarker(marker, writer, dropped);
  for (const cue of track.cues) writeCue(cue, writer, dropped);
  writer.close();
}
