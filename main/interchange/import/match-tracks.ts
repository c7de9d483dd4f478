import { TrackCounter } from '#main/interchange/count-content.ts';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import type { OpenedSource } from '#main/interchange/read-source.ts';
import type { TrackList } from '#main/interchange/track-list.ts';
import { recordingKey, songVersion } from '#shared/domain/song-version.ts';
import { type IndexedTrack, type LibraryIndex, nearest } from './library-index.ts';

/** A file of this machine, as far as an import needs to know it. */
export interface LocalFile {
  readonly path: string;
  readonly contentHash: string;
}

export type MatchKind = 'path' | 'content' | 'name' | 'new';

/** The track that entries are, for all of them together. */
class Target {
  /** Of the library, or new. */
  trackId: string;
  /** The file of a new track has come into the library since: it is the one of that path. */
  isThereByNow = false;
  isCounted = false;

  constructor(trackId: string) {
    this.trackId = trackId;
  }
}

/** Where an entry is kept. */
interface EntryPlace {
  readonly tracks: TrackList;
  /** From 0. */
  readonly index: number;
}

/** What an entry of another program is to the library. */
export class TrackMatch {
  private readonly place: EntryPlace;
  /** What the lists of the import call it. */
  readonly entryId: string;
  private readonly target: Target;
  private readonly foundBy: MatchKind;
  /** Another entry of the same import is this track. */
  readonly isRepeated: boolean;
  /**
   * The first entry of its file for this track. What further ones say is left out; where an earlier file is this track as well,
   * this one is merged into it as if it were imported after that.
   */
  readonly isFirstOfFile: boolean;
  /** Where its file is on this machine; null where it is not. */
  readonly path: string | null;

  constructor(
    target: Target,
    place: EntryPlace,
    {
      entryId,
      kind,
      isRepeated,
      isFirstOfFile,
      path,
    }: Pick<TrackMatch, 'entryId' | 'kind' | 'isRepeated' | 'isFirstOfFile' | 'path'>,
  ) {
    this.target = target;
    this.place = place;
    this.entryId = entryId;
    this.foundBy = kind;
    this.isRepeated = isRepeated;
    this.isFirstOfFile = isFirstOfFile;
    this.path = path;
  }

  /** What the import says of it; it may have to be unpacked, so go through entries in their order. */
  get track(): InterchangeTrack {
    const track = this.place.tracks.at(this.place.index);
    if (track === undefined) throw new RangeError(`no entry ${this.place.index}`);
    return track;
  }

  get trackId(): string {
    return this.target.trackId;
  }

  get kind(): MatchKind {
    return this.target.isThereByNow ? 'path' : this.foundBy;
  }

  /** Whether it is the first time that this track is counted. */
  countsNow(): boolean {
    const counts = !this.target.isCounted;
    this.target.isCounted = true;
    return counts;
  }

  /** A track with its file has come into the library since it was looked for: all entries of the new track are that one. */
  becomes(trackId: string): void {
    this.target.trackId = trackId;
    this.target.isThereByNow = true;
  }
}

/** What an entry says is merged into a track that is there, be it from an earlier file of the same import. */
export const isMerged = ({ kind, isRepeated, isFirstOfFile }: TrackMatch): boolean =>
  isFirstOfFile && (kind !== 'new' || isRepeated);

export interface MatchInput {
  /** The files of the import, in their order. */
  readonly sources: readonly OpenedSource<TrackList>[];
  readonly index: LibraryIndex;
  /** Where the file of an entry is on this machine, and its content where that was read; null where it is not. */
  readonly localFile: (track: InterchangeTrack) => (Pick<LocalFile, 'path'> & Partial<LocalFile>) | null;
  readonly newId: () => string;
  /** Called every few hundred entries: others get their turn. */
  readonly pause: () => Promise<void>;
}

/** The entries of a file. */
export interface MatchedFile {
  readonly source: OpenedSource<TrackList>;
  readonly matches: readonly TrackMatch[];
  /** Has counted all of them. */
  readonly counter: TrackCounter;
}

const TRACKS_AT_ONCE = 500;

/**
 * Finds the track of each entry: the one with its file, else the one with its sound, else the one of its artist, title,
 * version and length. Entries of the import that are the same track by these rules are one as well.
 * @returns For each file one match for each entry, in their order.
 */
