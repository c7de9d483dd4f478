import type { TrackId } from '#shared/contract/ids.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import type { Artwork, ExcerptBytes, MediaSource, PlayableFile, TrackPart, WaveformBytes } from './media-source.ts';

/** Electron's main process to the host: what are the media of this track? */
export interface MediaRequest {
  readonly type: 'media-request';
  readonly requestId: number;
  readonly kind: keyof MediaSource;
  readonly trackId: TrackId;
  /** Of an excerpt only. */
  readonly part?: TrackPart;
}

type MediaValue = PlayableFile | ExcerptBytes | WaveformBytes | Artwork | null;

/** The host's answer. An error that is not meant for the user is only named here: the host has logged it. */
export type MediaReply =
  | { readonly type: 'media-reply'; readonly requestId: number; readonly value: MediaValue }
  | {
      readonly type: 'media-reply';
      readonly requestId: number;
      readonly error: { readonly code: ErrorCode; readonly message: string };
    };

function valueOf(source: MediaSource, { kind, trackId, part }: Omit<MediaRequest, 'type'>): Promise<MediaValue> {
  if (kind !== 'excerpt') return source[kind](trackId);
  return part === undefined ? Promise.resolve(null) : source.excerpt(trackId, part);
}

/** @param onError Told about errors that are not meant for the user. */
export async function answerMediaRequest(
  source: MediaSource,
  request: MediaRequest,
  onError: (error: unknown) => void,
): Promise<MediaReply> {
  const { requestId } = request;
  try {
    return { type: 'media-reply', requestId, value: await valueOf(source, request) };
  } catch (error) {
    if (error instanceof AppError) {
      const { code, message } = error;
      return { type: 'media-reply', requestId, error: { code, message } };
    }
    onError(error);
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const said = gone
      ? ({ code: 'not-found', message: 'The file is not there any more. Rescan its folder.' } as const)
      : ({ code: 'unavailable', message: 'This could not be read. The log says why.' } as const);
    return { type: 'media-reply', requestId, error: said };
  }
}

interface Waiting {
  resolve(value: MediaValue): void;
  reject(error: AppError): void;
}

/** A MediaSource that asks the host, over whatever line there is to it. */
export class RemoteMedia implements MediaSource {
  private readonly send: (request: MediaRequest) => void;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(send: (request: MediaRequest) => void) {
    this.send = send;
  }

  audio(id: TrackId): Promise<PlayableFile | null> {
    return this.ask('audio', id) as Promise<PlayableFile | null>;
  }
  excerpt(id: TrackId, part: TrackPart): Promise<ExcerptBytes | null> {
    return this.ask('excerpt', id, part) as Promise<ExcerptBytes | null>;
  }
  peaks(id: TrackId): Promise<WaveformBytes | null> {
    return this.ask('peaks', id) as Promise<WaveformBytes | null>;
  }
  overview(id: TrackId): Promise<WaveformBytes | null> {
    return this.ask('overview', id) as Promise<WaveformBytes | null>;
  }
  artwork(id: TrackId): Promise<Artwork | null> {
    return this.ask('artwork', id) as Promise<Artwork | null>;
  }

  /** Takes the host's answer. */
  settle(reply: MediaReply): void {
    const waiting = this.waiting.get(reply.requestId);
    this.waiting.delete(reply.requestId);
    if ('error' in reply) waiting?.reject(new AppError(reply.error.code, reply.error.message));
    else waiting?.resolve(reply.value);
  }

  /** The host is gone: nobody will answer any more. */
  abandon(): void {
    for (const waiting of this.waiting.values())
      waiting.reject(new AppError('unavailable', 'MusicForge was interrupted and is starting again. Try once more.'));
    this.waiting.clear();
  }

  private ask(kind: keyof MediaSource, trackId: TrackId, part?: TrackPart): Promise<MediaValue> {
    const requestId = (this.lastId += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(requestId, { resolve, reject });
      this.send({ type: 'media-request', requestId, kind, trackId, ...(part === undefined ? {} : { part }) });
    });
  }
}
