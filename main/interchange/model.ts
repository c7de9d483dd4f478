import type { MusicalKey } from '#shared/domain/key.ts';
import type { TrackList } from './track-list.ts';

/**
 * What the library files of DJ programs say, in one plain form that every reader makes and every writer takes. Times are in
 * seconds on the program's own time line, colours "#rrggbb", dates ISO-8601. A reader leaves null (texts: '') what a file does
 * not say; what it says but this form has no place for goes to `extra`.
 */
export interface InterchangeLibrary<Tracks extends TrackList = readonly InterchangeTrack[]> {
  readonly tracks: Tracks;
  /** The top level, in order. */
  readonly playlists: readonly PlaylistNode[];
  /** History sessions. */
  readonly plays: readonly InterchangePlay[];
}

export interface InterchangeTrack {
  /** By what the playlists and plays of this library name it; unique in it. */
  readonly id: string;
  /** Absolute or relative, as the program's own system spells it: "C:\Music\a.mp3", "/Users/me/a.mp3"; null if unknown. */
  readonly path: string | null;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly albumArtist: string;
  readonly genre: string;
  readonly label: string;
  readonly comment: string;
  readonly remixer: string;
  /** Name of the mix, where a program keeps it beside the title. */
  readonly mix: string;
  readonly composer: string;
  readonly grouping: string;
  readonly year: number | null;
  readonly trackNumber: number | null;
  readonly discNumber: number | null;
  /** Stars 0-5; null where the file has no rating at all. */
  readonly rating: number | null;
  readonly colour: string | null;
  readonly durationSeconds: number | null;
  readonly bpm: number | null;
  readonly key: MusicalKey | null;
  /** The key as it is written, in any notation or none. */
  readonly keyText: string;
  /** 0-1. */
  readonly energy: number | null;
  readonly sizeBytes: number | null;
  /** Bits a second. */
  readonly bitRate: number | null;
  readonly sampleRate: number | null;
  /** A date ("2022-04-04") or a time. */
  readonly addedAt: string | null;
  readonly lastPlayedAt: string | null;
  readonly playCount: number | null;
  /** Whether the program holds grid and tempo fast. */
  readonly locked: boolean;
  /** In the order of time; empty where the file has none. */
  readonly grid: readonly GridMarker[];
  readonly cues: readonly InterchangeCue[];
  /** What only this format has, by "ELEMENT.ATTRIBUTE", so that writing it back to the same format loses nothing. */
  readonly extra: Readonly<Record<string, string>>;
}

/** From here on the tempo is this, until the next one. */
export interface GridMarker {
  readonly startSeconds: number;
  readonly bpm: number;
  readonly beatsPerBar: number;
  /** Place in the bar of the beat at the start, 1 to beatsPerBar. */
  readonly beatNumber: number;
  /** Where a program keeps the marker on a pad as well (Traktor), from 0. */
  readonly slot: number | null;
  readonly name: string;
}

export type CueType = 'cue' | 'fade-in' | 'fade-out' | 'load' | 'loop';

export interface InterchangeCue {
  readonly type: CueType;
  /** Pad, from 0; null for memory cues and stored loops. */
  readonly slot: number | null;
  readonly startSeconds: number;
  /** Loops only. */
  readonly endSeconds: number | null;
  readonly name: string;
  readonly colour: string | null;
}

export type PlaylistNode = PlaylistFolder | Playlist;

export interface PlaylistFolder {
  readonly kind: 'folder';
  readonly name: string;
  readonly children: readonly PlaylistNode[];
}

export interface Playlist {
  readonly kind: 'playlist';
  readonly name: string;
  /** Somebody played these tracks in this order. */
  readonly isTracklist?: boolean;
  /** In order; a track may stand in it more than once. */
  readonly trackIds: readonly string[];
}

export interface InterchangePlay {
  readonly trackId: string;
  /** Local time of the program without a zone ("2019-08-29T22:13:05"), or a zoned time. */
  readonly startedAt: string;
  readonly durationSeconds: number | null;
  /** From 0. */
  readonly deck: number | null;
  /** The session that it was played in. */
  readonly session: string;
}

/** Something that could not be read as it stands; the rest was. */
export interface ReadProblem {
  /** "line 12", "row 3", "entry 7", "byte 1024"; '' for the whole file. */
  readonly where: string;
  /** What is wrong and what was done about it, as a sentence for the user. */
  readonly message: string;
}

export interface ReadResult<Tracks extends TrackList = readonly InterchangeTrack[]> {
  readonly library: InterchangeLibrary<Tracks>;
  /** At most MOST_PROBLEMS of them; `problemCount` says how many there were. */
  readonly problems: readonly ReadProblem[];
  readonly problemCount: number;
  /** Elements and attributes that nothing here knows, and how many of each. */
  readonly unknown: Readonly<Record<string, number>>;
}

/** What a format has no place for, and how many times it was left out: "cue.fade-in", "track.lastPlayedAt". */
export type Dropped = Readonly<Record<string, number>>;

export interface WriteResult<Output extends string | Uint8Array = string | Uint8Array> {
  readonly output: Output;
  readonly dropped: Dropped;
}

export const MOST_PROBLEMS = 1_000;

/** A track of which nothing is known but its name in its library. */
export const emptyTrack = (id: string): InterchangeTrack => ({
  id,
  path: null,
  title: '',
  artist: '',
  album: '',
  albumArtist: '',
  genre: '',
  label: '',
  comment: '',
  remixer: '',
  mix: '',
  composer: '',
  grouping: '',
  year: null,
  trackNumber: null,
  discNumber: null,
  rating: null,
  colour: null,
  durationSeconds: null,
  bpm: null,
  key: null,
  keyText: '',
  energy: null,
  sizeBytes: null,
  bitRate: null,
  sampleRate: null,
  addedAt: null,
  lastPlayedAt: null,
  playCount: null,
  locked: false,
  grid: [],
  cues: [],
  extra: {},
});