export async function matchTracks(input: MatchInput): Promise<MatchedFile[]> {
  const matcher = new Matcher(input);
  const matched: MatchedFile[] = [];
  for (const source of input.sources) {
    const { tracks } = source.reading.library;
    const matches: TrackMatch[] = [];
    const counter = new TrackCounter();
    for (const track of tracks) {
      matches.push(matcher.match(track, { tracks, index: matches.length }));
      counter.add(track);
      if (matches.length % TRACKS_AT_ONCE === 0) await input.pause();
    }
    matcher.endFile();
    matched.push({ source, matches, counter });
  }
  return matched;
}

class Matcher {
  private readonly input: MatchInput;
  private readonly fresh = new FreshTracks();
  private readonly targets = new Map<string, Target>();
  private ofFile = new Set<string>();

  constructor(input: MatchInput) {
    this.input = input;
  }

  match(track: InterchangeTrack, place: EntryPlace): TrackMatch {
    const { index, localFile, newId } = this.input;
    const file = localFile(track);
    const entry = { track, file, key: recordingKey(songVersion(track)) };
    const found = find(entry, index) ?? this.fresh.find(entry);
    const trackId = found?.trackId ?? newId();
    if (found === undefined) this.fresh.remember(entry, trackId);
    const known = this.targets.get(trackId);
    const target = known ?? new Target(trackId);
    this.targets.set(trackId, target);
    const isFirstOfFile = !this.ofFile.has(trackId);
    this.ofFile.add(trackId);
    const [kind, path] = [found?.kind ?? 'new', file?.path ?? null];
    return new TrackMatch(target, place, {
      entryId: track.id,
      kind,
      isRepeated: known !== undefined,
      isFirstOfFile,
      path,
    });
  }

  /** What follows comes from another file. */
  endFile(): void {
    this.fresh.endFile();
    this.ofFile = new Set();
  }
}

interface Found {
  readonly trackId: string;
  readonly kind: MatchKind;
}

/** An entry with what it is recognised by. */
interface Entry {
  readonly track: InterchangeTrack;
  readonly file: Partial<LocalFile> | null;
  /** Of song and version. */
  readonly key: string;
}

function find({ track, file, key }: Entry, index: LibraryIndex): Found | undefined {
  // A file that is missing keeps the path that it had on another system.
  const path = file?.path ?? track.path;
  const byPath = path === null ? undefined : index.byPath(path);
  if (byPath !== undefined) return { trackId: byPath, kind: 'path' };
  const byContent = file?.contentHash === undefined ? undefined : index.byContent(file.contentHash);
  if (byContent !== undefined) return { trackId: byContent, kind: 'content' };
  const byName = index.byName(key, track.durationSeconds);
  return byName === undefined ? undefined : { trackId: byName, kind: 'name' };
}

/**
 * What this import adds. Within one file of it, entries without a music file are told apart by name, and two music files are two
 * tracks; what earlier ones add is recognised as if it were in the library.
 */
class FreshTracks {
  private readonly byPath = new Map<string, string>();
  private readonly byContent = new Map<string, string>();
  private readonly byName = new Map<string, string>();
  private readonly earlier = new Map<string, IndexedTrack[]>();
  private current: { readonly key: string; readonly track: IndexedTrack }[] = [];

  find({ track, file, key }: Entry): Found | undefined {
    const path = file?.path ?? track.path;
    const known =
      (path === null ? this.byName.get(key) : this.byPath.get(path)) ??
      (file?.contentHash === undefined ? undefined : this.byContent.get(file.contentHash)) ??
      nearest(this.earlier.get(key) ?? [], track.durationSeconds);
    return known === undefined ? undefined : { trackId: known, kind: 'new' };
  }

  remember({ track, file, key }: Entry, trackId: string): void {
    const path = file?.path ?? track.path;
    if (path !== null) this.byPath.set(path, trackId);
    else if (key !== '') this.byName.set(key, trackId);
    if (key !== '') this.current.push({ key, track: { id: trackId, durationSeconds: track.durationSeconds } });
    if (file?.contentHash !== undefined) this.byContent.set(file.contentHash, trackId);
  }

  /** What follows comes from another file. */
  endFile(): void {
    for (const { key, track } of this.current) {
      const known = this.earlier.get(key);
      if (known === undefined) this.earlier.set(key, [track]);
      else known.push(track);
    }
    this.current = [];
  }
}
