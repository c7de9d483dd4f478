import { emptyTrack, type InterchangeLibrary, type InterchangeTrack } from '#main/interchange/model.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { inventTracks } from './many-tracks.ts';

const HOT_CUES = 4;
const MEMORY_CUES = 2;
const PLAYLISTS = 200;
const PLAYLIST_TRACKS = 100;

function foreignOf(row: RowFields<'tracks'>, n: number): InterchangeTrack {
  const cue = { type: 'cue', endSeconds: null } as const;
  const hot = Array.from({ length: HOT_CUES }, (_, slot) => ({
    ...cue,
    slot,
    startSeconds: 16 * slot + 0.123,
    name: `Cue ${slot + 1}`,
    colour: '#28e214',
  }));
  const memory = Array.from({ length: MEMORY_CUES }, (_, k) => ({
    ...cue,
    slot: null,
    startSeconds: 64 * k + 0.123,
    name: '',
    colour: null,
  }));
  return {
    ...emptyTrack(String(n + 1)),
    path: `D:\\Music\\${row.artist}\\${row.album}\\${row.title}.mp3`,
    title: row.title,
    artist: row.artist,
    album: row.album,
    genre: row.genre,
    label: row.label,
    comment: 'Bought in the shop, 320 kbit/s, warm-up',
    year: row.year,
    rating: row.rating,
    durationSeconds: Math.round(row.duration_seconds ?? 0),
    bpm: row.bpm,
    key: keyFromIndex(row.key_index ?? 0),
    bitRate: 320_000,
    sampleRate: 44_100,
    sizeBytes: 9_000_000,
    addedAt: row.added_at.slice(0, 10),
    playCount: n % 10,
    grid: [{ startSeconds: 0.123, bpm: row.bpm ?? 120, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' }],
    cues: [...hot, ...memory],
  };
}

/** The collection of a DJ of many years, the same on every machine: grids, six cues a track, 200 playlists of 100. */
export function inventCollection(count: number): InterchangeLibrary {
  const tracks = inventTracks(count).map(foreignOf);
  const playlists = Array.from({ length: PLAYLISTS }, (_, list) => ({
    kind: 'playlist' as const,
    name: `List ${list + 1}`,
    trackIds: Array.from({ length: PLAYLIST_TRACKS }, (_entry, n) => String(1 + ((list * 97 + n * 31) % count))),
  }));
  return { tracks, playlists, plays: [] };
}
