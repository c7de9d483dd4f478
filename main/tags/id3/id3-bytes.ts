/** Numbers of seven bits a byte. @source id3.org, ID3v2.4.0 structure, 6.2. */
export function readSyncSafe(bytes: Buffer, position: number): number {
  return bytes.subarray(position, position + 4).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
}

export function syncSafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >>> shift) & 0x7f));
}

/** Largest size that four bytes of seven bits can tell. */
export const MAX_SYNC_SAFE = 0x0fff_ffff;

const SYNC = 0xff;
/** A byte that makes a false synchronisation behind 0xFF, or looks like one that was taken out. */
const needsZero = (next: number | undefined): boolean => next === undefined || next >= 0xe0 || next === 0;

/** Puts a zero behind every 0xFF that could be taken for the start of sound. @source ID3v2.4.0 structure, 6.1. */
export function unsynchronise(bytes: Buffer): Buffer {
  let added = 0;
  for (let at = bytes.indexOf(SYNC); at >= 0; at = bytes.indexOf(SYNC, at + 1))
    if (needsZero(bytes[at + 1])) added += 1;
  const out = Buffer.alloc(bytes.length + added);
  let from = 0;
  let to = 0;
  for (let at = bytes.indexOf(SYNC); at >= 0; at = bytes.indexOf(SYNC, at + 1)) {
    if (!needsZero(bytes[at + 1])) continue;
    to += bytes.copy(out, to, from, at + 1) + 1;
    from = at + 1;
  }
  bytes.copy(out, to, from);
  return out;
}

/** Takes those zeros out again. */
export function resynchronise(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    out[length] = byte;
    length += 1;
    if (byte === SYNC && bytes[index + 1] === 0) index += 1;
  }
  return out.subarray(0, length);
}
