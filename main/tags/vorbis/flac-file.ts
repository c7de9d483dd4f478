import type { ByteReader } from '#main/platform/byte-reader.ts';
import { digestOf } from '#main/tags/digest.ts';
import type { Splice } from '#main/tags/splice.ts';
import { damaged, refusal, type TagDocument, type TagEntry } from '#main/tags/tag-document.ts';
import { emptyVorbisComment, parseVorbisComment, renderVorbisComment } from './vorbis-comment.ts';
import { VORBIS_DIALECT, vorbisText } from './vorbis-dialect.ts';

const MARK = 4;
const HEAD = 4;
const LAST = 0x80;
const PADDING = 1;
const COMMENT = 4;
const MAX_BLOCKS = 10_000;
const MAX_BLOCK = 0xff_ffff;
/** Room that the metadata get when they have to grow, so that the next change fits. */
const ROOM = 4096;

interface Block {
  readonly type: number;
  readonly start: number;
  /** Without its head. */
  readonly length: number;
}

/** @source RFC 9639, 8.1. */
async function listBlocks(reader: ByteReader): Promise<{ readonly blocks: readonly Block[]; readonly end: number }> {
  const blocks: Block[] = [];
  let position = MARK;
  while (blocks.length < MAX_BLOCKS) {
    const head = await reader.read(position, HEAD);
    if (head.length < HEAD) throw damaged('The head of this FLAC file');
    const [first = 0] = head;
    const block = { type: first & 0x7f, start: position, length: head.readUIntBE(1, 3) };
    blocks.push(block);
    position += HEAD + block.length;
    if (position > reader.size) throw damaged('The head of this FLAC file');
    if ((first & LAST) !== 0) return { blocks, end: position };
  }
  throw damaged('The head of this FLAC file');
}

const isOwn = (block: Pick<Block, 'type'> | undefined): boolean => block?.type === PADDING || block?.type === COMMENT;

function blockHead(type: number, length: number, isLast: boolean): Buffer {
  if (length > MAX_BLOCK) throw refusal('Its tag is full.');
  const head = Buffer.alloc(HEAD);
  head[0] = type | (isLast ? LAST : 0);
  head.writeUIntBE(length, 1, 3);
  return head;
}

/** What padding is needed so that the metadata are as long as wanted: -1 = no block of padding, null = they do not fit. */
function paddingFor(used: number, wanted: number): number | null {
  if (used === wanted) return -1;
  const length = wanted - used - HEAD;
  return length >= 0 && length <= MAX_BLOCK ? length : null;
}

/**
 * A FLAC file: comments are a block of its metadata, and one block of padding at their end takes up what changes, so that
 * the sound stays where it is.
 */
export async function openFlac(reader: ByteReader): Promise<TagDocument> {
  const { blocks, end } = await listBlocks(reader);
  const own = blocks.filter(({ type }) => type === COMMENT);
  if (own.length > 1) throw refusal('It has several tags. Let a tag editor make one of them.');
  const [block] = own;
  const comment =
    block === undefined
      ? emptyVorbisComment()
      : parseVorbisComment(await reader.read(block.start + HEAD, block.length), vorbisText);
  const contents = await Promise.all(
    blocks.map(async ({ type, start, length }) =>
      isOwn({ type }) ? Buffer.alloc(0) : await reader.read(start + HEAD, length),
    ),
  );

  async function render(entries: readonly TagEntry[], size = end - MARK): Promise<readonly Splice[]> {
    const bytes = renderVorbisComment(comment, entries);
    const keep = blocks.map(({ type }, index) => ({ type, bytes: type === COMMENT ? bytes : contents[index]! }));
    // The first block must be the one that describes the stream.
    if (block === undefined && entries.length > 0) keep.splice(1, 0, { type: COMMENT, bytes });
    const kept = keep.filter(({ type }) => type !== PADDING);
    const used = kept.reduce((sum, each) => sum + HEAD + each.bytes.length, 0);
    const padding = paddingFor(used, size) ?? ROOM;
    if (padding >= 0) kept.push({ type: PADDING, bytes: Buffer.alloc(padding) });
    const parts = kept.map((each, at) => [blockHead(each.type, each.bytes.length, at === kept.length - 1), each.bytes]);
    return [{ start: MARK, end, bytes: Buffer.concat(parts.flat()) }];
  }

  return {
    kind: 'vorbis',
    dialect: VORBIS_DIALECT,
    entries: comment.entries,
    size: end - MARK,
    surroundings: digestOf([...contents.filter((_, at) => !isOwn(blocks[at])), comment.vendor, comment.rest]),
    render,
  };
}
