import { type BlockReader, readBlocks } from '#main/interchange/block-reader.ts';
import type { ReadResult } from '#main/interchange/model.ts';
import { createReadReport, type ReadReport } from '#main/interchange/read-report.ts';
import type { ValuePlace } from '#main/interchange/read-values.ts';
import type { TrackCollector } from '#main/interchange/track-list.ts';
import { createXmlLibraryReader, type XmlAttributes } from '#main/interchange/xml/xml-reader.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createCollectionReader } from './read-collection.ts';
import { createListReader } from './read-lists.ts';

/** How the window of Traktor is set up: of no use anywhere else. */
const SETTINGS: ReadonlySet<string> = new Set(['MUSICFOLDERS', 'INDEXING', 'SORTING_ORDER']);

/** @returns What is not kept and why, for an element that is left out with all that is in it; null for others. */
function reasonToSkip(name: string, attributes: XmlAttributes): string | null {
  if (name === 'SET') return `The remix set "${attributes['TITLE'] ?? ''}" was left out: only Traktor can play it.`;
  if (name !== 'NODE' || attributes['TYPE'] !== 'SMARTLIST') return null;
  return `The smart list "${attributes['NAME'] ?? ''}" was left out: the file says its rule, not its tracks.`;
}

/** The elements of a file, each with what it does. */
function createElements<Tracks extends TrackCollector>(report: ReadReport, tracks: Tracks) {
  const place: ValuePlace = { report, line: 1, name: '' };
  const collection = createCollectionReader(place, tracks);
  const lists = createListReader(place);
  let isLibrary = false;
  /** Elements deep inside something that is left out. */
  let skipped = 0;

  const openEntry = (attributes: XmlAttributes) =>
    lists.isOpen() ? lists.openEntry() : collection.openEntry(attributes);
  const openers: ReadonlyMap<string, (attributes: XmlAttributes) => void> = new Map([
    ['NML', () => void (isLibrary = true)],
    ['HEAD', () => {}],
    ['COLLECTION', (attributes) => collection.declare(attributes)],
    ['SETS', () => {}],
    ['PLAYLISTS', () => {}],
    ['ENTRY', openEntry],
    ['NODE', (attributes) => lists.openNode(attributes)],
    ['SUBNODES', (attributes) => lists.declare(attributes['COUNT'])],
    ['PLAYLIST', (attributes) => lists.declare(attributes['ENTRIES'])],
    ['PRIMARYKEY', (attributes) => lists.addKey(attributes)],
    ['EXTENDEDDATA', (attributes) => lists.addHistory(attributes)],
  ]);
  const skip = (name: string, attributes: XmlAttributes): boolean => {
    const reason = skipped > 0 ? null : reasonToSkip(name, attributes);
    if (reason !== null) report.problem(`line ${place.line}`, reason);
    if (reason !== null && name === 'NODE') lists.setAside();
    if (skipped > 0 || reason !== null || SETTINGS.has(name)) skipped += 1;
    return skipped > 0;
  };
  return {
    open: (name: string, attributes: XmlAttributes, line: number) => {
      place.line = line;
      if (skip(name, attributes)) return;
      const opener = openers.get(name);
      if (opener === undefined) collection.add(name, attributes);
      else opener(attributes);
    },
    close: (name: string) => {
      if (skipped > 0) {
        skipped -= 1;
        return;
      }
      if (name === 'NODE') lists.closeNode();
      if (name !== 'ENTRY') return;
      lists.closeEntry();
      collection.closeEntry();
    },
    finish: (): ReadResult<Tracks> => {
      if (!isLibrary) {
        throw new AppError(
          'invalid-input',
          'This is not a Traktor NML file. Choose the collection.nml of Traktor, or a playlist exported as NML.',
        );
      }
      collection.finish();
      return report.result({ tracks, ...lists.finish(collection.ids) });
    },
  };
}

/**
 * Reads a collection, a playlist or a history of Traktor (NML 14 to 20) block by block.
 * @param tracks Filled on the way.
 * @throws {AppError} invalid-input, from `finish` if it is another kind of file, from `write` if it declares entities.
 * @source docs/decisions/0010-interchange.md
 */
export function createTraktorReader<Tracks extends TrackCollector>(tracks: Tracks): BlockReader<ReadResult<Tracks>> {
  const report = createReadReport();
  return createXmlLibraryReader(createElements(report, tracks), report);
}

/** Like `createTraktorReader`, of a whole text. */
export function parseTraktor(text: string): ReadResult {
  return readBlocks(createTraktorReader([]), [text]);
}
