import { createHash } from 'node:crypto';
import { createReadStream, existsSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import Database from 'better-sqlite3';
import { writeError } from '#main/platform/atomic-file.ts';
import { countLibrary } from '#main/storage/library-counts.ts';
import { schemaVersion } from '#main/storage/migrate.ts';
import { snapshotSteps } from '#main/storage/snapshot.ts';
import { forgetMachine } from '#main/storage/staged-library.ts';
import { storageError } from '#main/storage/storage-error.ts';
import type { ArchiveSummary } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  ARCHIVE_ENDING,
  ARCHIVE_VERSION,
  type ArchiveManifest,
  CHECKSUMS_ENTRY,
  formatChecksums,
  LIBRARY_ENTRY,
  MANIFEST_ENTRY,
} from './archive-manifest.ts';
import { HEADER_BYTES, paddingAfter, TAR_END, tarHeader } from './tar.ts';

export interface ArchiveRequest {
  /** Path of the library, which may be in use. */
  readonly libraryPath: string;
  /** The archive's. */
  readonly path: string;
  readonly withWaveforms: boolean;
  readonly replace: boolean;
  readonly appVersion: string;
  readonly nowIso: string;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** The part of the work that copying by rows is, roughly. */
const COPIED = 0.4;
const READ_BYTES = 256 * 1024;
/** Waveforms are compressed already: more effort gains nothing on nine tenths of the file. */
const GZIP_LEVEL = 4;

/** Beside the library, where there is room for one; the target may be a small stick. */
export const archiveScratch = (libraryPath: string): string => `${libraryPath}.archive`;
/** What a killed program left of an archive that was being made. */
export function clearArchiveScratch(libraryPath: string): void {
  const scratch = archiveScratch(libraryPath);
  for (const path of [scratch, `${scratch}-journal`]) rmSync(path, { force: true });
}

type Facts = Pick<ArchiveManifest, 'counts' | 'schemaVersion'>;

/** Takes what is of this machine out of the copy. */
function tidy(scratch: string): Facts {
  const raw = new Database(scratch);
  try {
    raw.pragma('journal_mode = OFF');
    // What is deleted is not to be read in the file's free pages.
    raw.pragma('secure_delete = ON');
    forgetMachine(raw);
    // Jobs of this machine.
    raw.exec('DELETE FROM analysis_jobs');
    return { counts: countLibrary(raw), schemaVersion: schemaVersion(raw) };
  } finally {
    raw.close();
  }
}

async function copyLibrary({ libraryPath, withWaveforms, signal, onProgress }: ArchiveRequest): Promise<Facts> {
  const scratch = archiveScratch(libraryPath);
  clearArchiveScratch(libraryPath);
  for (const fraction of snapshotSteps(libraryPath, scratch, { withWaveforms })) {
    signal.throwIfAborted();
    onProgress(fraction * COPIED);
    await setImmediate();
  }
  return tidy(scratch);
}

interface Written {
  /** Compressed. */
  readonly bytes: number;
  readonly sha256: string;
  /** Before it was compressed. */
  readonly library: ArchiveManifest['library'];
}

async function writeAll(file: FileHandle, content: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < content.length; ) {
    const { bytesWritten } = await file.write(content, done, content.length - done, position + done);
    done += bytesWritten;
  }
}

/** Compresses the copy into the archive, hashed on both sides of the compression. */
async function writeLibrary(
  file: FileHandle,
  start: number,
  { libraryPath, signal, onProgress }: ArchiveRequest,
): Promise<Written> {
  const scratch = archiveScratch(libraryPath);
  const [plain, packed] = [createHash('sha256'), createHash('sha256')];
  const total = (await stat(scratch)).size;
  let [read, bytes] = [0, 0];
  await pipeline(
    createReadStream(scratch, { highWaterMark: READ_BYTES }),
    async function* measure(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        plain.update(chunk);
        read += chunk.length;
        onProgress(COPIED + (read / total) * (1 - COPIED));
        yield chunk;
      }
    },
    createGzip({ level: GZIP_LEVEL }),
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        packed.update(chunk);
        await writeAll(file, chunk, start + bytes);
        bytes += chunk.length;
      }
    },
    { signal },
  );
  return { bytes, sha256: packed.digest('hex'), library: { bytes: read, sha256: plain.digest('hex') } };
}

