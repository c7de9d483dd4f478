import type { GridMarker, InterchangeCue } from '#main/interchange/model.ts';
import type { TrackCollector } from '#main/interchange/track-list.ts';
import {
  ownText,
  parseDecimal,
  reportAt,
  takeId,
  type TrackDraft,
  type ValuePlace,
} from '#main/interchange/read-values.ts';
import { roundTime } from '#main/interchange/read-values.ts';
import type { XmlAttributes } from '#main/interchange/xml/xml-reader.ts';
import { parseKey } from '#shared/domain/key.ts';
import { keyOfLocation, pathOfLocation } from './location.ts';
import { type CueDraft, readCue, readGrid } from './read-cue.ts';
import { emptyDraft, readElement } from './read-entry.ts';

/** An ENTRY of the collection while it is open. */
interface EntryDraft {
  readonly track: TrackDraft;
  readonly cues: CueDraft[];
  key: string;
  line: number;
}

/** The tracks of a file as its elements come. */
export interface CollectionReader {
  /** Ids by the keys that playlists use. */
  readonly ids: ReadonlyMap<string, string>;
  isOpen(): boolean;
  declare(attributes: XmlAttributes): void;
  openEntry(attributes: XmlAttributes): void;
  /** An element inside the open entry. */
  add(element: string, attributes: XmlAttributes): void;
  /** Also for an entry that a truncated file leaves open: what was read of it is kept. */
  closeEntry(): void;
  finish(): void;
}

function toMarker(cue: CueDraft, trackBpm: number | null): GridMarker | null {
  const bpm = cue.bpm ?? trackBpm;
  if (bpm === null) return null;
  const { startSeconds, slot, name } = cue;
  // A grid marker of Traktor is the first beat of a bar, and its bars have four.
  return { startSeconds, bpm, beatsPerBar: 4, beatNumber: 1, slot, name };
}

function toCue(cue: CueDraft): InterchangeCue {
  const { startSeconds, slot, name, colour } = cue;
  const type = cue.type === 'grid' ? 'cue' : cue.type;
  const endSeconds = type === 'loop' ? roundTime(startSeconds + cue.lengthSeconds) : null;
  return { type, slot, startSeconds, endSeconds, name, colour };
}

/** Cues and grid can only be told apart when the tempo is known, which may come after them. */
function fillMarks(entry: EntryDraft, place: ValuePlace): void {
  for (const cue of entry.cues) {
    const marker = cue.type === 'grid' ? toMarker(cue, entry.track.bpm) : null;
    if (marker !== null) entry.track.grid.push(marker);
    else entry.track.cues.push(toCue(cue));
    if (cue.type === 'grid' && marker === null) {
      place.report.problem(`line ${entry.line}`, 'A grid marker of a track without tempo was read as a cue.');
    }
  }
  entry.track.grid.sort((a, b) => a.startSeconds - b.startSeconds);
}

function readLocation(entry: EntryDraft, attributes: XmlAttributes): void {
  const location = {
    volume: attributes['VOLUME'] ?? '',
    directory: attributes['DIR'] ?? '',
    file: attributes['FILE'] ?? '',
  };
  entry.track.path = pathOfLocation(location);
  entry.key = entry.track.path === null ? '' : ownText(keyOfLocation(location));
}

/** @param tracks Gets each when all of it was read. */
export function createCollectionReader(place: ValuePlace, tracks: TrackCollector): CollectionReader {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  let entry: EntryDraft | null = null;
  let declared: number | null = null;

  const closeEntry = () => {
    if (entry === null) return;
    const { track, key, line } = entry;
    fillMarks(entry, place);
    track.key ??= parseKey(track.keyText);
    track.id = takeId(taken, key === '' ? `entry ${tracks.length + 1}` : key);
    tracks.push(track);
    entry = null;
    if (key === '') place.report.problem(`line ${line}`, 'An entry names no file, so that no playlist can name it.');
    else if (ids.has(key))
      place.report.problem(`line ${line}`, 'A second entry names the same file; playlists mean the first.');
    else ids.set(key, track.id);
  };
  const addCue = (open: EntryDraft, attributes: XmlAttributes) => {
    const cue = readCue(attributes, place);
    if (cue !== null) open.cues.push(cue);
  };
  const addGrid = (open: EntryDraft, attributes: XmlAttributes) => {
    const cue = open.cues.at(-1);
    const bpm = readGrid(attributes, place);
    if (cue?.type === 'grid') cue.bpm = bpm;
    else reportAt(place, 'A GRID stands in no grid marker; it was left out.');
  };
  return {
    ids,
    isOpen: () => entry !== null,
    declare: ({ ENTRIES }) => {
      declared = parseDecimal(ENTRIES ?? '');
    },
    openEntry: (attributes) => {
      closeEntry();
      entry = { track: emptyDraft(), cues: [], key: '', line: place.line };
      readElement(entry.track, 'ENTRY', attributes, place);
    },
    add: (element, attributes) => {
      if (entry === null) place.report.unknown(element);
      else if (element === 'CUE_V2') addCue(entry, attributes);
      else if (element === 'GRID') addGrid(entry, attributes);
      else readElement(entry.track, element, attributes, place);
      if (entry !== null && element === 'LOCATION') readLocation(entry, attributes);
    },
    closeEntry,
    finish: () => {
      closeEntry();
      if (declared === null || declared === tracks.length) return;
      const count = `The collection says that it holds ${declared} tracks, but holds ${tracks.length}`;
      place.report.problem('', `${count}; all of them were read.`);
    },
  };
}
