/** Tags begin with this, and four times seven bits that say how long they are. */
const ID3 = [0x49, 0x44, 0x33];
const ID3_HEADER = 10;
/** From the Xing mark to the LAME tag, and the length of that; its last two bytes are the checksum. */
const XING_BYTES = 120;
const LAME_BYTES = 36;
/** Encoders that write the tag of LAME. */
const ENCODERS = /^(?:LAME|Lavc|Lavf|L3\.9)/;
const COUNTED_BYTES = 190;
/** How much of a file, from behind its ID3 tag on, is enough. */
export const MP3_START_BYTES = 8_192;

/** @returns Where the audio begins behind an ID3v2 tag; 0 without one. */
export function audioStartOf(head: Uint8Array): number {
  if (!ID3.every((byte, n) => head[n] === byte)) return 0;
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
  return ID3_HEADER + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127);
}

/** Side information between the header of a layer III frame and the Xing mark. */
function xingOffset(second: number, fourth: number): number {
  const isVersion1 = ((second >> 3) & 3) === 3;
  const isMono = fourth >> 6 === 3;
  if (isVersion1) return isMono ? 21 : 36;
  return isMono ? 13 : 21;
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** CRC-16 with the polynomial 0x8005, reflected, from 0. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

/** LAME counts up to the checksum, ffmpeg always 190 bytes with a checksum of 0 among them. */
function checksumsOf(frame: Uint8Array, checksum: number): number[] {
  const counted = Uint8Array.from(frame.subarray(0, COUNTED_BYTES));
  counted.fill(0, checksum, checksum + 2);
  return [crc16(frame.subarray(0, checksum)), crc16(counted)];
}

/**
 * Whether Traktor plays the first frame of an MP3 file, which holds only numbers about the file, as 26 ms of silence: it does
 * where there is a Xing mark without a LAME tag, or one whose checksum is wrong. rekordbox and ffmpeg leave it out.
 * @param start Of the audio, behind an ID3 tag.
 * @source ../shared/docs/interchange.md, "26 ms"; the tag after LAME's "Mp3 Info Tag rev 1".
 */
export function hasTraktorDelay(start: Uint8Array): boolean {
  const frame = start.findIndex((byte, n) => byte === 0xff && ((start[n + 1] ?? 0) & 0xe6) === 0xe2);
  if (frame < 0) return false;
  const xing = frame + xingOffset(start[frame + 1] ?? 0, start[frame + 3] ?? 0);
  if (!/^(?:Xing|Info)$/.test(textAt(start, xing, 4))) return false;
  const lame = xing + XING_BYTES;
  if (!ENCODERS.test(textAt(start, lame, 4))) return true;
  const checksum = lame + LAME_BYTES - 2;
  const written = ((start[checksum] ?? 0) << 8) | (start[checksum + 1] ?? 0);
  return !checksumsOf(start.subarray(frame), checksum - frame).includes(written);
}
