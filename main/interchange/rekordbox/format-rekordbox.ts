import type { InterchangeLibrary, InterchangeTrack, PlaylistNode, WriteResult } from '#main/interchange/model.ts';
import { createDropCounter, type DropCounter } from '#main/interchange/read-report.ts';
import { createXmlWriter, type XmlWriter } from '#main/interchange/xml/xml-writer.ts';
import { writeTrack } from './write-track.ts';

/** rekordbox numbers tracks in 32 bits. */
const LARGEST_ID = 4_294_967_295;

/**
 * Keeps ids that are numbers as rekordbox gives them, and numbers the other tracks with what is free, in order.
 * @returns A number a track.
 */
function numberTracks(tracks: readonly InterchangeTrack[]): readonly number[] {
  const taken = new Set<number>();
  const kept = tracks.map(({ id }) => {
    const number = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : 0;
    if (number === 0 || number > LARGEST_ID || taken.has(number)) return null;
    taken.add(number);
    return number;
  });
  let next = 0;
  return kept.map((number) => {
    if (number !== null) return number;
    do next += 1;
    while (taken.has(next));
    return next;
  });
}

function writeNode(
  node: PlaylistNode,
  keys: ReadonlyMap<string, number>,
  writer: XmlWriter,
  dropped: DropCounter,
): void {
  if (node.kind === 'folder') {
    writer.open('NODE', [
      ['Name', node.name],
      ['Type', 0],
      ['Count', node.children.length],
    ]);
    for (const child of node.children) writeNode(child, keys, writer, dropped);
    writer.close();
    return;
  }
  const entries = node.trackIds.map((id) => keys.get(id)).filter((key) => key !== undefined);
  dropped.drop('playlist.missing-track', node.trackIds.length - entries.length);
  writer.open('NODE', [
    ['Name', node.name],
    ['Type', 1],
    ['KeyType', 0],
    ['Entries', entries.length],
  ]);
  for (const key of entries) writer.leaf('TRACK', [['Key', key]]);
  writer.close();
}

/**
 * Writes a collection that rekordbox imports. Rounded to what the format counts in: length to seconds, bit rate to kilobits.
 * Left out and counted: "track.energy", "track.locked", "track.extra" (what only another format has), "track.keyText" (a
 * text that contradicts the key), "track.colour-shade" (another than the nearest of rekordbox's eight), "track.addedAt-time"
 * and "track.lastPlayedAt-time" (the time of day), "grid.slot", "grid.name", "cue.loop-without-end" (written as a cue),
 * "playlist.missing-track", "play", "text.character" (what XML cannot hold).
 */
export function formatRekordbox(library: InterchangeLibrary): WriteResult<string> {
  const dropped = createDropCounter();
  const writer = createXmlWriter(
    { declaration: '<?xml version="1.0" encoding="UTF-8"?>', emptyElements: 'short' },
    dropped,
  );
  const numbers = numberTracks(library.tracks);
  const keys = new Map<string, number>();
  writer.open('DJ_PLAYLISTS', [['Version', '1.0.0']]);
  writer.leaf('PRODUCT', [
    ['Name', 'MusicForge'],
    ['Version', '1.0.0'],
    ['Company', 'MusicForge'],
  ]);
  writer.open('COLLECTION', [['Entries', library.tracks.length]]);
  for (const [index, track] of library.tracks.entries()) {
    const number = numbers[index] ?? 0;
    if (!keys.has(track.id)) keys.set(track.id, number);
    writeTrack(track, number, writer, dropped);
  }
  writer.close();
  writer.open('PLAYLISTS', []);
  writer.open('NODE', [
    ['Type', 0],
    ['Name', 'ROOT'],
    ['Count', library.playlists.length],
  ]);
  for (const node of library.playlists) writeNode(node, keys, writer, dropped);
  writer.close();
  writer.close();
  writer.close();
  dropped.drop('play', library.plays.length);
  return { output: writer.text(), dropped: dropped.counts() };
}
