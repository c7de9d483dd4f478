import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Writes a file so that readers, and a crash at any moment, see the old content or the new one, never a part.
 * @param path Absolute; its folder must exist.
 * @param check Looks at the new file before it takes the place of the old one; when it throws, nothing changes.
 * @throws {AppError} `storage-full` or `permission-denied`; the old file is then untouched.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  check?: (temporary: string) => Promise<void>,
): Promise<void> {
  // A short name of its own: the target's may already be as long as the file system allows.
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    await writeSynced(temporary, content);
    await check?.(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw writeError(error, basename(path));
  }
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, content: string | Uint8Array): Promise<void> {
  const handle: FileHandle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the rename itself durable. Windows cannot open folders and does not need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const DENIED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What a failed write of `name` means for the user; anything unknown is returned as it is. */
export function writeError(error: unknown, name: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code)) {
    return new AppError('storage-full', `The disk is full: ${name} was not written. Free some space.`, { name }, error);
  }
  if (DENIED.has(code)) {
    return new AppError('permission-denied', `${name} cannot be written. Check the permissions.`, { name }, error);
  }
  return error;
}
