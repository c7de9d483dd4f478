import {
  ownText,
  parseDecimal,
  reportAt,
  takeId,
  type TrackDraft,
  type ValuePlace,
} from '#main/interchange/read-values.ts';
import type { TrackCollector } from '#main/interchange/track-list.ts';
import type { XmlAttributes } from '#main/interchange/xml/xml-reader.ts';
import { readMark, readTempo } from './read-marks.ts';
import { readTrack } from './read-track.ts';

/** The tracks of a file as its elements come. */
export interface CollectionReader {
  readonly ids: ReadonlySet<string>;
  declare(attributes: XmlAttributes): void;
  openTrack(attributes: XmlAttributes): void;
  addTempo(attributes: XmlAttributes): void;
  addMark(attributes: XmlAttributes): void;
  /** Also for a track that a truncated file leaves open: what was read of it is kept. */
  closeTrack(): void;
  finish(): void;
}

/** @param tracks Gets each when all of it was read. */
export function createCollectionReader(place: ValuePlace, tracks: TrackCollector): CollectionReader {
  const ids = new Set<string>();
  let track: TrackDraft | null = null;
  let declared: number | null = null;

  const idOf = (attributes: XmlAttributes): string => {
    const wanted = ownText((attributes['TrackID'] ?? '').trim());
    const id = takeId(ids, wanted === '' ? `track ${tracks.length + 1}` : wanted);
    if (wanted === '') reportAt(place, 'A track has no TrackID, so that no playlist can name it.');
    else if (id !== wanted) reportAt(place, `A second track has the TrackID ${wanted}; playlists mean the first.`);
    return id;
  };
  const closeTrack = () => {
    if (track === null) return;
    track.grid.sort((a, b) => a.startSeconds - b.startSeconds);
    tracks.push(track);
    track = null;
  };
  return {
    ids,
    declare: ({ Entries }) => {
      declared = parseDecimal(Entries ?? '');
    },
    openTrack: (attributes) => {
      closeTrack();
      track = readTrack(idOf(attributes), attributes, place);
    },
    addTempo: (attributes) => {
      const marker = readTempo(attributes, place);
      if (marker !== null) track?.grid.push(marker);
    },
    addMark: (attributes) => {
      const cue = readMark(attributes, place);
      if (cue !== null) track?.cues.push(cue);
    },
    closeTrack,
    finish: () => {
      closeTrack();
      if (declared === null || declared === tracks.length) return;
      const count = `The collection says that it holds ${declared} tracks, but holds ${tracks.length}`;
      place.report.problem('', `${count}; all of them were read.`);
    },
  };
}
