import type Database from 'better-sqlite3';
import { decodeWords } from '#main/duplicates/fingerprint-bytes.ts';
import { areVersions, type SongVersion, songVersion } from '#shared/domain/song-version.ts';
import { compareRecordings, type Likeness, type Prior, WORD_SECONDS } from './compare-recordings.ts';
import { matchByName, type NamedTrack } from './match-by-name.ts';
import type { MatchedPair } from './match-messages.ts';
import { type Candidate, type WordIndex, WordIndexBuilder } from './word-index.ts';

/** Recordings whose lengths differ by more are two edits: silence at the ends rarely lasts longer. */
const MOST_LENGTH_DIFFERENCE = Math.round(35 / WORD_SECONDS);
/** Fingerprints that are kept between two comparisons: 24 MB of six-minute tracks. */
const CACHED = 2048;
const PROGRESS_EVERY = 500;
/** Share of the work that reading takes. */
const READING = 0.5;

interface TrackLine {
  readonly id: string;
  readonly artist: string;
  readonly title: string;
  readonly mix: string;
  readonly remixer: string;
  readonly duration_seconds: number | null;
}
interface FingerprintLine {
  readonly track_id: string;
  readonly fingerprint: Uint8Array;
}

const TRACKS = `SELECT id, artist, title, mix, remixer, duration_seconds FROM tracks WHERE deleted_at IS NULL ORDER BY number`;
const FINGERPRINTS = `SELECT track_fingerprints.track_id, fingerprint FROM track_fingerprints
  JOIN tracks ON tracks.id = track_fingerprints.track_id
  WHERE tracks.deleted_at IS NULL AND fingerprint IS NOT NULL`;
const FINGERPRINT = `SELECT fingerprint FROM track_fingerprints WHERE track_id = ?`;

function readTracks(raw: Database.Database): NamedTrack[] {
  const rows = raw.prepare<[], TrackLine>(TRACKS).all();
  return rows.map(({ id, duration_seconds: durationSeconds, ...names }) => ({
    id,
    durationSeconds,
    song: songVersion(names),
  }));
}

/** Fingerprints by track, the last ones in memory. */
function createReader(raw: Database.Database): (trackId: string) => Uint32Array {
  const statement = raw.prepare<[string], Uint8Array>(FINGERPRINT).pluck();
  const cache = new Map<string, Uint32Array>();
  return (trackId) => {
    const known = cache.get(trackId);
    if (known !== undefined) return known;
    const words = decodeWords(statement.get(trackId) ?? new Uint8Array());
    cache.set(trackId, words);
    const oldest = cache.keys().next();
    if (cache.size > CACHED && !oldest.done) cache.delete(oldest.value);
    return words;
  };
}

interface Indexed {
  readonly ids: readonly string[];
  readonly lengths: readonly number[];
  readonly index: WordIndex;
}

function indexFingerprints(raw: Database.Database, tracks: number, onTrack: (done: number) => void): Indexed {
  const builder = new WordIndexBuilder(tracks);
  const ids: string[] = [];
  const lengths: number[] = [];
  for (const { track_id: trackId, fingerprint } of raw.prepare<[], FingerprintLine>(FINGERPRINTS).iterate()) {
    const words = decodeWords(fingerprint);
    builder.add(words);
    ids.push(trackId);
    lengths.push(words.length);
    onTrack(ids.length);
  }
  return { ids, lengths, index: builder.build() };
}

function soundPair(trackId: string, otherId: string, { offset, bitErrors }: Likeness): MatchedPair {
  return { trackId, otherId, by: 'sound', likeness: 1 - bitErrors, offsetSeconds: offset * WORD_SECONDS };
}

const areOneSong = (a: SongVersion | undefined, b: SongVersion | undefined): boolean =>
  a !== undefined && b !== undefined && a.song !== '' && a.song === b.song && a.version === b.version;

function matchBySound(
  { ids, lengths, index }: Indexed,
  songs: ReadonlyMap<string, SongVersion>,
  read: (trackId: string) => Uint32Array,
  onTrack: (done: number) => void,
): MatchedPair[] {
  const pairs: MatchedPair[] = [];
  const isPossible = (track: number, { other }: Candidate): boolean => {
    if (Math.abs((lengths[track] ?? 0) - (lengths[other] ?? 0)) > MOST_LENGTH_DIFFERENCE) return false;
    const [mine, its] = [songs.get(ids[track] ?? ''), songs.get(ids[other] ?? '')];
    // A remaster sounds like its original, and is another version all the same.
    return mine === undefined || its === undefined || !areVersions(mine, its);
  };
  const priorOf = (mine: string, its: string): Prior =>
    areOneSong(songs.get(mine), songs.get(its)) ? 'named' : 'unknown';
  for (const [track, id] of ids.entries()) {
    for (const candidate of index.candidates(track)) {
      const otherId = ids[candidate.other];
      if (otherId === undefined || !isPossible(track, candidate)) continue;
      const likeness = compareRecordings(read(id), read(otherId), candidate.offsets, priorOf(id, otherId));
      if (likeness !== null) pairs.push(soundPair(id, otherId, likeness));
    }
    onTrack(track + 1);
  }
  return pairs;
}

const pairKey = ({ trackId, otherId }: MatchedPair): string => [trackId, otherId].sort().join(' ');

/**
 * Finds the tracks of a library that are one recording.
 * @param raw A connection of its own: this takes seconds for thousands of tracks.
 * @param onProgress 0-1, never falling.
 */
export function matchLibrary(raw: Database.Database, onProgress: (fraction: number) => void): MatchedPair[] {
  const tracks = readTracks(raw);
  const songs = new Map(tracks.map(({ id, song }) => [id, song]));
  const total = Math.max(1, tracks.length);
  const every = (share: number, start: number) => (done: number) => {
    if (done % PROGRESS_EVERY === 0) onProgress(start + share * Math.min(1, done / total));
  };
  const indexed = indexFingerprints(raw, total, every(READING, 0));
  const bySound = matchBySound(indexed, songs, createReader(raw), every(1 - READING, READING));
  const known = new Set(bySound.map(pairKey));
  const byName = matchByName(tracks).filter((pair) => !known.has(pairKey(pair)));
  onProgress(1);
  return [...bySound, ...byName];
}
