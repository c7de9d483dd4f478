import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CHECKSUMS_ENTRY, formatChecksums, LIBRARY_ENTRY, MANIFEST_ENTRY } from '#main/backups/archive-manifest.ts';
import { stageArchive } from '#main/backups/stage.ts';
import { paddingAfter, TAR_END, tarHeader } from '#main/backups/tar.ts';
import { type ArchiveRequest, writeArchive } from '#main/backups/write-archive.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { openTempLibrary, tempFolder } from './temp-library.ts';
import { addTitled } from './titled-tracks.ts';

export const NOW = '2026-11-20T12:00:00.000Z';
export const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
export const titles = Array.from({ length: 300 }, (_, index) => `Track ${index}`);

export function requestFor(
  library: LibraryDatabase,
  path: string,
  given: Partial<ArchiveRequest> = {},
): ArchiveRequest {
  const { path: libraryPath } = library;
  return {
    libraryPath,
    path,
    withWaveforms: true,
    replace: false,
    appVersion: '1.2.3',
    nowIso: NOW,
    ...quiet,
    ...given,
  };
}

export function fullLibrary(): LibraryDatabase {
  const library = openTempLibrary();
  addTitled(library, titles);
  const set = library.raw.prepare(`INSERT OR REPLACE INTO settings VALUES (?, ?, '${NOW}')`);
  set.run('settings.theme', '"light"');
  set.run('settings.ffmpegPath', '"/home/somebody/ffmpeg"');
  set.run('tagger.model', '{"path":"/home/somebody/model.onnx"}');
  return library;
}

/** Opens an archive in the place of another library, as another computer would. */
export async function openElsewhere(archive: string): Promise<LibraryDatabase> {
  const library = openTempLibrary();
  addTitled(library, ['elsewhere']);
  await stageArchive(archive, { libraryPath: library.path, nowIso: NOW, ...quiet });
  await library.close();
  return openTempLibrary({ path: library.path });
}

export const litter = (folder: string) => readdirSync(folder).filter((name) => /partial|incoming|archive$/.test(name));

/** Path of an archive of `fullLibrary`. */
export async function madeArchive(given: Partial<ArchiveRequest> = {}): Promise<string> {
  const path = join(tempFolder(), 'made.musicforge');
  await writeArchive(requestFor(fullLibrary(), path, given));
  return path;
}

/** An archive around any content, with right checksums. */
export function handMade(library: Uint8Array, changes: Readonly<Record<string, unknown>> = {}): Buffer {
  const packed = gzipSync(library);
  const hash = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
  const manifest = Buffer.from(
    JSON.stringify({
      format: 'musicforge-library',
      version: 1,
      appVersion: '9.9.9',
      schemaVersion: 5,
      madeAt: NOW,
      hasWaveforms: true,
      counts: { tracks: 0, crates: 0, sets: 0, cuePoints: 0, plays: 0 },
      library: { bytes: library.length, sha256: hash(library) },
      ...changes,
    }),
  );
  const sums = Buffer.from(formatChecksums({ [LIBRARY_ENTRY]: hash(packed), [MANIFEST_ENTRY]: hash(manifest) }));
  const entry = (name: string, content: Uint8Array) => [
    tarHeader(name, content.length, 0),
    content,
    new Uint8Array(paddingAfter(content.length)),
  ];
  return Buffer.concat([
    ...entry(LIBRARY_ENTRY, packed),
    ...entry(MANIFEST_ENTRY, manifest),
    ...entry(CHECKSUMS_ENTRY, sums),
    TAR_END,
  ]);
}
