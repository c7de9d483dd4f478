import type { TrackId } from './ids.ts';

/** In seconds: a mix of 32 slow bars with what is heard before and after it. */
export const LONGEST_EXCERPT = 240;
/** Hertz. */
export const EXCERPT_RATE = 44_100;

/**
 * Media is fetched by id, never by path, as binary and with Range requests; the same URLs work over HTTP and Electron's
 * app:// protocol. `version` makes peaks immutable, so they may be cached for ever.
 */
export const mediaPaths = {
  audio: (id: TrackId) => `/media/audio/${id}`,
  /** Full 3-band peaks, encoded as in shared/domain/peaks.ts. */
  peaks: (id: TrackId, version: number) => `/media/peaks/${id}?v=${version}`,
  /** OVERVIEW_COLUMNS columns of 3 bytes in the same encoding. */
  overview: (id: TrackId, version: number) => `/media/overview/${id}?v=${version}`,
  /** A decoded part of at most LONGEST_EXCERPT seconds: interleaved stereo, EXCERPT_RATE, 16-bit little-endian. */
  excerpt: (id: TrackId, startSeconds: number, seconds: number) =>
    `/media/excerpt/${id}?from=${startSeconds.toFixed(4)}&seconds=${seconds.toFixed(4)}`,
  artwork: (id: TrackId) => `/media/artwork/${id}`,
} as const;
