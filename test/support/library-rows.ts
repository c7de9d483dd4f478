import type { RowFields } from '#main/storage/mutation.ts';

/** All fields of a track, to be varied. */
export function trackFields(set: Partial<RowFields<'tracks'>> = {}): RowFields<'tracks'> {
  return {
    title: 'Strobe',
    artist: 'deadmau5',
    album: 'For Lack of a Better Name',
    album_artist: '',
    genre: 'Progressive House',
    label: 'mau5trap',
    comment: '',
    year: 2009,
    track_number: 10,
    rating: 0,
    colour: null,
    duration_seconds: null,
    bpm: null,
    key_index: null,
    energy: null,
    loudness_lufs: null,
    grid: null,
    grid_locked: 0,
    key_locked: 0,
    added_at: '2026-11-20T00:00:00.000Z',
    play_count: 0,
    has_artwork: 0,
    remixer: '',
    mix: '',
    composer: '',
    grouping: '',
    disc_number: null,
    last_played_at: null,
    ...set,
  };
}

/** All fields of a set, to be varied. */
export function setFields(name: string, set: Partial<RowFields<'sets'>> = {}): RowFields<'sets'> {
  return { name, notes: '', venue: '', starts_at: null, target_seconds: null, arc: null, ...set };
}

/** All fields of an entry of a set, to be varied. */
export function entryFields(
  setId: string,
  trackId: string,
  position: number,
  set: Partial<RowFields<'set_entries'>> = {},
): RowFields<'set_entries'> {
  return { set_id: setId, track_id: trackId, position, notes: '', phase: null, locked: 0, ...set };
}

/** All fields of a file, to be varied. */
export function fileFields(trackId: string, set: Partial<RowFields<'files'>> = {}): RowFields<'files'> {
  return {
    track_id: trackId,
    folder_id: null,
    // On a drive that is not connected: nobody looks for it and finds it missing.
    path: `/media/dj/USB/${trackId}.mp3`,
    size_bytes: 1,
    modified_ms: 0,
    content_hash: `hash-${trackId}`,
    format: 'mp3',
    sample_rate: 44100,
    bit_rate: 320000,
    channels: 2,
    missing_since: null,
    ...set,
  };
}
