import { createReadStream } from 'node:fs';

/** The first block decides on the encoding. */
const BLOCK_BYTES = 128 * 1024;

export interface BlockOptions {
  readonly signal: AbortSignal;
  /** 0-1. */
  readonly onProgress: (fraction: number) => void;
}

/** Reads a file block by block; between two of them others get their turn. */
export async function* openBlocks(
  path: string,
  sizeBytes: number,
  { signal, onProgress }: BlockOptions,
): AsyncGenerator<Uint8Array, void, void> {
  let done = 0;
  for await (const block of createReadStream(path, {
    highWaterMark: BLOCK_BYTES,
    signal,
  }) as AsyncIterable<Uint8Array>) {
    yield block;
    done += block.length;
    onProgress(sizeBytes === 0 ? 1 : Math.min(1, done / sizeBytes));
  }
}
