import type { MessagePort } from 'node:worker_threads';
import type { InterchangeTrack, ReadResult } from '#main/interchange/model.ts';
import type { OpenedSource } from '#main/interchange/read-source.ts';
import type { WriteTarget, WrittenLibrary } from '#main/interchange/export/write-library.ts';
import type { ErrorCode, ErrorDetails } from '#shared/errors/app-error.ts';
import type { FlatNode } from './flat-playlists.ts';

/** Errors are data, because an error's class is lost between threads; anything thrown is a bug. */
export interface ThreadFailure {
  readonly type: 'failed';
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** Host to thread: read a library file. The port gets `ReadMessage`s; the thread closes it. */
export interface ReadTask {
  readonly path: string;
  readonly port: MessagePort;
}

/** Tracks come as they are packed (packed-tracks.ts): unpacking a whole collection would hold up the host for a second. */
export type ReadMessage =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'tracks'; readonly pages: readonly Uint8Array<ArrayBuffer>[]; readonly count: number };

/** Thread to host, after all tracks. */
export type ReadReply =
  | (Omit<OpenedSource, 'reading'> & {
      readonly type: 'read';
      readonly playlists: readonly FlatNode[];
      readonly plays: ReadResult['library']['plays'];
      readonly report: Omit<ReadResult, 'library'>;
    })
  | ThreadFailure;

/** Host to thread: write a library. Its tracks come on the port, in parts; `end` is the last message. */
export interface WriteTask {
  readonly target: WriteTarget;
  readonly playlists: readonly FlatNode[];
  readonly plays: ReadResult['library']['plays'];
  readonly port: MessagePort;
}

export type WriteMessage =
  | { readonly type: 'tracks'; readonly tracks: readonly InterchangeTrack[] }
  | { readonly type: 'end' };

export type WriteReply = ({ readonly type: 'written' } & WrittenLibrary) | ThreadFailure;

/** So many tracks are packed and unpacked within some milliseconds. */
export const TRACKS_A_MESSAGE = 500;
