import { type FileHandle, open } from 'node:fs/promises';
import { piecesOf, type Splice } from './splice.ts';

const BLOCK = 1024 * 1024;

async function readBlock(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

async function isSameRange(
  old: FileHandle,
  made: FileHandle,
  range: { readonly start: number; readonly end: number; readonly at: number },
): Promise<boolean> {
  const { start, end, at } = range;
  for (let done = 0; start + done < end; done += BLOCK) {
    const length = Math.min(BLOCK, end - start - done);
    const [before, after] = [await readBlock(old, start + done, length), await readBlock(made, at + done, length)];
    if (before.length !== length || !before.equals(after)) return false;
  }
  return true;
}

interface OldFile {
  readonly path: string;
  readonly size: number;
  readonly splices: readonly Splice[];
}

/** Whether a new file is exactly the old one with the splices, read back from the disk. */
export async function isSameOutside(
  { path, size, splices }: OldFile,
  made: string,
  madeSize: number,
): Promise<boolean> {
  const [a, b] = [await open(path, 'r'), await open(made, 'r')];
  try {
    if ((await b.stat()).size !== madeSize) return false;
    let at = 0;
    for (const piece of piecesOf(size, splices)) {
      const length = piece.kind === 'new' ? piece.bytes.length : piece.end - piece.start;
      const isSame =
        piece.kind === 'new'
          ? (await readBlock(b, at, length)).equals(piece.bytes)
          : await isSameRange(a, b, { ...piece, at });
      if (!isSame) return false;
      at += length;
    }
    return true;
  } finally {
    await a.close();
    await b.close();
  }
}
