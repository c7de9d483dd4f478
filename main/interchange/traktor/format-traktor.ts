import { createHash } from 'node:crypto';
import type {
  InterchangeLibrary,
  InterchangePlay,
  InterchangeTrack,
  PlaylistNode,
  WriteResult,
} from '#main/interchange/model.ts';
import { createDropCounter, type DropCounter } from '#main/interchange/read-report.ts';
import { formatLength } from '#main/interchange/read-values.ts';
import { createXmlWriter, type XmlAttributeList, type XmlWriter } from '#main/interchange/xml/xml-writer.ts';
import { packTime } from './dates.ts';
import { keyOfLocation, locationOfPath, type TraktorLocation } from './location.ts';
import { writeEntry } from './write-entry.ts';
import type { NmlVersion } from './write-marks.ts';

interface PlacedTrack {
  readonly track: InterchangeTrack;
  readonly location: TraktorLocation;
}

/** The tracks that NML can hold, each file once, and the key of every track by its id. */
function placeTracks(tracks: readonly InterchangeTrack[], dropped: DropCounter) {
  const placed: PlacedTrack[] = [];
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  for (const track of tracks) {
    const volume = track.extra['LOCATION.VOLUME'] ?? null;
    const location = track.path === null ? null : locationOfPath(track.path, volume);
    if (location === null) {
      dropped.drop('track.without-path');
      continue;
    }
    const key = keyOfLocation(location);
    if (!keys.has(track.id)) keys.set(track.id, key);
    if (taken.has(key)) dropped.drop('track.same-file');
    else placed.push({ track, location });
    taken.add(key);
  }
  return { placed, keys };
}

/** Lists and sessions: what stands under PLAYLISTS. */
interface ListWriter {
  readonly writer: XmlWriter;
  readonly dropped: DropCounter;
  readonly keys: ReadonlyMap<string, string>;
}

/** The same for the same list in the same place, so that the same library makes the same file. */
const uuidOf = (place: string): string => createHash('md5').update(place).digest('hex');

function writeList(
  name: string,
  place: string,
  entries: readonly { readonly key: string; readonly history: XmlAttributeList | null }[],
  { writer }: ListWriter,
): void {
  writer.open('NODE', [
    ['TYPE', 'PLAYLIST'],
    ['NAME', name],
  ]);
  writer.open('PLAYLIST', [
    ['ENTRIES', entries.length],
    ['TYPE', 'LIST'],
    ['UUID', uuidOf(place)],
  ]);
  for (const { key, history } of entries) {
    writer.open('ENTRY', []);
    writer.leaf('PRIMARYKEY', [
      ['TYPE', 'TRACK'],
      ['KEY', key],
    ]);
    if (history !== null) writer.leaf('EXTENDEDDATA', history);
    writer.close();
  }
  writer.close();
  writer.close();
}

function writeFolder(name: string, count: number, writer: XmlWriter, writeChildren: () => void): void {
  writer.open('NODE', [
    ['TYPE', 'FOLDER'],
    ['NAME', name],
  ]);
  writer.open('SUBNODES', [['COUNT', count]]);
  writeChildren();
  writer.close();
  writer.close();
}

function writeNode(node: PlaylistNode, place: string, lists: ListWriter): void {
  if (node.kind === 'folder') {
    writeFolder(node.name, node.children.length, lists.writer, () => {
      for (const [index, child] of node.children.entries()) writeNode(child, `${place}/${index}`, lists);
    });
    return;
  }
  const keys = node.trackIds.map((id) => lists.keys.get(id)).filter((key) => key !== undefined);
  lists.dropped.drop('playlist.missing-track', node.trackIds.length - keys.length);
  writeList(
    node.name,
    `${place} ${node.name}`,
    keys.map((key) => ({ key, history: null })),
    lists,
  );
}

/** null where the play cannot be kept. */
function historyOf(play: InterchangePlay, dropped: DropCounter): XmlAttributeList | null {
  const packed = packTime(play.startedAt);
  if (packed === null) return null;
  if (packed.hadZone) dropped.drop('play.zone');
  return [
    ['DECK', play.deck],
    ['DURATION', play.durationSeconds === null ? null : formatLength(play.durationSeconds)],
    ['EXTENDEDTYPE', 'HistoryData'],
    ['PLAYEDPUBLIC', 1],
    ['STARTDATE', packed.date],
    ['STARTTIME', packed.time],
  ];
}

/** @returns The sessions by name, in the order of their first play. */
function sessionsOf(plays: readonly InterchangePlay[], { keys, dropped }: ListWriter) {
  const sessions = new Map<string, { key: string; history: XmlAttributeList }[]>();
  for (const play of plays) {
    const key = keys.get(play.trackId);
    const history = key === undefined ? null : historyOf(play, dropped);
    if (key === undefined || history === null) {
      dropped.drop('play');
      continue;
    }
    const session = sessions.get(play.session) ?? [];
    session.push({ key, history });
    sessions.set(play.session, session);
  }
  return sessions;
}

function writePlaylists(library: InterchangeLibrary, lists: ListWriter): void {
  const sessions = sessionsOf(library.plays, lists);
  lists.writer.open('PLAYLISTS', []);
  writeFolder('$ROOT', library.playlists.length + sessions.size, lists.writer, () => {
    for (const [index, node] of library.playlists.entries()) writeNode(node, String(index), lists);
    for (const [name, entries] of sessions) writeList(name, `session ${name}`, entries, lists);
  });
  lists.writer.close();
}

/**
 * Writes a collection that Traktor Pro 3 (or, as version 20, Traktor Pro 4) takes as its own. Rounded to what the format
 * counts in: size to 1,024 bytes. Left out and counted: "track.without-path" (no absolute path), "track.same-file" (playlists
 * name the first), "track.albumArtist", "track.composer", "track.grouping", "track.discNumber", "track.energy", "track.sampleRate", "track.extra",
 * "track.bpm" (another than that of the grid), "track.colour-shade" (another than the nearest of seven),
 * "track.addedAt-time", "track.lastPlayedAt-time", "grid.beatNumber" (moved to the first beat of the bar), "grid.marker",
 * "grid.beatsPerBar", "grid.bpm" (19 only: another than that of the first marker), "grid.slot" and "cue.slot" (above the
 * eight pads), "cue.colour" (19 only), "cue.loop-without-end" (written as a cue), "playlist.missing-track", "play",
 * "play.zone", "text.character" (what XML cannot hold).
 */
export function formatTraktor(library: InterchangeLibrary, version: NmlVersion = 19): WriteResult<string> {
  const dropped = createDropCounter();
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>';
  const writer = createXmlWriter({ declaration, emptyElements: 'long' }, dropped);
  const { placed, keys } = placeTracks(library.tracks, dropped);
  writer.open('NML', [['VERSION', version]]);
  writer.leaf('HEAD', [
    ['COMPANY', 'www.native-instruments.com'],
    ['PROGRAM', 'Traktor'],
  ]);
  writer.leaf('MUSICFOLDERS', []);
  writer.open('COLLECTION', [['ENTRIES', placed.length]]);
  for (const { track, location } of placed) writeEntry(track, location, version, writer, dropped);
  writer.close();
  writer.leaf('SETS', [['ENTRIES', 0]]);
  writePlaylists(library, { writer, dropped, keys });
  writer.leaf('INDEXING', []);
  writer.close();
  return { output: writer.text(), dropped: dropped.counts() };
}
