import Database from 'better-sqlite3';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { fileFields, trackFields } from './library-rows.ts';

/** Adds tracks of these titles, each with a file and a waveform, as one step. */
export function addTitled(library: LibraryDatabase, titles: readonly string[]): void {
  const added = titles.map((title) => ({ id: library.newId(), title }));
  library.mutate({
    origin: 'user',
    label: 'Add',
    mutations: added.flatMap(({ id, title }) => [
      { op: 'insert' as const, table: 'tracks' as const, id, set: trackFields({ title }) },
      { op: 'insert' as const, table: 'files' as const, id: library.newId(), set: fileFields(id) },
    ]),
  });
  library.transaction('derived', () => {
    const analysis = library.raw.prepare(
      `INSERT INTO track_analyses (track_id, content_hash, version, bpm_confidence, key_confidence, duration_seconds, analysed_at)
       VALUES (?, ?, 1, 1, 1, 300, '2026-11-20T00:00:00.000Z')`,
    );
    const waveform = library.raw.prepare(
      'INSERT INTO waveforms (track_id, version, peaks, overview) VALUES (?, 1, ?, ?)',
    );
    for (const { id } of added) {
      analysis.run(id, `hash-${id}`);
      waveform.run(id, new Uint8Array(2000).fill(7), new Uint8Array(100));
    }
  });
}

/** Titles of the live tracks, in the order in which they were added. */
export function titlesIn(library: LibraryDatabase): string[] {
  return library.raw
    .prepare('SELECT title FROM tracks WHERE deleted_at IS NULL ORDER BY number')
    .pluck()
    .all() as string[];
}

/** The same of a closed library. @throws {Error} When it is not sound. */
export function titlesOfFile(path: string): string[] {
  const raw = new Database(path, { readonly: true });
  try {
    const verdict = raw.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new Error(String(verdict));
    return raw.prepare('SELECT title FROM tracks WHERE deleted_at IS NULL ORDER BY number').pluck().all() as string[];
  } finally {
    raw.close();
  }
}
