import type { TrackId } from './ids.ts';

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
  artwork: (id: TrackId) => `/media/artwork/${id}`,
} as const;
