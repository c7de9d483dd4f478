import type { ByteReader } from '#main/platform/byte-reader.ts';
import { openChunkFile } from './id3/chunk-file.ts';
import { openMp3 } from './id3/mp3-file.ts';
import { openMp4 } from './mp4/mp4-file.ts';
import { refusal, type TagDocument } from './tag-document.ts';
import { openFlac } from './vorbis/flac-file.ts';
import { openOgg } from './vorbis/ogg-file.ts';

const OPENERS: Readonly<Record<string, (reader: ByteReader) => Promise<TagDocument>>> = {
  mp3: openMp3,
  wav: openChunkFile,
  aiff: openChunkFile,
  flac: openFlac,
  ogg: openOgg,
  opus: openOgg,
  m4a: openMp4,
};

/** What a file is by its bytes, and where it begins behind ID3 tags in front. */
export interface KnownSound {
  readonly format: string;
  readonly start: number;
}

/**
 * Takes the tag of a file apart.
 * @throws {AppError} `unsupported` with the reason why it cannot be written safely.
 */
export async function openDocument(reader: ByteReader, { format, start }: KnownSound): Promise<TagDocument> {
  const open = OPENERS[format];
  if (open === undefined) throw refusal(`Tags of ${format.toUpperCase()} files cannot be written.`);
  if (format !== 'mp3' && start > 0)
    throw refusal(
      'An ID3 tag stands in front of it, which this kind of file must not have. Remove it in a tag editor.',
    );
  return await open(reader);
}
