import type { ByteReader } from '#main/platform/byte-reader.ts';
import type { Splice } from '#main/tags/splice.ts';
import { damaged, refusal, type TagDocument, type TagEntry } from '#main/tags/tag-document.ts';
import { FIRST_PAGE, LAST_PAGE, type OggPage, pagesOf, readPage, renumbered } from './ogg-pages.ts';
import { digestOf } from '#main/tags/digest.ts';
import { parseVorbisComment, renderVorbisComment } from './vorbis-comment.ts';
import { VORBIS_DIALECT, vorbisText } from './vorbis-dialect.ts';

/** Codecs by the start of their first packet: how many header packets follow it, and how the comments begin. */
const CODECS = [
  { mark: '\x01vorbis', packets: 2, comment: '\x03vorbis' },
  { mark: 'OpusHead', packets: 1, comment: 'OpusTags' },
] as const;
/** Headers with a cover take some hundred pages. */
const MAX_HEADER_PAGES = 2000;

interface Headers {
  readonly first: OggPage;
  /** Behind the first page. */
  readonly packets: readonly Buffer[];
  readonly pageCount: number;
  /** Where the sound begins. */
  readonly end: number;
}

/** Collects packets from pages; `rest` holds one that is not complete. */
function addPackets(page: OggPage, packets: Buffer[], rest: Buffer[]): void {
  let at = 0;
  for (const length of page.lacing) {
    rest.push(page.body.subarray(at, at + length));
    at += length;
    if (length < 255) packets.push(Buffer.concat(rest.splice(0)));
  }
}

async function readHeaders(reader: ByteReader, first: OggPage, count: number): Promise<Headers> {
  const packets: Buffer[] = [];
  const rest: Buffer[] = [];
  let end = first.bytes.length;
  let pageCount = 0;
  while (packets.length < count) {
    const page = await readPage(reader, end);
    if ((page.flags & FIRST_PAGE) !== 0 || page.serial !== first.serial)
      throw refusal('It holds several streams. Such Ogg files cannot be written.');
    if (page.sequence !== first.sequence + pageCount + 1 || pageCount === MAX_HEADER_PAGES)
      throw damaged('The head of this Ogg file');
    addPackets(page, packets, rest);
    end += page.bytes.length;
    pageCount += 1;
  }
  // The sound must begin on a page of its own.
  if (packets.length > count || rest.length > 0) throw damaged('The head of this Ogg file');
  return { first, packets, pageCount, end };
}

/** Numbers of all pages behind the headers that belong to the same stream. */
async function renumberFrom(reader: ByteReader, start: number, serial: number, by: number): Promise<Splice[]> {
  const splices: Splice[] = [];
  for (let position = start; position < reader.size; ) {
    const page = await readPage(reader, position);
    position += page.bytes.length;
    if (page.serial !== serial) continue;
    const moved = renumbered(page, by);
    splices.push({ start: moved.start, end: moved.start + moved.bytes.length, bytes: moved.bytes });
    // What follows the last page is a stream of its own.
    if ((page.flags & LAST_PAGE) !== 0) break;
  }
  return splices;
}

/** An Ogg file with one stream of Vorbis or Opus: comments are its second packet. */
export async function openOgg(reader: ByteReader): Promise<TagDocument> {
  const first = await readPage(reader, 0);
  const codec = CODECS.find(({ mark }) => first.body.toString('latin1', 0, mark.length) === mark);
  if (codec === undefined) throw refusal('Ogg files with this kind of sound cannot be written.');
  const headers = await readHeaders(reader, first, codec.packets);
  const [packet = Buffer.alloc(0), ...others] = headers.packets;
  const mark = codec.comment.length;
  if (packet.toString('latin1', 0, mark) !== codec.comment) throw damaged('The head of this Ogg file');
  const comment = parseVorbisComment(packet.subarray(mark), vorbisText);

  async function render(entries: readonly TagEntry[]): Promise<readonly Splice[]> {
    const changed = Buffer.concat([packet.subarray(0, mark), renderVorbisComment(comment, entries)]);
    const pages = pagesOf([changed, ...others], first.serial, first.sequence + 1);
    const head = { start: first.bytes.length, end: headers.end, bytes: Buffer.concat(pages) };
    const by = pages.length - headers.pageCount;
    return by === 0 ? [head] : [head, ...(await renumberFrom(reader, headers.end, first.serial, by))];
  }

  return {
    kind: 'vorbis',
    dialect: VORBIS_DIALECT,
    entries: comment.entries,
    size: headers.end,
    surroundings: digestOf([first.bytes, comment.vendor, comment.rest, ...others]),
    render,
  };
}
