import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parseByteRange } from './byte-range.ts';
import type { PlayableFile } from './media-source.ts';

/** The whole file, or `first`-`last`. The handle is closed when the body has been read or is cancelled. */
function bodyOf(handle: FileHandle, first: number, last: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(handle.createReadStream({ start: first, end: last })) as ReadableStream<Uint8Array>;
}

/** Whether the client's copy, named by If-Range, is still the same file; without that header it is. */
function rangeApplies(request: Request, etag: string): boolean {
  const condition = request.headers.get('if-range');
  return condition === null || condition === etag;
}

/**
 * A file with Range requests (206, 416), HEAD and revalidation by ETag (304).
 * @throws {NodeJS.ErrnoException} When the file cannot be opened.
 */
export async function fileResponse(request: Request, file: PlayableFile): Promise<Response> {
  const handle = await open(file.path, 'r');
  let handedOver = false;
  try {
    const { size, mtimeMs } = await handle.stat();
    const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
    const headers = { 'content-type': file.mimeType, 'accept-ranges': 'bytes', 'cache-control': 'no-cache', etag };
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
    const range = rangeApplies(request, etag) ? parseByteRange(request.headers.get('range'), size) : null;
    if (range === 'unsatisfiable')
      return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
    const { first, last } = range ?? { first: 0, last: size - 1 };
    const partial = range === null ? {} : { 'content-range': `bytes ${first}-${last}/${size}` };
    const length = String(last - first + 1);
    handedOver = request.method !== 'HEAD' && size > 0;
    return new Response(handedOver ? bodyOf(handle, first, last) : null, {
      status: range === null ? 200 : 206,
      headers: { ...headers, ...partial, 'content-length': length },
    });
  } finally {
    if (!handedOver) await handle.close();
  }
}
