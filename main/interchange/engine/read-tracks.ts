import { formatMusicalShort } from '#shared/domain/key.ts';
import {
  type Cell,
  cellNumber,
  cellPositive,
  cellText,
  type ForeignDatabase,
  type ForeignRow,
} from '#main/interchange/foreign-database.ts';
import { emptyTrack, type InterchangeTrack } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { keyFromEngine } from './key.ts';
import { fromEnginePath } from './paths.ts';
import type { EnginePerformance } from './read-performance.ts';

const TEXTS = ['title', 'artist', 'album', 'genre', 'comment', 'label', 'composer', 'remixer'] as const;
const NUMBERS = ['playOrder', 'length', 'bpm', 'bpmAnalyzed', 'year', 'bitrate', 'fileBytes', 'key', 'rating'] as const;
const OTHERS = ['path', 'filename', 'timeLastPlayed', 'dateAdded', 'isBeatGridLocked'] as const;
/** Kept, for there is nothing like them elsewhere. */
const KEPT = ['uri', 'streamingSource', 'fileType', 'isPlayed', 'isAvailable'] as const;
const ORIGIN = ['originDatabaseUuid', 'originTrackId'] as const;
/** Of no use outside Engine DJ. */
const INTERNAL = [
  'id',
  'albumArtId',
  'albumArt',
  'isAnalyzed',
  'dateCreated',
  'isMetadataOfPackedTrackChanged',
  'isPerfomanceDataOfPackedTrackChanged',
  'playedIndicator',
  'isMetadataImported',
  'pdbImportKey',
  'trackData',
  'overviewWaveFormData',
  'highResolutionWaveFormData',
  'beatData',
  'quickCues',
  'loops',
  'thirdPartySourceId',
  'streamingFlags',
  'explicitLyrics',
  'activeOnLoadLoops',
  'lastEditTime',
];
const STARS = 20;

/** Seconds since 1970; text with a date in older versions. */
function readTime(cell: Cell | undefined): string | null {
  const seconds = cellNumber(cell);
  if (seconds !== null) {
    return seconds > 0 && seconds < 1e11 ? new Date(seconds * 1_000).toISOString() : null;
  }
  const text = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d)?/.exec(cellText(cell))?.[0];
  return text === undefined ? null : text.replace(' ', 'T');
}

function readRating(cell: Cell | undefined): number | null {
  const rating = cellPositive(cell);
  return rating === null ? null : Math.min(5, Math.round(rating / STARS));
}

function extrasOf(row: ForeignRow): Record<string, string> {
  const filled = KEPT.map((name) => [`Track.${name}`, cellText(row[name])] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

/** What the track itself says; grid and cues come from elsewhere. */
function readFields(row: ForeignRow, libraryFolder: string | null): InterchangeTrack {
  const path = cellText(row['path']) || cellText(row['filename']);
  const key = keyFromEngine(cellNumber(row['key']));
  const bitRate = cellPositive(row['bitrate']);
  return {
    ...emptyTrack(cellText(row['id'])),
    ...(Object.fromEntries(TEXTS.map((name) => [name, cellText(row[name])])) as Record<(typeof TEXTS)[number], string>),
    path: path === '' ? null : fromEnginePath(path, libraryFolder),
    trackNumber: cellPositive(row['playOrder']),
    year: cellPositive(row['year']),
    rating: readRating(row['rating']),
    durationSeconds: cellPositive(row['length']),
    bpm: cellPositive(row['bpmAnalyzed']) ?? cellPositive(row['bpm']),
    key,
    keyText: key === null ? '' : formatMusicalShort(key),
    sizeBytes: cellPositive(row['fileBytes']),
    // Kept in thousands of bits a second.
    bitRate: bitRate === null ? null : bitRate * 1_000,
    addedAt: readTime(row['dateAdded']),
    lastPlayedAt: readTime(row['timeLastPlayed']),
    locked: cellNumber(row['isBeatGridLocked']) === 1,
    extra: extrasOf(row),
  };
}

/** How playlists name a track: by its id here, or by the database and the id that it came from. */
export const originName = (uuid: Cell | undefined, id: Cell | undefined): string => `${cellText(uuid)} ${cellText(id)}`;

export interface EngineTracks {
  readonly tracks: readonly InterchangeTrack[];
  /** Ids here by the name of the origin. */
  readonly byOrigin: ReadonlyMap<string, string>;
}

export function readEngineTracks(
  database: ForeignDatabase,
  libraryFolder: string | null,
  performance: ReadonlyMap<number, EnginePerformance>,
  report: ReadReport,
): EngineTracks {
  const wanted = ['id', ...TEXTS, ...NUMBERS, ...OTHERS, ...KEPT, ...ORIGIN];
  const known = new Set([...wanted, ...INTERNAL]);
  for (const name of database.columns('Track')) if (!known.has(name)) report.unknown(`Track.${name}`);
  const tracks = new Map<string, InterchangeTrack>();
  const byOrigin = new Map<string, string>();
  for (const row of database.rows('Track', wanted, report)) {
    const fields = readFields(row, libraryFolder);
    const analysed = performance.get(cellNumber(row['id']) ?? Number.NaN);
    const durationSeconds = analysed?.durationSeconds ?? fields.durationSeconds;
    const track = { ...fields, ...analysed, durationSeconds };
    tracks.set(track.id, track);
    byOrigin.set(originName(row['originDatabaseUuid'], row['originTrackId']), track.id);
  }
  return { tracks: [...tracks.values()], byOrigin };
}
