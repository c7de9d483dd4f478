import type { RowFields } from '#main/storage/mutation.ts';
import type { MergeField } from '#shared/contract/interchange.ts';
import { keyIndex } from '#shared/domain/key.ts';
import type { GridMarker, InterchangeTrack } from '#main/interchange/model.ts';

type TrackFields = RowFields<'tracks'>;

/** The columns of a track that an import writes, and the rule that each follows. */
export const RULE_OF_COLUMN = {
  title: 'title',
  artist: 'artist',
  album: 'album',
  genre: 'genre',
  label: 'label',
  comment: 'comment',
  year: 'year',
  rating: 'rating',
  colour: 'colour',
  bpm: 'grid',
  grid: 'grid',
  key_index: 'key',
  energy: 'energy',
  play_count: 'plays',
  last_played_at: 'plays',
  added_at: 'added',
  album_artist: 'more',
  remixer: 'more',
  mix: 'more',
  composer: 'more',
  grouping: 'more',
  track_number: 'more',
  disc_number: 'more',
  duration_seconds: 'more',
} as const satisfies Partial<Record<keyof TrackFields, MergeField>>;
export type ImportedColumn = keyof typeof RULE_OF_COLUMN;
export type ImportedFields = Pick<TrackFields, ImportedColumn>;

const LONGEST_NAME = 500;
const LONGEST_COMMENT = 5_000;
const SLOWEST_BPM = 1;
const FASTEST_BPM = 1_000;

const cut = (text: string, length = LONGEST_NAME): string => text.replaceAll('\0', '').trim().slice(0, length);
const within = (value: number | null, low: number, high: number): number | null =>
  value !== null && value >= low && value <= high ? value : null;
const whole = (value: number | null, low: number, high: number): number | null =>
  within(value === null ? null : Math.round(value), low, high);

/** A date or time as it is stored; null for what is neither. Dates without a zone are those of this machine. */
export function storedTime(text: string | null): string | null {
  if (text === null || text === '') return null;
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text).getTime();
  return Number.isFinite(time) && time > 0 ? new Date(time).toISOString() : null;
}

const isUsable = ({ bpm, startSeconds }: GridMarker): boolean =>
  bpm >= SLOWEST_BPM && bpm <= FASTEST_BPM && Number.isFinite(startSeconds);

/** The markers as a stored beat grid (shared/domain/beat-grid.ts); null without a usable one. */
export function gridJson(markers: readonly GridMarker[]): string | null {
  const usable = markers.filter(isUsable).toSorted((a, b) => a.startSeconds - b.startSeconds);
  const [first] = usable;
  if (first === undefined) return null;
  const segments = usable.map(({ startSeconds, bpm, beatNumber }) => ({
    startSeconds,
    bpm,
    firstBeatNumber: Math.min(first.beatsPerBar, Math.max(1, beatNumber)),
  }));
  return JSON.stringify({ beatsPerBar: first.beatsPerBar, segments });
}

function tempoOf(track: InterchangeTrack): number | null {
  return within(track.bpm ?? track.grid[0]?.bpm ?? null, SLOWEST_BPM, FASTEST_BPM);
}

/** What a track of another program says, as columns; '' and null where it says nothing. */
export function importedFields(track: InterchangeTrack): ImportedFields {
  return {
    title: cut(track.title),
    artist: cut(track.artist),
    album: cut(track.album),
    genre: cut(track.genre),
    label: cut(track.label),
    comment: cut(track.comment, LONGEST_COMMENT),
    year: whole(track.year, 1000, 9999),
    rating: whole(track.rating, 0, 5) ?? 0,
    colour: track.colour,
    bpm: tempoOf(track),
    grid: gridJson(track.grid),
    key_index: track.key === null ? null : keyIndex(track.key),
    energy: within(track.energy, 0, 1),
    play_count: whole(track.playCount, 0, Number.MAX_SAFE_INTEGER) ?? 0,
    last_played_at: storedTime(track.lastPlayedAt),
    added_at: storedTime(track.addedAt) ?? '',
    album_artist: cut(track.albumArtist),
    remixer: cut(track.remixer),
    mix: cut(track.mix),
    composer: cut(track.composer),
    grouping: cut(track.grouping),
    track_number: whole(track.trackNumber, 1, 99_999),
    disc_number: whole(track.discNumber, 1, 9_999),
    duration_seconds: within(track.durationSeconds, 0.001, 7 * 86_400),
  };
}
