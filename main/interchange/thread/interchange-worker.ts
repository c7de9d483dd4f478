import type { MessagePort } from 'node:worker_threads';
import { writeLibrary } from '#main/interchange/export/write-library.ts';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { PackedTracks } from '#main/interchange/packed-tracks.ts';
import { readInto } from '#main/interchange/read-source.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { flattenPlaylists, unflattenPlaylists } from './flat-playlists.ts';
import {
  type ReadMessage,
  type ReadReply,
  type ReadTask,
  type ThreadFailure,
  type WriteMessage,
  type WriteReply,
  type WriteTask,
} from './thread-messages.ts';

function failureOf(error: unknown): ThreadFailure {
  if (!(error instanceof AppError)) throw error;
  return { type: 'failed', code: error.code, message: error.message, details: error.details };
}

/** What the pool calls, by this name. A reading that is stopped ends with its thread. */
export async function runReadTask({ path, port }: ReadTask): Promise<ReadReply> {
  try {
    const { reading, ...source } = await readInto(new PackedTracks(), path, {
      signal: new AbortController().signal,
      onProgress: (fraction) => port.postMessage({ type: 'progress', fraction } satisfies ReadMessage),
    });
    const { library, ...report } = reading;
    const { tracks, playlists, plays } = library;
    const pages = tracks.takePages();
    const message = { type: 'tracks', pages, count: tracks.length } satisfies ReadMessage;
    port.postMessage(
      message,
      pages.map(({ buffer }) => buffer),
    );
    return { type: 'read', ...source, playlists: flattenPlaylists(playlists), plays, report };
  } catch (error) {
    return failureOf(error);
  } finally {
    port.close();
  }
}

function receiveTracks(port: MessagePort): Promise<InterchangeTrack[]> {
  const tracks: InterchangeTrack[] = [];
  const { promise, resolve } = Promise.withResolvers<InterchangeTrack[]>();
  port.on('message', (message: WriteMessage) => {
    if (message.type === 'end') resolve(tracks);
    else for (const track of message.tracks) tracks.push(track);
  });
  return promise;
}

/** What the pool calls, by this name. */
export async function runWriteTask({ target, playlists, plays, port }: WriteTask): Promise<WriteReply> {
  try {
    const tracks = await receiveTracks(port);
    const library = { tracks, playlists: unflattenPlaylists(playlists), plays };
    return { type: 'written', ...(await writeLibrary(library, target)) };
  } catch (error) {
    return failureOf(error);
  } finally {
    port.close();
  }
}
