import { posix, win32 } from 'node:path';
import type Database from 'better-sqlite3';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import type { DropCounter } from '#main/interchange/read-report.ts';
import { loopsToEngine, quickCuesToEngine } from './cues.ts';
import { gridToEngine } from './grid.ts';
import { keyToEngine } from './key.ts';
import { toEnginePath } from './paths.ts';
import {
  type EngineBeatMarker,
  formatEngineBeatData,
  formatEngineLoops,
  formatEngineQuickCues,
  formatEngineTrackData,
} from './performance-data.ts';

export interface EngineWriteOptions {
  /** Absolute path of the folder "Engine Library" that the file is for: paths are kept relative to it. */
  readonly libraryFolder: string;
  /** Of the new database. */
  readonly uuid: string;
  /** For tracks of which it is not known when they were added, and for the playlists. */
  readonly writtenAtMs: number;
}

type Values = Readonly<Record<string, string | number | Uint8Array | null>>;

const LIKELY_SAMPLE_RATE = 44_100;
const STARS = 20;
/** The row of AlbumArt that stands for none. */
export const NO_ART_ID = 1;

/** Fields of a track that Engine DJ has no place for. */
const NO_PLACE = ['albumArtist', 'mix', 'grouping', 'discNumber', 'colour', 'energy', 'playCount'] as const;

function countDropped(track: InterchangeTrack, drops: DropCounter): void {
  for (const name of NO_PLACE) if (track[name] !== null && track[name] !== '') drops.drop(`track.${name}`);
  if (track.key === null && track.keyText !== '') drops.drop('track.keyText');
}

function toSeconds(time: string | null): number | null {
  const ms = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(ms) ? null : Math.floor(ms / 1_000);
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));

function performanceOf(track: InterchangeTrack, drops: DropCounter): Values {
  const sampleRate = track.sampleRate ?? LIKELY_SAMPLE_RATE;
  const samples = Math.round((track.durationSeconds ?? 0) * sampleRate);
  const markers: EngineBeatMarker[] = gridToEngine(track.grid, sampleRate, track.durationSeconds, drops);
  const isSet = markers.length > 0;
  const key = track.key === null ? 0 : keyToEngine(track.key);
  return {
    // Analysed again, the track would lose its grid; it has no waveform until then.
    isAnalyzed: isSet ? 1 : 0,
    trackData: formatEngineTrackData({ sampleRate, samples, key }),
    beatData: isSet ? formatEngineBeatData({ sampleRate, samples, isSet, analysed: markers, adjusted: markers }) : null,
    quickCues: formatEngineQuickCues(quickCuesToEngine(track.cues, sampleRate, drops)),
    loops: formatEngineLoops(loopsToEngine(track.cues, sampleRate, drops)),
  };
}

function valuesOf(track: InterchangeTrack, path: string, options: EngineWriteOptions, drops: DropCounter): Values {
  const { title, artist, album, genre, comment, label, composer, remixer, trackNumber, year, sizeBytes } = track;
  const file = (path.includes('\\') ? win32 : posix).basename(path);
  const addedAt = toSeconds(track.addedAt) ?? Math.floor(options.writtenAtMs / 1_000);
  const playedAt = toSeconds(track.lastPlayedAt);
  return {
    title,
    artist,
    album,
    genre,
    comment,
    label,
    composer,
    remixer,
    path,
    playOrder: trackNumber,
    year,
    fileBytes: sizeBytes,
    filename: file,
    fileType: posix.extname(file).slice(1),
    length: rounded(track.durationSeconds) ?? 0,
    bpm: rounded(track.bpm),
    bpmAnalyzed: track.bpm,
    bitrate: track.bitRate === null ? null : Math.round(track.bitRate / 1_000),
    key: track.key === null ? null : keyToEngine(track.key),
    rating: (track.rating ?? 0) * STARS,
    albumArtId: NO_ART_ID,
    timeLastPlayed: playedAt,
    isPlayed: playedAt === null ? 0 : 1,
    dateCreated: addedAt,
    dateAdded: addedAt,
    isAvailable: 1,
    isMetadataOfPackedTrackChanged: 0,
    isPerfomanceDataOfPackedTrackChanged: 0,
    isMetadataImported: 1,
    pdbImportKey: 0,
    streamingFlags: 0,
    explicitLyrics: 0,
    activeOnLoadLoops: 0,
    isBeatGridLocked: track.locked ? 1 : 0,
    lastEditTime: Math.floor(options.writtenAtMs / 1_000),
    ...performanceOf(track, drops),
  };
}

/**
 * @returns The row of each track by its id in the library. Tracks without a path and second ones with the same path have none
 * ("track").
 */
export function insertEngineTracks(
  raw: Database.Database,
  tracks: readonly InterchangeTrack[],
  options: EngineWriteOptions,
  drops: DropCounter,
): Map<string, number> {
  const rows = new Map<string, number>();
  const byPath = new Map<string, number>();
  let insert: Database.Statement<[Values]> | null = null;
  for (const track of tracks) {
    const path = track.path === null ? null : toEnginePath(track.path, options.libraryFolder);
    const same = path === null ? undefined : byPath.get(path);
    if (path === null || same !== undefined) {
      drops.drop('track');
      if (same !== undefined) rows.set(track.id, same);
      continue;
    }
    countDropped(track, drops);
    const values = valuesOf(track, path, options, drops);
    const names = Object.keys(values);
    insert ??= raw.prepare<[Values]>(
      `INSERT INTO Track (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
    );
    const row = Number(insert.run(values).lastInsertRowid);
    rows.set(track.id, row);
    byPath.set(path, row);
  }
  return rows;
}