function manifestOf({ appVersion, nowIso, withWaveforms }: ArchiveRequest, facts: Facts, written: Written) {
  const manifest: ArchiveManifest = {
    format: 'musicforge-library',
    version: ARCHIVE_VERSION,
    appVersion,
    schemaVersion: facts.schemaVersion,
    madeAt: nowIso,
    hasWaveforms: withWaveforms,
    counts: facts.counts,
    library: written.library,
  };
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** The library first and the checksums last, so that each part is written once and an archive cut short lacks them. */
async function fill(file: FileHandle, request: ArchiveRequest, facts: Facts): Promise<number> {
  const madeMs = Date.parse(request.nowIso);
  const written = await writeLibrary(file, HEADER_BYTES, request);
  await writeAll(file, tarHeader(LIBRARY_ENTRY, written.bytes, madeMs), 0);
  let end = HEADER_BYTES + written.bytes;
  const append = async (content: Uint8Array) => {
    await writeAll(file, content, end);
    end += content.length;
  };
  const manifest = manifestOf(request, facts, written);
  const sums = Buffer.from(
    formatChecksums({
      [LIBRARY_ENTRY]: written.sha256,
      [MANIFEST_ENTRY]: createHash('sha256').update(manifest).digest('hex'),
    }),
  );
  await append(new Uint8Array(paddingAfter(written.bytes)));
  for (const [name, content] of [[MANIFEST_ENTRY, manifest] as const, [CHECKSUMS_ENTRY, sums] as const]) {
    await append(tarHeader(name, content.length, madeMs));
    await append(content);
    await append(new Uint8Array(paddingAfter(content.length)));
  }
  await append(TAR_END);
  await file.sync();
  return end;
}

/** @throws {AppError} `invalid-input` for another kind of file, which is never written over; `conflict`. */
export function assertTarget(path: string, replace: boolean): void {
  if (!path.endsWith(ARCHIVE_ENDING))
    throw new AppError('invalid-input', `Give the archive a name that ends in ${ARCHIVE_ENDING}.`);
  if (replace || !existsSync(path)) return;
  throw new AppError('conflict', `There is a file ${basename(path)} already. Choose another name, or replace it.`);
}

/**
 * Writes the whole library, as it is at the first step, into one file: a tar with the compressed database, a manifest and
 * checksums. Until it is complete it has another name, and a file that it replaces stays. No secrets are in it, and no
 * setting of this machine.
 * @throws {AppError} `conflict` for a file that is there, `storage-full`, `permission-denied`, `not-found`; the reason of
 *   `signal` when it aborts.
 */
export async function writeArchive(request: ArchiveRequest): Promise<ArchiveSummary> {
  const { path, replace, signal } = request;
  assertTarget(path, replace);
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, 'w');
    try {
      const summary = await fillAndClose(file, request);
      signal.throwIfAborted();
      assertTarget(path, replace);
      await rename(partial, path);
      return summary;
    } finally {
      await rm(partial, { force: true });
      clearArchiveScratch(request.libraryPath);
    }
  } catch (error) {
    signal.throwIfAborted();
    throw archiveError(error, basename(path));
  }
}

async function fillAndClose(file: FileHandle, request: ArchiveRequest): Promise<ArchiveSummary> {
  const { path, appVersion, nowIso, withWaveforms } = request;
  try {
    const facts = await copyLibrary(request);
    const bytes = await fill(file, request, facts);
    return { path, bytes, madeAt: nowIso, appVersion, counts: facts.counts, hasWaveforms: withWaveforms };
  } finally {
    await file.close();
  }
}

function archiveError(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AppError('not-found', 'The folder for the archive is not there. Choose another.', {}, error);
  if (code === 'EISDIR') return new AppError('invalid-input', 'This is a folder. Give the archive a name.', {}, error);
  const known = storageError(writeError(error, name));
  if (!(known instanceof AppError) || known.code !== 'storage-full') return known;
  const message = `There is not enough space for ${name}. Free some, or choose another drive.`;
  return new AppError('storage-full', message, { name }, error);
}
