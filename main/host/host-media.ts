import { join } from 'node:path';
import { readMediaFacts } from '#main/library/read-tags.ts';
import { ConversionCache } from '#main/media/conversion-cache.ts';
import { audioConverter } from '#main/media/convert-audio.ts';
import { excerptReader } from '#main/media/decode-excerpt.ts';
import { createLibraryMedia } from '#main/media/library-media.ts';
import type { MediaSource } from '#main/media/media-source.ts';
import type { Foundation } from './foundation.ts';

/** Converted copies of tracks that browsers cannot play: some 80 tracks of six minutes. */
const CONVERSION_CACHE_BYTES = 2 * 2 ** 30;

/**
 * The media of the library, with the copies it needs in the data folder's cache.
 * @param stop Aborts when the host stops: conversions that run are killed.
 */
export function createHostMedia(
  { database, clock }: Foundation,
  dataFolder: string,
  ffmpegPath: () => Promise<string>,
  stop: AbortSignal,
): MediaSource {
  const cache = new ConversionCache({
    folder: join(dataFolder, 'cache', 'playable'),
    maxBytes: CONVERSION_CACHE_BYTES,
    convert: audioConverter(ffmpegPath, stop),
    now: () => clock.now(),
  });
  const readExcerpt = excerptReader(ffmpegPath, stop);
  return createLibraryMedia({ database, cache, readExcerpt, readFacts: readMediaFacts });
}
