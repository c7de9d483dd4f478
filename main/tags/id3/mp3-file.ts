import type { ByteReader } from '#main/platform/byte-reader.ts';
import { damaged, refusal, type TagDocument } from '#main/tags/tag-document.ts';
import { id3Document, MAX_ID3_BYTES } from './id3-document.ts';
import { id3Length } from './id3-tag.ts';

/** An MP3 file: its ID3v2 tag stands in front, and the sound follows wherever that ends. */
export async function openMp3(reader: ByteReader): Promise<TagDocument> {
  const length = id3Length(await reader.read(0, 10));
  if (length > reader.size || length > MAX_ID3_BYTES) throw damaged('Its ID3 tag');
  const second = await reader.read(length, 10);
  if (length > 0 && id3Length(second) > 0)
    throw refusal('It has several ID3 tags one after the other. Let a tag editor make one of them.');
  return id3Document({
    bytes: length === 0 ? null : await reader.read(0, length),
    place: (bytes) => [{ start: 0, end: length, bytes }],
  });
}
