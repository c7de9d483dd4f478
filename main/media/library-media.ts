import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { mediaFile, storedWaveform } from '#main/storage/queries/media-files.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { artworkFrom } from './artwork.ts';
import type { ConversionCache } from './conversion-cache.ts';
import type { ExcerptBytes, MediaSource, TrackPart, WaveformBytes } from './media-source.ts';
import { playableMimeType } from './playable-formats.ts';

const decompress = promisify(inflate);

/** What the tags and headers of a music file say; the host connects it to the library's reader. */
export interface MediaFacts {
  /** Name of the codec ("ALAC"), or null when it is not known. */
  readonly codec: string | null;
  /** Bytes of the front cover. */
  readonly picture: Uint8Array | null;
}

export interface LibraryMediaDeps {
  readonly database: Pick<LibraryDatabase, 'db' | 'query'>;
  readonly cache: Pick<ConversionCache, 'get'>;
  /** A part of a file, decoded. */
  readonly readExcerpt: (path: string, part: TrackPart) => Promise<ExcerptBytes>;
  readonly readFacts: (path: string, format: string) => Promise<MediaFacts>;
}

/** The media of the library's tracks. */
export function createLibraryMedia({ database, cache, readExcerpt, readFacts }: LibraryMediaDeps): MediaSource {
  const fileOf = (id: TrackId) => database.query.first(mediaFile(database.db, id));

  async function waveform(id: TrackId, column: 'peaks' | 'overview'): Promise<WaveformBytes | null> {
    const stored = database.query.first(storedWaveform(database.db, id, column));
    if (stored === undefined) return null;
    return { version: stored.version, bytes: new Uint8Array(await decompress(stored.bytes)) };
  }

  return {
    peaks: (id) => waveform(id, 'peaks'),
    overview: (id) => waveform(id, 'overview'),
    audio: async (id) => {
      const file = fileOf(id);
      if (file === undefined) return null;
      const { path, format, contentHash } = file;
      const mimeType = await playableMimeType(format, async () => (await readFacts(path, format)).codec);
      if (mimeType !== null) return { path, mimeType };
      return { path: await cache.get(contentHash, path), mimeType: 'audio/flac' };
    },
    excerpt: async (id, part) => {
      const file = fileOf(id);
      return file === undefined ? null : readExcerpt(file.path, part);
    },
    artwork: async (id) => {
      const file = fileOf(id);
      return file === undefined ? null : artworkFrom((await readFacts(file.path, file.format)).picture);
    },
  };
}
