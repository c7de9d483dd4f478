import { digestOf } from '#main/tags/digest.ts';
import { refusal, type TagDocument } from '#main/tags/tag-document.ts';
import type { Splice } from '#main/tags/splice.ts';
import { id3Dialect, id3Entry } from './id3-dialect.ts';
import { type Id3Tag, NEW_ID3, parseId3, renderId3 } from './id3-tag.ts';

/** Longer tags are damage: the length lies. */
export const MAX_ID3_BYTES = 64 * 1024 * 1024;

interface Id3Place {
  /** The tag as it stands in the file; null where there is none. */
  readonly bytes: Buffer | null;
  /** @param tag The new tag; empty takes it away. */
  readonly place: (tag: Buffer) => readonly Splice[];
}

export function id3Document({ bytes, place }: Id3Place): TagDocument {
  if (bytes !== null && bytes.length > MAX_ID3_BYTES) throw refusal('Its ID3 tag is too large to be one.');
  const tag: Id3Tag = bytes === null ? NEW_ID3 : parseId3(bytes);
  const { layout } = tag;
  const kind = [
    `id3v2.${layout.version}`,
    layout.unsynchronised ? 'unsynchronised' : '',
    layout.plainSizes ? 'plain' : '',
  ];
  return {
    kind: kind.filter(Boolean).join(' '),
    dialect: id3Dialect(layout),
    entries: tag.frames.map((frame) => id3Entry(frame, layout)),
    size: tag.length,
    // Sizes and checksums of the header follow the frames; its marks must not.
    surroundings: digestOf([tag.marks]),
    render: async (entries, size = tag.length) => place(renderId3(tag, entries, size)),
  };
}
