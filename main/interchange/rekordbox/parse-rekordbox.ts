import { type BlockReader, readBlocks } from '#main/interchange/block-reader.ts';
import { parseFileLocation } from '#main/interchange/file-location.ts';
import type { ReadResult } from '#main/interchange/model.ts';
import { createPlaylistBuilder, type KeyKind, type ListOpening } from '#main/interchange/playlist-builder.ts';
import { createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import { ownText, parseDecimal, type ValuePlace } from '#main/interchange/read-values.ts';
import type { TrackCollector, TrackList } from '#main/interchange/track-list.ts';
import { createXmlLibraryReader, type XmlAttributes } from '#main/interchange/xml/xml-reader.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { playsOfHistories } from './history-lists.ts';
import { createCollectionReader } from './read-collection.ts';

const NODE_NAMES: ReadonlySet<string> = new Set(['Type', 'Name', 'Count', 'KeyType', 'Entries']);

/** Finds tracks by what playlists call them. */
function createTrackFinder(tracks: TrackList, ids: ReadonlySet<string>) {
  const pathKey = (path: string): string => path.normalize('NFC').toLowerCase();
  let byPath: Map<string, string> | null = null;
  const indexPaths = (): Map<string, string> => {
    const index = new Map<string, string>();
    for (const { path, extra, id } of tracks) {
      const key = pathKey(path ?? extra['TRACK.Location'] ?? '');
      if (!index.has(key)) index.set(key, id);
    }
    return index;
  };
  return (key: string, keyKind: KeyKind): string | null => {
    if (keyKind === 'id') return ids.has(key) ? key : null;
    byPath ??= indexPaths();
    return key === '' ? null : (byPath.get(pathKey(parseFileLocation(key) ?? key)) ?? null);
  };
}

/** A NODE as a folder or a list: files of other programs leave out what they think is clear. */
function openingOf(attributes: XmlAttributes, isTop: boolean, line: number): ListOpening {
  const type = attributes['Type'];
  const isFolder = type === undefined ? attributes['Entries'] === undefined : type.trim() !== '1';
  const name = ownText(attributes['Name'] ?? '');
  return {
    name,
    isFolder,
    isRoot: isTop && isFolder && (name === '' || name.toUpperCase() === 'ROOT'),
    keyKind: attributes['KeyType']?.trim() === '1' ? 'location' : 'id',
    line,
  };
}

/** The elements of a file, each with what it does. */
function createElements<Tracks extends TrackCollector>(report: ReadReport, tracks: Tracks) {
  const place: ValuePlace = { report, line: 1, name: '' };
  const collection = createCollectionReader(place, tracks);
  const playlists = createPlaylistBuilder(report);
  let isLibrary = false;
  let listDepth = 0;

  const openNode = (attributes: XmlAttributes) => {
    for (const name in attributes) if (!NODE_NAMES.has(name)) report.unknown(`NODE.${name}`);
    const opening = openingOf(attributes, listDepth === 0, place.line);
    playlists.open(opening);
    playlists.declare(parseDecimal(attributes[opening.isFolder ? 'Count' : 'Entries'] ?? ''));
    listDepth += 1;
  };
  const openTrack = (attributes: XmlAttributes) => {
    if (listDepth === 0) collection.openTrack(attributes);
    else playlists.add(ownText((attributes['Key'] ?? '').trim()), place.line);
  };
  const openers: ReadonlyMap<string, (attributes: XmlAttributes) => void> = new Map([
    ['DJ_PLAYLISTS', () => void (isLibrary = true)],
    ['PRODUCT', () => {}],
    ['COLLECTION', (attributes) => collection.declare(attributes)],
    ['TRACK', openTrack],
    ['TEMPO', (attributes) => collection.addTempo(attributes)],
    ['POSITION_MARK', (attributes) => collection.addMark(attributes)],
    ['PLAYLISTS', () => {}],
    ['NODE', openNode],
  ]);
  return {
    open: (name: string, attributes: XmlAttributes, line: number) => {
      place.line = line;
      const opener = openers.get(name);
      if (opener === undefined) report.unknown(name);
      else opener(attributes);
    },
    close: (name: string) => {
      if (name === 'TRACK' && listDepth === 0) collection.closeTrack();
      if (name !== 'NODE') return;
      playlists.close();
      listDepth -= 1;
    },
    finish: (): ReadResult<Tracks> => {
      if (!isLibrary) {
        const advice = 'Export the collection from rekordbox with File > Export Collection in xml format.';
        throw new AppError('invalid-input', `This is not a rekordbox XML file. ${advice}`);
      }
      collection.finish();
      const find = createTrackFinder(tracks, collection.ids);
      const lists = playlists.finish(find);
      return report.result({ tracks, playlists: lists, plays: playsOfHistories(lists) });
    },
  };
}

/**
 * Reads a collection in rekordbox's XML format block by block.
 * @param tracks Filled on the way.
 * @throws {AppError} invalid-input, from `finish` if it is another kind of file, from `write` if it declares entities.
 * @source docs/decisions/0010-interchange.md; rekordbox's own list of elements (xml_format_list.pdf).
 */
export function createRekordboxReader<Tracks extends TrackCollector>(tracks: Tracks): BlockReader<ReadResult<Tracks>> {
  const report = createReadReport();
  return createXmlLibraryReader(createElements(report, tracks), report);
}

/** Like `createRekordboxReader`, of a whole text. */
export function parseRekordbox(text: string): ReadResult {
  return readBlocks(createRekordboxReader([]), [text]);
}
