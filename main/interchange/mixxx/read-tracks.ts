import { AppError } from '#shared/errors/app-error.ts';
import { formatMusicalShort, type MusicalKey, musicalKey, parseKey } from '#shared/domain/key.ts';
import { colourFromNumber } from '#main/interchange/colour.ts';
import {
  cellBytes,
  cellNumber,
  cellPositive,
  cellText,
  type ForeignDatabase,
  type ForeignRow,
} from '#main/interchange/foreign-database.ts';
import { emptyTrack, type GridMarker, type InterchangeTrack } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { parseMixxxBeats } from './beats.ts';
import { type MixxxCue, placeMixxxCues } from './cues.ts';
import { readMixxxTime } from './time.ts';

const TEXTS = ['title', 'artist', 'album', 'genre', 'comment', 'composer', 'grouping'] as const;
const OTHERS = [
  'id',
  'location',
  'year',
  'tracknumber',
  'duration',
  'bitrate',
  'samplerate',
  'bpm',
  'bpm_lock',
  'key',
  'key_id',
  'rating',
  'color',
  'timesplayed',
  'datetime_added',
  'last_played_at',
  'beats',
  'beats_version',
  'mixxx_deleted',
  'album_artist',
] as const;
/** Kept, for there is nothing like them elsewhere. */
const KEPT = ['url', 'replaygain', 'replaygain_peak', 'tracktotal', 'filetype'] as const;
/** Of no use outside Mixxx. */
const INTERNAL = [
  'cuepoint',
  'wavesummaryhex',
  'channels',
  'played',
  'header_parsed',
  'beats_sub_version',
  'keys',
  'keys_version',
  'keys_sub_version',
  'coverart_source',
  'coverart_type',
  'coverart_location',
  'coverart_hash',
  'coverart_color',
  'coverart_digest',
  'source_synchronized_ms',
  'tuning_frequency_hz',
];
/** Where nothing says it. */
const LIKELY_SAMPLE_RATE = 44_100;

interface MixxxFile {
  readonly path: string;
  readonly sizeBytes: number | null;
  readonly isGone: boolean;
}

function readFiles(database: ForeignDatabase, report: ReadReport): Map<string, MixxxFile> {
  const files = new Map<string, MixxxFile>();
  for (const row of database.rows('track_locations', ['id', 'location', 'filesize', 'fs_deleted'], report)) {
    files.set(cellText(row['id']), {
      path: cellText(row['location']),
      sizeBytes: cellPositive(row['filesize']),
      isGone: cellNumber(row['fs_deleted']) === 1,
    });
  }
  return files;
}

/** 1 to 12 are C to B major, 13 to 24 Cm to Bm. */
function keyFromMixxx(id: number | null): MusicalKey | null {
  if (id === null || !Number.isInteger(id) || id < 1 || id > 24) return null;
  return id <= 12 ? musicalKey(id - 1, 'major') : musicalKey(id - 13, 'minor');
}

function readGrid(row: ForeignRow, sampleRate: number, report: ReadReport): readonly GridMarker[] {
  const [beats, version] = [cellBytes(row['beats']), cellText(row['beats_version'])];
  if (beats === null || version === '') return [];
  try {
    return parseMixxxBeats(beats, version, sampleRate);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report.problem(`track ${cellText(row['id'])}`, error.message);
    return [];
  }
}

function extrasOf(row: ForeignRow, file: MixxxFile | undefined): Record<string, string> {
  // Replay gain and the like are 0 or negative where they are not known.
  const isFilled = (value: string) => value !== '' && value !== '//' && !(Number(value) <= 0);
  const filled = KEPT.map((name) => [`library.${name}`, cellText(row[name])] as const);
  const extra = Object.fromEntries(filled.filter(([, value]) => isFilled(value)));
  return file?.isGone ? { ...extra, 'track_locations.fs_deleted': '1' } : extra;
}

/** What the row itself says, without beats and cues. */
function readFields(row: ForeignRow, file: MixxxFile | undefined): InterchangeTrack {
  const keyText = cellText(row['key']);
  const key = keyFromMixxx(cellNumber(row['key_id'])) ?? parseKey(keyText);
  const [colour, bitRate] = [cellNumber(row['color']), cellPositive(row['bitrate'])];
  const texts = Object.fromEntries(TEXTS.map((name) => [name, cellText(row[name])]));
  return {
    ...emptyTrack(cellText(row['id'])),
    ...(texts as Record<(typeof TEXTS)[number], string>),
    albumArtist: cellText(row['album_artist']),
    path: file?.path || null,
    sizeBytes: file?.sizeBytes ?? null,
    year: cellPositive(/\d{4}/.exec(cellText(row['year']))?.[0]),
    trackNumber: cellPositive(/\d+/.exec(cellText(row['tracknumber']))?.[0]),
    rating: cellPositive(row['rating']),
    colour: colour === null ? null : colourFromNumber(colour),
    durationSeconds: cellPositive(row['duration']),
    bpm: cellPositive(row['bpm']),
    key,
    keyText: keyText || (key === null ? '' : formatMusicalShort(key)),
    // Kept in thousands of bits a second.
    bitRate: bitRate === null ? null : bitRate * 1_000,
    sampleRate: cellPositive(row['samplerate']),
    addedAt: readMixxxTime(row['datetime_added']),
    lastPlayedAt: readMixxxTime(row['last_played_at']),
    playCount: cellNumber(row['timesplayed']),
    locked: cellNumber(row['bpm_lock']) === 1,
    extra: extrasOf(row, file),
  };
}

function countUnknownColumns(database: ForeignDatabase, report: ReadReport): void {
  const known = new Set<string>([...TEXTS, ...OTHERS, ...KEPT, ...INTERNAL]);
  for (const name of database.columns('library')) if (!known.has(name)) report.unknown(`library.${name}`);
}

/** Tracks that the user has removed ("mixxx_deleted") are left out and counted in one problem. */
export function readMixxxTracks(
  database: ForeignDatabase,
  cues: ReadonlyMap<string, readonly MixxxCue[]>,
  report: ReadReport,
): InterchangeTrack[] {
  countUnknownColumns(database, report);
  const files = readFiles(database, report);
  const tracks: InterchangeTrack[] = [];
  let deleted = 0;
  for (const row of database.rows('library', [...TEXTS, ...OTHERS, ...KEPT], report)) {
    if (cellNumber(row['mixxx_deleted']) === 1) {
      deleted += 1;
      continue;
    }
    const fields = readFields(row, files.get(cellText(row['location'])));
    const sampleRate = fields.sampleRate ?? LIKELY_SAMPLE_RATE;
    const placed = placeMixxxCues(cues.get(fields.id) ?? [], sampleRate);
    const grid = readGrid(row, sampleRate, report);
    if (fields.sampleRate === null && placed.length + grid.length > 0) {
      report.problem(`track ${fields.id}`, 'The sample rate is not known; cues and grid are right if it is 44.1 kHz.');
    }
    if (fields.path === null) report.problem(`track ${fields.id}`, 'The file of the track is not known.');
    tracks.push({ ...fields, grid, cues: placed });
  }
  if (deleted > 0)
    report.problem('library', `${deleted} tracks that are deleted in Mixxx were left out (mixxx_deleted).`);
  return tracks;
}
