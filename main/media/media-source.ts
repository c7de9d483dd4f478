import type { TrackId } from '#shared/contract/ids.ts';

/** A file that browsers can play as it is. */
export interface PlayableFile {
  readonly path: string;
  readonly mimeType: string;
}

export interface WaveformBytes {
  /** The `v` of its URL; a URL with another one is of an older waveform. */
  readonly version: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A part of a track, in seconds. */
export interface TrackPart {
  readonly startSeconds: number;
  readonly seconds: number;
}

export interface ExcerptBytes {
  /** Interleaved stereo at 44.1 kHz, 16-bit little-endian; shorter where the track ends before. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Artwork {
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Where the media of a track come from. In the host it is the library; Electron's main process asks the host.
 * null = the track is unknown or has none.
 */
export interface MediaSource {
  /** @throws {AppError} `unreadable-audio`, `ffmpeg-missing`, `storage-full` when it cannot be made playable. */
  audio(id: TrackId): Promise<PlayableFile | null>;
  /** A part of a track, decoded. @throws {AppError} As `audio`. */
  excerpt(id: TrackId, part: TrackPart): Promise<ExcerptBytes | null>;
  peaks(id: TrackId): Promise<WaveformBytes | null>;
  overview(id: TrackId): Promise<WaveformBytes | null>;
  artwork(id: TrackId): Promise<Artwork | null>;
}
