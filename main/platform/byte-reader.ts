import type { FileHandle } from 'node:fs/promises';

/** Reads pieces of one open file. */
export interface ByteReader {
  readonly size: number;
  /** Shorter than `length`, or empty, where the file ends; empty before its start. */
  read(position: number, length: number): Promise<Buffer>;
}

export function byteReader(handle: FileHandle, size: number): ByteReader {
  return {
    size,
    read: async (position, length) => {
      const wanted = position < 0 ? 0 : Math.max(0, Math.min(length, size - position));
      if (wanted === 0) return Buffer.alloc(0);
      const buffer = Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await handle.read(buffer, filled, wanted - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
  };
}
