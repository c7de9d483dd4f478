import type { RowFields } from './mutation.ts';

/** What the tags of a file say of its track, as a scan takes it; '' and null where they say nothing. */
export type TaggedFields = Pick<
  RowFields<'tracks'>,
  | 'title'
  | 'artist'
  | 'album'
  | 'album_artist'
  | 'genre'
  | 'label'
  | 'comment'
  | 'year'
  | 'track_number'
  | 'rating'
  | 'duration_seconds'
  | 'bpm'
  | 'key_index'
  | 'energy'
  | 'remixer'
  | 'has_artwork'
>;

/** A music file that was read, as far as it is stored. */
export interface PresentFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly contentHash: string;
  readonly format: string;
  readonly sampleRate: number | null;
  /** bit/s. */
  readonly bitRate: number | null;
  readonly channels: number | null;
}

/** A file that is there, as it is stored. @param folderId The music folder that it is in; null for none. */
export function presentFileFields(file: PresentFile, trackId: string, folderId: string | null): RowFields<'files'> {
  return {
    track_id: trackId,
    folder_id: folderId,
    path: file.path,
    size_bytes: file.sizeBytes,
    modified_ms: file.modifiedMs,
    content_hash: file.contentHash,
    format: file.format,
    sample_rate: file.sampleRate,
    bit_rate: file.bitRate,
    channels: file.channels,
    missing_since: null,
  };
}
