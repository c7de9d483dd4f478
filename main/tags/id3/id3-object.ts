import { cutAtZero, firstText } from './id3-text.ts';

/** A general object, taken apart. @source ID3v2.4.0 frames, 4.15. */
interface Id3Object {
  readonly description: string;
  /** Encoding, MIME type, file name and description as they stand. */
  readonly head: Buffer;
  readonly bytes: Buffer;
}

const MIME = 'application/octet-stream';

/** @param content Of a GEOB frame. */
export function readObject(content: Buffer): Id3Object {
  const encoding = content[0] ?? 0;
  const [, named] = cutAtZero(content.subarray(1), 0);
  const [, described] = cutAtZero(named, encoding);
  const [description, bytes] = cutAtZero(described, encoding);
  return {
    description: firstText(description, encoding),
    head: content.subarray(0, content.length - bytes.length),
    bytes,
  };
}

/** The head of an object as Serato writes it: Latin-1, no file name. */
export const objectHead = (description: string): Buffer => Buffer.from(`\0${MIME}\0\0${description}\0`, 'latin1');
