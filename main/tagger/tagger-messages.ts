import type { TaggerModel } from '#shared/contract/tagger.ts';
import type { ErrorCode, ErrorDetails } from '#shared/errors/app-error.ts';

/** What a model must be to be used; compared with the file each time it is opened. */
export type ModelIdentity = Pick<TaggerModel, 'path' | 'sha256' | 'labelsSha256'>;

/** A part of a music file. */
export interface HeardPart {
  /** Absolute. */
  readonly path: string;
  readonly startSeconds: number;
  readonly seconds: number;
}

/** Host to worker. The worker keeps the model that it opened last; `hear` opens it again only in a new thread. */
export type TaggerTask =
  | { readonly type: 'inspect'; readonly path: string }
  | { readonly type: 'open'; readonly model: ModelIdentity }
  | { readonly type: 'hear'; readonly model: ModelIdentity; readonly part: HeardPart; readonly ffmpegPath: string };

/** What the model says of a track: its surest label, as the labels file writes it. */
export interface HeardLabel {
  readonly label: string;
  /** 0-1, mean over the part. */
  readonly activation: number;
}

/** Worker to host. Errors are data, because an error's class is lost between threads; anything thrown is a bug. */
export type TaggerReply =
  | { readonly type: 'model'; readonly model: TaggerModel }
  | { readonly type: 'heard'; readonly best: HeardLabel }
  | {
      readonly type: 'failed';
      /** `model`: no track can be heard with it. */
      readonly about: 'model' | 'track';
      readonly code: ErrorCode;
      readonly message: string;
      readonly details: ErrorDetails;
    };
