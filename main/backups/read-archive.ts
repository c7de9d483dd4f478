import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { MIGRATIONS } from '#main/storage/migrations/all-migrations.ts';
import type { ArchiveSummary } from '#shared/contract/backups.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  AnyManifest,
  ARCHIVE_VERSION,
  ArchiveManifest,
  CHECKSUMS_ENTRY,
  LIBRARY_ENTRY,
  MANIFEST_ENTRY,
  parseChecksums,
} from './archive-manifest.ts';
import { readTar, type TarEntry } from './tar.ts';

/** A manifest is some hundred bytes. */
const MAX_TEXT_BYTES = 1024 * 1024;
const READ_BYTES = 256 * 1024;

/** An archive that is open, its manifest read and right; the library in it is not looked at yet. */
interface OpenArchive {
  readonly file: FileHandle;
  readonly bytes: number;
  readonly manifest: ArchiveManifest;
  readonly library: TarEntry;
  readonly librarySum: string;
}

const damaged = (cause?: unknown): AppError =>
  new AppError(
    'conflict',
    'This archive is damaged or was cut short: its checksums are wrong. Copy it again from where it was made.',
    {},
    cause,
  );
const noArchive = (cause?: unknown): AppError =>
  new AppError(
    'invalid-input',
    'This is no library archive of MusicForge. Choose a file that ends in .musicforge.',
    {},
    cause,
  );

async function readText(file: FileHandle, entry: TarEntry): Promise<Buffer> {
  if (entry.bytes > MAX_TEXT_BYTES) throw damaged();
  const content = Buffer.alloc(entry.bytes);
  const { bytesRead } = await file.read(content, 0, entry.bytes, entry.offset);
  if (bytesRead < entry.bytes) throw damaged();
  return content;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** @throws {AppError} `unsupported` for an archive of a newer program. */
function parseManifest(content: Buffer): ArchiveManifest {
  const json: unknown = parseJson(content.toString('utf8'));
  const any = AnyManifest.safeParse(json);
  if (!any.success) throw noArchive(any.error);
  const { version, appVersion } = any.data;
  const manifest = ArchiveManifest.safeParse(json);
  const newest = MIGRATIONS.at(-1)?.version ?? 0;
  if (version > ARCHIVE_VERSION || (manifest.success && manifest.data.schemaVersion > newest)) {
    throw new AppError(
      'unsupported',
      `This archive was made by a newer MusicForge (${appVersion}). Update MusicForge on this computer, then open it again.`,
      { appVersion },
    );
  }
  if (!manifest.success) throw damaged(manifest.error);
  return manifest.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(error);
  }
}

async function readHead(file: FileHandle): Promise<Omit<OpenArchive, 'file'>> {
  const { size, isFile } = await file.stat().then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
  if (!isFile) throw noArchive();
  const start = Buffer.alloc(LIBRARY_ENTRY.length);
  await file.read(start, 0, start.length, 0);
  if (start.toString('ascii') !== LIBRARY_ENTRY) throw noArchive();
  const entries = new Map((await readTar(file))?.map((entry) => [entry.name, entry]));
  const [library, manifest, sums] = [LIBRARY_ENTRY, MANIFEST_ENTRY, CHECKSUMS_ENTRY].map((name) => entries.get(name));
  if (library === undefined || manifest === undefined || sums === undefined) throw damaged();
  const content = await readText(file, manifest);
  const expected = parseChecksums((await readText(file, sums)).toString('utf8'));
  const librarySum = expected.get(LIBRARY_ENTRY);
  if (librarySum === undefined || expected.get(MANIFEST_ENTRY) !== sha256(content)) throw damaged();
  return { bytes: size, manifest: parseManifest(content), library, librarySum };
}

function openError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AppError('not-found', 'This archive is not there. Check its path.', {}, error);
  if (code === 'EACCES' || code === 'EPERM')
    return new AppError('permission-denied', 'This archive cannot be read. Change its permissions.', {}, error);
  if (code === 'EISDIR') return noArchive(error);
  return error;
}

async function withArchive<Result>(path: string, use: (archive: OpenArchive) => Promise<Result>): Promise<Result> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    return await use({ file, ...(await readHead(file)) });
  } catch (error) {
    throw openError(error);
  } finally {
    await file?.close();
  }
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** The compressed library, hashed and counted on the way. @throws {AppError} `conflict` at the end of what is not right. */
async function* libraryBytes({ file, library, librarySum }: OpenArchive, options: ReadOptions) {
  const hash = createHash('sha256');
  for (let done = 0; done < library.bytes; ) {
    options.signal.throwIfAborted();
    const chunk = Buffer.alloc(Math.min(READ_BYTES, library.bytes - done));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, library.offset + done);
    if (bytesRead === 0) throw damaged();
    const read = chunk.subarray(0, bytesRead);
    hash.update(read);
    done += bytesRead;
    options.onProgress(done / library.bytes);
    yield read;
  }
  if (hash.digest('hex') !== librarySum) throw damaged();
}

/**
 * Reads an archive to its end and compares its checksums.
 * @throws {AppError} `invalid-input` for another kind of file, `conflict` for a damaged one, `unsupported` for a newer
 *   one, `not-found`, `permission-denied`; the reason of `signal` when it aborts.
 */
export function checkArchive(path: string, options: ReadOptions): Promise<ArchiveSummary> {
  return withArchive(path, async (archive) => {
    for await (const chunk of libraryBytes(archive, options)) void chunk;
    const { madeAt, appVersion, counts, hasWaveforms } = archive.manifest;
    return { path, bytes: archive.bytes, madeAt, appVersion, counts, hasWaveforms };
  });
}

/** Unpacks no more than the manifest says: a file of some kilobytes can hold terabytes of nothing. */
function limited(bytes: number, sum: string) {
  return async function* check(chunks: AsyncIterable<Buffer>) {
    const hash = createHash('sha256');
    let left = bytes;
    for await (const chunk of chunks) {
      left -= chunk.length;
      if (left < 0) throw damaged();
      hash.update(chunk);
      yield chunk;
    }
    if (left > 0 || hash.digest('hex') !== sum) throw damaged();
  };
}

const ZlibFault = z.object({ code: z.string().startsWith('Z_') });

/**
 * Writes the library of an archive to `target`, compared with all checksums again.
 * @throws {AppError} As `checkArchive`, and what writing throws.
 */
export function unpackArchive(path: string, target: string, options: ReadOptions): Promise<ArchiveManifest> {
  return withArchive(path, async (archive) => {
    const { bytes, sha256: sum } = archive.manifest.library;
    try {
      await pipeline(
        libraryBytes(archive, options),
        createGunzip(),
        limited(bytes, sum),
        createWriteStream(target, { flush: true }),
        { signal: options.signal },
      );
    } catch (error) {
      options.signal.throwIfAborted();
      throw ZlibFault.safeParse(error).success ? damaged(error) : error;
    }
    return archive.manifest;
  });
}
