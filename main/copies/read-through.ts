import { createHash, type Hash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';

export const BLOCK_BYTES = 1024 * 1024;
const WASM_PAGE_BYTES = 65_536;

/** Node has it; the types that come with Node leave it to those of the browser. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
};

/**
 * Memory for one block that begins at a page of the machine, as reading past the cache of the system demands it.
 * Nothing else in Node gives any.
 */
export const alignedBlock = (): Uint8Array =>
  new Uint8Array(new WebAssembly.Memory({ initial: BLOCK_BYTES / WASM_PAGE_BYTES }).buffer);

export interface ReadOptions {
  readonly block: Uint8Array;
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
}

/** Reads a file from its beginning to its present end. @throws What `signal` aborts with. */
export async function readThrough(
  handle: FileHandle,
  onBlock: (bytes: Uint8Array) => void | Promise<void>,
  { block, signal, onBytes }: ReadOptions,
): Promise<void> {
  const { size } = await handle.stat();
  for (let at = 0; at < size; ) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(block, 0, block.length, at);
    if (bytesRead === 0) return;
    await onBlock(block.subarray(0, bytesRead));
    at += bytesRead;
    onBytes(bytesRead);
  }
}

async function hashHandle(handle: FileHandle, options: ReadOptions): Promise<string> {
  const hash: Hash = createHash('sha256');
  await readThrough(handle, (bytes) => void hash.update(bytes), options);
  return hash.digest('hex');
}

/** SHA-256 of a file. */
export async function hashFile(path: string, options: ReadOptions): Promise<string> {
  const handle = await open(path, 'r');
  try {
    return await hashHandle(handle, options);
  } finally {
    await handle.close();
  }
}

const isRefused = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EINVAL';

/**
 * SHA-256 of a file as it is on the disk: past the cache of the system, which still holds what was just written, where the
 * system and the file system can do that (Linux); as the system gives it elsewhere.
 */
export async function hashOnDisk(path: string, options: ReadOptions): Promise<string> {
  const direct = constants.O_DIRECT as number | undefined;
  if (direct === undefined) return hashFile(path, options);
  try {
    const handle = await open(path, constants.O_RDONLY | direct);
    try {
      return await hashHandle(handle, options);
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Some file systems have no such way, and say so at the opening or at a read.
    if (!isRefused(error)) throw error;
    return hashFile(path, options);
  }
}
