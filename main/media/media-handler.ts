import { z } from 'zod';
import { TrackId } from '#shared/contract/ids.ts';
import { LONGEST_EXCERPT } from '#shared/contract/media-paths.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import { fileResponse } from './file-response.ts';
import type { MediaSource, WaveformBytes } from './media-source.ts';

export type MediaHandler = (request: Request) => Promise<Response>;

/** A picture may change with its file, a waveform's URL changes with its version. */
const AN_HOUR = 'private, max-age=3600';
const FOREVER = 'private, max-age=31536000, immutable';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  'permission-denied': 403,
  'unreadable-audio': 422,
  unsupported: 422,
  'storage-full': 507,
};

const COMMON = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { ...COMMON, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

const notFound = () => plain(404, 'Not found');

function bytesResponse(bytes: Uint8Array<ArrayBuffer>, mimeType: string, cacheControl: string): Response {
  return new Response(bytes, {
    headers: {
      ...COMMON,
      'content-type': mimeType,
      'content-length': String(bytes.length),
      'cache-control': cacheControl,
    },
  });
}

function waveformResponse(url: URL, waveform: WaveformBytes | null): Response {
  if (waveform === null) return notFound();
  const asked = url.searchParams.get('v');
  const cacheControl = asked === String(waveform.version) ? FOREVER : 'no-store';
  return bytesResponse(waveform.bytes, 'application/octet-stream', cacheControl);
}

/** Of the longest file that is read. */
const LATEST_SECONDS = 12 * 3600;
const Part = z.object({
  from: z.coerce.number().min(0).max(LATEST_SECONDS),
  seconds: z.coerce.number().positive().max(LONGEST_EXCERPT),
});

async function excerptResponse(source: MediaSource, id: TrackId, url: URL): Promise<Response> {
  const part = Part.safeParse(Object.fromEntries(url.searchParams));
  if (!part.success) return plain(400, 'Ask for `from` and `seconds` of a track.');
  const excerpt = await source.excerpt(id, { startSeconds: part.data.from, seconds: part.data.seconds });
  return excerpt === null ? notFound() : bytesResponse(excerpt.bytes, 'application/octet-stream', 'no-store');
}

async function route(source: MediaSource, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const [, kind, idText] = /^\/media\/(audio|excerpt|peaks|overview|artwork)\/([^/]+)$/.exec(url.pathname) ?? [];
  const id = TrackId.safeParse(idText);
  if (!id.success) return notFound();
  if (kind === 'audio') {
    const file = await source.audio(id.data);
    return file === null ? notFound() : fileResponse(request, file);
  }
  if (kind === 'excerpt') return excerptResponse(source, id.data, url);
  if (kind === 'artwork') {
    const artwork = await source.artwork(id.data);
    return artwork === null ? notFound() : bytesResponse(artwork.bytes, artwork.mimeType, AN_HOUR);
  }
  return waveformResponse(url, await (kind === 'peaks' ? source.peaks(id.data) : source.overview(id.data)));
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/**
 * Answers the URLs of shared/contract/media-paths.ts, for the HTTP server and for Electron's protocol alike. Only ids of
 * the library lead anywhere; there is no path in any URL. What the user can mend is said in the body.
 */
export function createMediaHandler(source: MediaSource): MediaHandler {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(405, 'Method not allowed', { allow: 'GET, HEAD' });
    try {
      return await route(source, request);
    } catch (error) {
      if (isGone(error)) return plain(404, 'The file is not there any more. Rescan its folder.');
      if (error instanceof AppError) return plain(STATUS[error.code] ?? 503, error.message);
      throw error;
    }
  };
}
