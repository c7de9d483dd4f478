import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from './in-parts.ts';

type Database = Pick<LibraryDatabase, 'raw'>;

/** What the data quality asks of a live track. */
export interface QualityFacts {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly genre: string;
  readonly year: number | null;
  readonly durationSeconds: number | null;
  readonly bpm: number | null;
  readonly keyIndex: number | null;
  readonly hasArtwork: 0 | 1;
  readonly gridLocked: 0 | 1;
  readonly keyLocked: 0 | 1;
  /** The user or an import has set a grid, which tempo and cue points go with. */
  readonly hasOwnGrid: 0 | 1;
  /** A file that is there; else one that was; null for none. */
  readonly path: string | null;
  readonly isMissing: 0 | 1;
  readonly analysisBpm: number | null;
  /** 0-1. */
  readonly analysisBpmConfidence: number | null;
  readonly analysisKeyIndex: number | null;
  /** What was learned from the user's own genres suggests, where that is sure enough. */
  readonly learnedGenre: string | null;
}

const SELECT = `SELECT tracks.number, tracks.id, title, artist, album, genre, year,
    tracks.duration_seconds AS durationSeconds, tracks.bpm, tracks.key_index AS keyIndex, has_artwork AS hasArtwork,
    grid_locked AS gridLocked, key_locked AS keyLocked, tracks.grid IS NOT NULL AS hasOwnGrid,
    (SELECT path FROM files WHERE track_id = tracks.id AND deleted_at IS NULL
      ORDER BY missing_since IS NOT NULL, files.id LIMIT 1) AS path,
    NOT EXISTS (SELECT 1 FROM files WHERE track_id = tracks.id AND deleted_at IS NULL AND missing_since IS NULL)
      AS isMissing,
    track_analyses.bpm AS analysisBpm, bpm_confidence AS analysisBpmConfidence,
    track_analyses.key_index AS analysisKeyIndex,
    (SELECT value FROM provider_values WHERE track_id = tracks.id AND field = 'genre' AND provider = 'genre-model')
      AS learnedGenre
  FROM tracks LEFT JOIN track_analyses ON track_analyses.track_id = tracks.id
  WHERE tracks.deleted_at IS NULL`;

/** The next live tracks after a row number, in order. */
export function qualityFactsAfter({ raw }: Database, number: number, limit: number): QualityFacts[] {
  const select = `${SELECT} AND tracks.number > ? ORDER BY tracks.number LIMIT ?`;
  return raw.prepare<[number, number], QualityFacts>(select).all(number, limit);
}

function factsWhere({ raw }: Database, column: 'id' | 'number', values: readonly (string | number)[]): QualityFacts[] {
  return inParts(values).flatMap((part) => {
    const marks = part.map(() => '?').join(',');
    return raw.prepare<(string | number)[], QualityFacts>(`${SELECT} AND tracks.${column} IN (${marks})`).all(...part);
  });
}

/** The live ones among these tracks, in no order. */
export const qualityFacts = (database: Database, ids: readonly string[]): QualityFacts[] =>
  factsWhere(database, 'id', ids);

/** The same by row number. */
export const qualityFactsOf = (database: Database, numbers: readonly number[]): QualityFacts[] =>
  factsWhere(database, 'number', numbers);

/** Number, artist text and title of a live track. */
export type ArtistTitle = readonly [number: number, artist: string, title: string];

/** Texts of the next live tracks after a row number, in order. */
export function artistTitlesAfter({ raw }: Database, number: number, limit: number): ArtistTitle[] {
  const select = `SELECT number, artist, title FROM tracks
    WHERE deleted_at IS NULL AND number > ? ORDER BY number LIMIT ?`;
  return raw.prepare(select).raw().all(number, limit) as unknown as ArtistTitle[];
}

/** The same of the live ones among these tracks. */
export function artistTitles({ raw }: Database, ids: readonly string[]): ArtistTitle[] {
  return inParts(ids).flatMap((part) => {
    const marks = part.map(() => '?').join(',');
    const select = `SELECT number, artist, title FROM tracks WHERE deleted_at IS NULL AND id IN (${marks})`;
    return raw
      .prepare(select)
      .raw()
      .all(...part) as unknown as ArtistTitle[];
  });
}

/** Row numbers of tracks, those removed among them. */
export function numbersOfTracks({ raw }: Database, ids: readonly string[]): number[] {
  return inParts(ids).flatMap((part) => {
    const marks = part.map(() => '?').join(',');
    return raw
      .prepare<string[], number>(`SELECT number FROM tracks WHERE id IN (${marks})`)
      .pluck()
      .all(...part);
  });
}

/** Tracks that files belong to, those removed among them. */
export function tracksOfFiles({ raw }: Database, fileIds: readonly string[]): string[] {
  return inParts(fileIds).flatMap((part) => {
    const marks = part.map(() => '?').join(',');
    return raw
      .prepare<string[], string>(`SELECT track_id FROM files WHERE id IN (${marks})`)
      .pluck()
      .all(...part);
  });
}

export function liveTrackCount({ raw }: Database): number {
  return raw.prepare<[], number>('SELECT count(*) FROM tracks WHERE deleted_at IS NULL').pluck().get() ?? 0;
}

/** A rule that is left out for a track (its row number), or for all (null). */
export interface QualityIgnore {
  readonly id: string;
  readonly rule: string;
  readonly trackId: string | null;
  readonly number: number | null;
}

export function qualityIgnores({ raw }: Database): QualityIgnore[] {
  return raw
    .prepare<[], QualityIgnore>(
      `SELECT quality_ignores.id, rule, track_id AS trackId, tracks.number FROM quality_ignores
       LEFT JOIN tracks ON tracks.id = track_id WHERE quality_ignores.deleted_at IS NULL`,
    )
    .all();
}
