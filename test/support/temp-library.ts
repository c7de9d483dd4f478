import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type LibraryDatabase, type OpenDatabaseOptions, openDatabase } from '#main/storage/open-database.ts';
import type { RowFields } from '#main/storage/mutation.ts';

/** A clock that stands still until it is set. */
export function manualClock(startMs = Date.UTC(2026, 10, 20)): { now: () => number; advance: (byMs: number) => void } {
  let time = startMs;
  return {
    now: () => time,
    advance: (byMs) => {
      time += byMs;
    },
  };
}

/** A folder that is removed when the test is over. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'musicforge-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real library in a folder of its own; closed and removed when the test is over. */
export function openTempLibrary(options: Partial<OpenDatabaseOptions> = {}): LibraryDatabase {
  const path = options.path ?? join(tempFolder(), 'library.db');
  const library = openDatabase({ clock: manualClock(), ...options, path });
  onTestFinished(() => (library.raw.open ? library.close() : undefined));
  return library;
}

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
    added_at: '2026-11-20T00:00:00.000Z',
    play_count: 0,
    has_artwork: 0,
    ...set,
  };
}

/** All fields of a file, to be varied. */
export function fileFields(trackId: string, set: Partial<RowFields<'files'>> = {}): RowFields<'files'> {
  return {
    track_id: trackId,
    folder_id: null,
    path: `/music/${trackId}.mp3`,
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
