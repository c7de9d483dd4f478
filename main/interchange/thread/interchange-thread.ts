import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Piscina } from 'piscina';
import type { LibraryWriter } from '#main/interchange/export/write-library.ts';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { PackedTracks } from '#main/interchange/packed-tracks.ts';
import type { SourceReader } from '#main/interchange/read-source.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { flattenPlaylists, unflattenPlaylists } from './flat-playlists.ts';
import {
  type ReadMessage,
  type ReadReply,
  type ReadTask,
  type ThreadFailure,
  TRACKS_A_MESSAGE,
  type WriteMessage,
  type WriteReply,
  type WriteTask,
} from './thread-messages.ts';

/** Reads and writes the libraries of other programs in a thread of their own: those of a working DJ take seconds. */
export interface InterchangeThread {
  readonly readSource: SourceReader;
  readonly writeLibrary: LibraryWriter;
}

async function inThread<Reply>(
  workerUrl: URL,
  name: string,
  task: ReadTask | WriteTask,
  signal?: AbortSignal,
): Promise<Reply> {
  const pool = new Piscina<ReadTask | WriteTask, Reply>({
    filename: workerUrl.href,
    name,
    minThreads: 0,
    maxThreads: 1,
    atomics: 'disabled',
  });
  try {
    return await pool.run(task, { transferList: [task.port], ...(signal === undefined ? {} : { signal }) });
  } finally {
    await pool.destroy();
  }
}

const errorOf = ({ code, message, details }: ThreadFailure): AppError => new AppError(code, message, details);

/** Listens to a reading. @returns Its tracks, when they have come. */
function receiveTracks(port: MessagePort, onProgress: (fraction: number) => void): Promise<PackedTracks> {
  const { promise, resolve } = Promise.withResolvers<PackedTracks>();
  port.on('message', (message: ReadMessage) => {
    if (message.type === 'progress') onProgress(message.fraction);
    else resolve(new PackedTracks(message.pages, message.count));
  });
  return promise;
}

function createReader(workerUrl: URL): SourceReader {
  return async (path, { signal, onProgress }) => {
    signal.throwIfAborted();
    const { port1, port2 } = new MessageChannel();
    const received = receiveTracks(port1, onProgress);
    try {
      const reply = await inThread<ReadReply>(workerUrl, 'runReadTask', { path, port: port2 }, signal);
      if (reply.type === 'failed') throw errorOf(reply);
      const { name, format, playlists, plays, report } = reply;
      const library = { tracks: await received, playlists: unflattenPlaylists(playlists), plays };
      return { path, name, format, reading: { library, ...report } };
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      port1.close();
    }
  };
}

async function sendTracks(port: MessagePort, tracks: readonly InterchangeTrack[]): Promise<void> {
  const tell = (message: WriteMessage): void => port.postMessage(message);
  for (let start = 0; start < tracks.length; start += TRACKS_A_MESSAGE) {
    tell({ type: 'tracks', tracks: tracks.slice(start, start + TRACKS_A_MESSAGE) });
    await nextTurn();
  }
  tell({ type: 'end' });
}

function createWriter(workerUrl: URL): LibraryWriter {
  return async ({ tracks, playlists, plays }, target) => {
    const { port1, port2 } = new MessageChannel();
    try {
      const task: WriteTask = { target, playlists: flattenPlaylists(playlists), plays, port: port2 };
      const [reply] = await Promise.all([
        inThread<WriteReply>(workerUrl, 'runWriteTask', task),
        sendTracks(port1, tracks),
      ]);
      if (reply.type === 'failed') throw errorOf(reply);
      const { path, counts, dropped } = reply;
      return { path, counts, dropped };
    } finally {
      port1.close();
    }
  };
}

/** @param workerUrl main/interchange/thread/interchange-worker.ts, or its bundle. */
export function createInterchangeThread(workerUrl: URL): InterchangeThread {
  return { readSource: createReader(workerUrl), writeLibrary: createWriter(workerUrl) };
}
