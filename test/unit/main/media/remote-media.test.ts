import { MessageChannel } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { MediaSource } from '#main/media/media-source.ts';
import { answerMediaRequest, type MediaReply, type MediaRequest, RemoteMedia } from '#main/media/remote-media.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');

/** A source on the other side of a real channel, as between Electron's main process and the host. */
function remoteOf(given: Partial<MediaSource>) {
  const none = async () => null;
  const source: MediaSource = { audio: none, excerpt: none, peaks: none, overview: none, artwork: none, ...given };
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const errors: unknown[] = [];
  const answer = async (request: MediaRequest) =>
    port2.postMessage(await answerMediaRequest(source, request, (error) => errors.push(error)), []);
  port2.on('message', (request: MediaRequest) => void answer(request));
  const media = new RemoteMedia((request) => port1.postMessage(request, []));
  port1.on('message', (reply: MediaReply) => media.settle(reply));
  return { media, errors };
}

test('each kind comes across as it is', async () => {
  const { media } = remoteOf({
    audio: async (id) => ({ path: `/music/${id}.mp3`, mimeType: 'audio/mpeg' }),
    peaks: async () => ({ version: 2, bytes: new Uint8Array([1, 2]) }),
    overview: async () => ({ version: 3, bytes: new Uint8Array([3]) }),
    artwork: async () => ({ mimeType: 'image/png', bytes: new Uint8Array([4]) }),
  });
  expect(await media.audio(TRACK)).toEqual({ path: `/music/${TRACK}.mp3`, mimeType: 'audio/mpeg' });
  expect(await media.peaks(TRACK)).toEqual({ version: 2, bytes: new Uint8Array([1, 2]) });
  expect(await media.overview(TRACK)).toEqual({ version: 3, bytes: new Uint8Array([3]) });
  expect(await media.artwork(TRACK)).toEqual({ mimeType: 'image/png', bytes: new Uint8Array([4]) });
});

test('answers find their question, whatever their order', async () => {
  let release: () => void = () => undefined;
  const { media } = remoteOf({
    audio: () => new Promise((resolve) => (release = () => resolve(null))),
    artwork: async () => ({ mimeType: 'image/png', bytes: new Uint8Array([4]) }),
  });
  const slow = media.audio(TRACK);
  expect((await media.artwork(TRACK))?.mimeType).toBe('image/png');
  release();
  expect(await slow).toBeNull();
});

test('what the user can mend comes across; a bug is logged over there and only named here', async () => {
  const bug = new TypeError('at /home/me/x.mp3');
  const { media, errors } = remoteOf({
    audio: () => Promise.reject(new AppError('ffmpeg-missing', 'Install ffmpeg')),
    peaks: () => Promise.reject(bug),
  });
  await expect(media.audio(TRACK)).rejects.toMatchObject({ code: 'ffmpeg-missing', message: 'Install ffmpeg' });
  expect(errors).toEqual([]);
  await expect(media.peaks(TRACK)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'This could not be read. The log says why.',
  });
  expect(errors).toEqual([bug]);
});

test('when the host is gone, nobody waits for ever', async () => {
  const media = new RemoteMedia(() => undefined);
  const waiting = media.audio(TRACK);
  media.abandon();
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
});
