import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaHandler, type MediaHandler } from '#main/media/media-handler.ts';
import type { MediaSource } from '#main/media/media-source.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';
import { AppError } from '#shared/errors/app-error.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');
const UNKNOWN = TrackId.parse('01930000-0000-7000-8000-00000000ffff');
const BYTES = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

let folder: string;
let handle: MediaHandler;

function handlerFor(given: Partial<MediaSource>): MediaHandler {
  const none = async () => null;
  return createMediaHandler({ audio: none, excerpt: none, peaks: none, overview: none, artwork: none, ...given });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'musicforge-media-'));
  // Names of music are anything: nothing of them appears in a URL.
  const path = join(folder, '#1 100% émotion 🎛️ - ?.mp3');
  writeFileSync(path, BYTES);
  handle = handlerFor({
    audio: async (id) => (id === TRACK ? { path, mimeType: 'audio/mpeg' } : null),
    peaks: async () => ({ version: 3, bytes: new Uint8Array([1, 2, 3]) }),
    artwork: async () => ({ mimeType: 'image/png', bytes: new Uint8Array([9]) }),
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return handle(new Request(`http://127.0.0.1${path}`, { headers, method }));
}
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

test('a whole file comes with its length, type and the offer of ranges', async () => {
  const response = await get(mediaPaths.audio(TRACK));
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'audio/mpeg',
    'content-length': '1000',
    'accept-ranges': 'bytes',
  });
  expect(await bytesOf(response)).toEqual(BYTES);
});

test.each([
  ['bytes=0-99', 0, 99],
  ['bytes=900-', 900, 999],
  ['bytes=-10', 990, 999],
])('%s brings exactly these bytes', async (range, first, last) => {
  const response = await get(mediaPaths.audio(TRACK), { range });
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/1000`);
  expect(response.headers.get('content-length')).toBe(String(last - first + 1));
  expect(await bytesOf(response)).toEqual(BYTES.slice(first, last + 1));
});

test('a range behind the end is answered with the size', async () => {
  const response = await get(mediaPaths.audio(TRACK), { range: 'bytes=1000-' });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe('bytes */1000');
});

test('a range that makes no sense is ignored', async () => {
  expect((await get(mediaPaths.audio(TRACK), { range: 'bytes=9-1' })).status).toBe(200);
});

test('HEAD tells the same without the bytes', async () => {
  const response = await get(mediaPaths.audio(TRACK), {}, 'HEAD');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-length')).toBe('1000');
  expect(response.body).toBeNull();
});

test('a copy that is still good is not sent again', async () => {
  const etag = (await get(mediaPaths.audio(TRACK), {}, 'HEAD')).headers.get('etag') ?? '';
  expect((await get(mediaPaths.audio(TRACK), { 'if-none-match': etag })).status).toBe(304);
});

test('a range of a file that has changed in the meantime is the whole new file', async () => {
  const etag = (await get(mediaPaths.audio(TRACK), {}, 'HEAD')).headers.get('etag') ?? '';
  const range = 'bytes=0-9';
  expect((await get(mediaPaths.audio(TRACK), { range, 'if-range': etag })).status).toBe(206);
  expect((await get(mediaPaths.audio(TRACK), { range, 'if-range': '"older"' })).status).toBe(200);
});

/** How often this process holds the music file open. */
function openHandles(): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return ''; // the descriptor of this very listing
    }
  });
  return links.filter((link) => link.startsWith(folder)).length;
}

test.runIf(process.platform === 'linux')('listeners who leave in the middle free the file', async () => {
  const responses = await Promise.all(Array.from({ length: 20 }, () => get(mediaPaths.audio(TRACK))));
  expect(openHandles()).toBe(20);
  await Promise.all(responses.map(async (response) => response.body?.cancel()));
  await expect.poll(openHandles).toBe(0);
});

test('waveforms are kept for ever under the version they have, and not under another', async () => {
  const current = await get(mediaPaths.peaks(TRACK, 3));
  expect(await bytesOf(current)).toEqual(new Uint8Array([1, 2, 3]));
  expect(current.headers.get('cache-control')).toContain('immutable');
  expect((await get(mediaPaths.peaks(TRACK, 2))).headers.get('cache-control')).toBe('no-store');
});

test('artwork comes with its type', async () => {
  expect((await get(mediaPaths.artwork(TRACK))).headers.get('content-type')).toBe('image/png');
});

test.each([
  mediaPaths.audio(UNKNOWN),
  mediaPaths.overview(UNKNOWN, 1),
  '/media/audio/not-an-id',
  '/media/audio/..%2f..%2fetc%2fpasswd',
  '/media/audio/%2Fetc%2Fpasswd',
  `/media/video/${TRACK}`,
  `/media/audio/${TRACK}/more`,
  '/media/audio/',
])('%s leads nowhere', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('only reading is possible', async () => {
  const response = await get(mediaPaths.audio(TRACK), {}, 'DELETE');
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD');
});

test('a file that vanished since the last scan is said to be gone', async () => {
  handle = handlerFor({ audio: async () => ({ path: join(folder, 'gone.mp3'), mimeType: 'audio/mpeg' }) });
  const response = await get(mediaPaths.audio(TRACK));
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('The file is not there any more. Rescan its folder.');
});

test.each([
  ['ffmpeg-missing', 503],
  ['unreadable-audio', 422],
  ['storage-full', 507],
] as const)('%s reaches the user with its message', async (code, status) => {
  handle = handlerFor({ audio: () => Promise.reject(new AppError(code, 'What to do')) });
  const response = await get(mediaPaths.audio(TRACK));
  expect(response.status).toBe(status);
  expect(await response.text()).toBe('What to do');
});

test('a bug is passed on, for the log', async () => {
  handle = handlerFor({ audio: () => Promise.reject(new TypeError('bug')) });
  await expect(get(mediaPaths.audio(TRACK))).rejects.toThrow('bug');
});

test('a part of a track is asked for within bounds', async () => {
  const asked: unknown[] = [];
  const media = handlerFor({
    excerpt: async (id, part) => {
      asked.push(part);
      return id === TRACK ? { bytes: new Uint8Array([1, 2, 3, 4]) } : null;
    },
  });
  const ask = (path: string) => media(new Request(`http://127.0.0.1${path}`));
  const response = await ask(mediaPaths.excerpt(TRACK, 10.5, 60));
  expect(await bytesOf(response)).toEqual(new Uint8Array([1, 2, 3, 4]));
  expect(asked).toEqual([{ startSeconds: 10.5, seconds: 60 }]);
  expect((await ask(mediaPaths.excerpt(UNKNOWN, 0, 1))).status).toBe(404);
  for (const query of [
    '',
    '?from=0',
    '?from=-1&seconds=1',
    '?from=0&seconds=0',
    '?from=0&seconds=241',
    '?from=x&seconds=1',
  ])
    expect((await ask(`/media/excerpt/${TRACK}${query}`)).status).toBe(400);
});
