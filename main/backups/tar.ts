import type { FileHandle } from 'node:fs/promises';

/** tar in its POSIX form (ustar): blocks of 512 bytes, a header before each file. */
const BLOCK = 512;
/** Above this a size does not fit into eleven octal digits, and is written in binary as GNU tar does. */
const OCTAL_LIMIT = 8 ** 11;

export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
  /** Where its content begins in the file. */
  readonly offset: number;
}

/** So many bytes of nothing follow a content, to the end of its block. */
export const paddingAfter = (bytes: number): number => (BLOCK - (bytes % BLOCK)) % BLOCK;
export const TAR_END = new Uint8Array(2 * BLOCK);
export const HEADER_BYTES = BLOCK;

/** The sum of all bytes of a header, its own place counted as blanks. */
function checksumOf(header: Uint8Array): number {
  return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

function writeSize(header: Buffer, bytes: number): void {
  if (bytes < OCTAL_LIMIT) {
    header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124, 'ascii');
    return;
  }
  header[124] = 0x80;
  header.writeBigUInt64BE(BigInt(bytes), 128);
}

/** @param name At most 100 bytes of ASCII. @param modifiedMs Milliseconds since the epoch. */
export function tarHeader(name: string, bytes: number, modifiedMs: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'ascii');
  // Mode, and the owner, who is nobody in particular.
  header.write('0000644\u00000000000\u00000000000\0', 100, 'ascii');
  writeSize(header, bytes);
  header.write(
    `${Math.floor(modifiedMs / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
    'ascii',
  );
  header.write('0', 156, 'ascii');
  header.write('ustar\u000000', 257, 'ascii');
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
}

function readSize(header: Buffer): number {
  if (header[124] === 0x80) return Number(header.readBigUInt64BE(128));
  return Number.parseInt(header.toString('ascii', 124, 136), 8);
}

function readHeader(header: Buffer, offset: number): TarEntry | null {
  const isTar = header.toString('ascii', 257, 262) === 'ustar';
  const checksum = Number.parseInt(header.toString('ascii', 148, 156), 8);
  const bytes = readSize(header);
  if (!isTar || checksum !== checksumOf(header) || !Number.isSafeInteger(bytes) || bytes < 0) return null;
  const name = header.toString('ascii', 0, 100).split('\0', 1)[0] ?? '';
  return { name, bytes, offset: offset + BLOCK };
}

/** @returns The files in it; null when it is no tar, or ends before it is complete. */
export async function readTar(file: FileHandle): Promise<readonly TarEntry[] | null> {
  const { size } = await file.stat();
  const entries: TarEntry[] = [];
  const header = Buffer.alloc(BLOCK);
  for (let offset = 0; ; ) {
    const { bytesRead } = await file.read(header, 0, BLOCK, offset);
    if (bytesRead < BLOCK) return null;
    if (header.every((byte) => byte === 0)) return entries;
    const entry = readHeader(header, offset);
    if (entry === null || entry.offset + entry.bytes > size) return null;
    entries.push(entry);
    offset = entry.offset + entry.bytes + paddingAfter(entry.bytes);
  }
}
