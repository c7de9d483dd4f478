import { TextDecoder } from 'node:util';
import { guessCodePage } from './code-pages.ts';

/**
 * Reads text files of unknown encoding: UTF-8 and UTF-16 with or without byte order mark, what an XML declaration names, and
 * the code pages of Windows and of other systems.
 */
const DECLARED = /^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;
/** So much of the start decides. */
const SAMPLE_BYTES = 64 * 1024;
/** Byte order marks. */
const MARKS = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
] as const;

/** UTF-16 without a mark: nearly every other byte of western text and of all markup is 0. */
function utf16WithoutMark(sample: Uint8Array): string | null {
  let [even, odd] = [0, 0];
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even += 1;
    if (sample[i + 1] === 0) odd += 1;
  }
  const pairs = sample.length / 2;
  if (pairs < 2) return null;
  if (odd > 0.3 * pairs && even < 0.05 * pairs) return 'utf-16le';
  if (even > 0.3 * pairs && odd < 0.05 * pairs) return 'utf-16be';
  return null;
}

function isUtf8(sample: Uint8Array, isWhole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !isWhole });
    return true;
  } catch {
    // Not UTF-8: the caller tries a code page.
    return false;
  }
}

function isKnownEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    // A name that nobody knows: what the bytes look like decides.
    return false;
  }
}

/**
 * @param sample Start of the file, or all of it.
 * @param isWhole Whether it is all of it.
 * @returns A label that TextDecoder knows.
 */
export function detectEncoding(sample: Uint8Array, isWhole: boolean): string {
  const marked = MARKS.find(({ bytes }) => bytes.every((byte, n) => sample[n] === byte));
  if (marked !== undefined) return marked.encoding;
  const head = sample.subarray(0, SAMPLE_BYTES);
  const wide = utf16WithoutMark(head);
  if (wide !== null) return wide;
  const declared = DECLARED.exec(new TextDecoder('latin1').decode(head.subarray(0, 512)))?.[1]?.toLowerCase();
  if (declared !== undefined && !/^utf-?(8|16)/.test(declared) && isKnownEncoding(declared)) return declared;
  return isUtf8(sample, isWhole) ? 'utf-8' : guessCodePage(sample);
}

/** The text of a file, without its byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(detectEncoding(bytes, true)).decode(bytes);
}

/** The same block by block; the first decides on the encoding and should be of 64 KB, or all there is. */
export async function* decodeBlocks(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  let decoder: TextDecoder | null = null;
  for await (const block of blocks) {
    decoder ??= new TextDecoder(detectEncoding(block, false));
    const text = decoder.decode(block, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}
