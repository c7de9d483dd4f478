import type { InterchangePlay, PlaylistNode } from '#main/interchange/model.ts';
import { createPlaylistBuilder } from '#main/interchange/playlist-builder.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import {
  ownText,
  parseDecimal,
  readNumber,
  reportAt,
  roundTime,
  type ValuePlace,
} from '#main/interchange/read-values.ts';
import type { XmlAttributes } from '#main/interchange/xml/xml-reader.ts';
import { unpackTime } from './dates.ts';

/** A play whose track is still named by its key. */
interface PlayDraft extends Omit<InterchangePlay, 'trackId'> {
  readonly key: string;
  readonly line: number;
}

/** Folders, lists and history sessions as their elements come. */
export interface ListReader {
  /** Whether the elements that come now belong to a folder or list. */
  isOpen(): boolean;
  openNode(attributes: XmlAttributes): void;
  closeNode(): void;
  /** What the open folder or list says of how much it holds. */
  declare(count: string | undefined): void;
  openEntry(): void;
  addKey(attributes: XmlAttributes): void;
  addHistory(attributes: XmlAttributes): void;
  closeEntry(): void;
  /** A child that is not kept. */
  setAside(): void;
  finish(ids: ReadonlyMap<string, string>): { playlists: PlaylistNode[]; plays: InterchangePlay[] };
}

/** Finds a track by the key of a list: exactly, else without regard to case and to how accents are composed. */
function createFinder(ids: ReadonlyMap<string, string>): (key: string) => string | null {
  const normal = (key: string): string => key.normalize('NFC').toLowerCase();
  let byNormal: Map<string, string> | null = null;
  return (key) => {
    const exact = ids.get(key);
    if (exact !== undefined) return exact;
    byNormal ??= new Map([...ids].reverse().map(([known, id]) => [normal(known), id]));
    return byNormal.get(normal(key)) ?? null;
  };
}

/** @returns null, and a problem, where the entry does not say when the track was played. */
function readPlay(key: string, session: string, attributes: XmlAttributes, place: ValuePlace): PlayDraft | null {
  const named = (name: string): number | null => {
    place.name = name;
    return readNumber(attributes[name] ?? '', place);
  };
  // A track that was only listened to beforehand: the plain form has no place for that.
  if (attributes['PLAYEDPUBLIC'] === '0') place.report.unknown('EXTENDEDDATA.PLAYEDPUBLIC');
  const startedAt = unpackTime(named('STARTDATE') ?? 0, named('STARTTIME') ?? -1);
  if (startedAt === null) {
    reportAt(place, `"${session}" does not say when a track was played; the track was kept in a playlist.`);
    return null;
  }
  const duration = named('DURATION');
  const durationSeconds = duration === null || duration < 0 ? null : roundTime(duration);
  const deck = named('DECK');
  return { key, startedAt, durationSeconds, deck, session, line: place.line };
}

function resolvePlays(
  plays: readonly PlayDraft[],
  find: (key: string) => string | null,
  report: ReadReport,
): InterchangePlay[] {
  const found: InterchangePlay[] = [];
  for (const { key, line, ...play } of plays) {
    const trackId = find(key);
    if (trackId !== null) found.push({ trackId, ...play });
    else {
      const named = `a track that is not in the collection, "${key.slice(0, 200)}"`;
      report.problem(`line ${line}`, `The session "${play.session}" names ${named}; it was left out.`);
    }
  }
  return found;
}

export function createListReader(place: ValuePlace): ListReader {
  const { report } = place;
  const builder = createPlaylistBuilder(report);
  const names: string[] = [];
  const plays: PlayDraft[] = [];
  /** The entry of a list that is open. */
  let entry: { key: string; line: number; play: PlayDraft | null } | null = null;

  const closeEntry = () => {
    if (entry === null) return;
    if (entry.play === null) builder.add(entry.key, entry.line);
    else {
      plays.push(entry.play);
      builder.setAside();
    }
    entry = null;
  };
  return {
    isOpen: () => names.length > 0,
    openNode: (attributes) => {
      const type = attributes['TYPE'] ?? 'FOLDER';
      const name = ownText(attributes['NAME'] ?? '');
      if (type !== 'FOLDER' && type !== 'PLAYLIST')
        reportAt(place, `"${name}" has the unknown type ${type}; it was read as a list.`);
      const isFolder = type === 'FOLDER';
      const isRoot = names.length === 0 && name === '$ROOT';
      builder.open({ name, isFolder, isRoot, keyKind: 'location', line: place.line });
      names.push(name);
    },
    closeNode: () => {
      closeEntry();
      builder.close();
      names.pop();
    },
    declare: (count) => builder.declare(parseDecimal(count ?? '')),
    openEntry: () => {
      closeEntry();
      entry = { key: '', line: place.line, play: null };
    },
    addKey: ({ KEY }) => {
      if (entry !== null) entry.key = ownText(KEY ?? '');
    },
    addHistory: (attributes) => {
      if (entry === null || attributes['EXTENDEDTYPE'] !== 'HistoryData') report.unknown('EXTENDEDDATA');
      else entry.play = readPlay(entry.key, names.at(-1) ?? '', attributes, place);
    },
    closeEntry,
    setAside: () => builder.setAside(),
    finish: (ids) => {
      closeEntry();
      const find = createFinder(ids);
      return { playlists: builder.finish(find), plays: resolvePlays(plays, find, report) };
    },
  };
}
