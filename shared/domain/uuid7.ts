/** Milliseconds that fit the 48-bit time field: until the year 10889. */
const MAX_TIME = 2 ** 48 - 1;

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** The first 13 characters, the same for all ids of a millisecond: a large import makes a thousand in one. */
const timePart = lastKept((timeMs: number) => {
  const time = hex(timeMs, 12);
  return `${time.slice(0, 8)}-${time.slice(8)}`;
});

function lastKept(compute: (value: number) => string): (value: number) => string {
  let [value, text] = [-1, ''];
  return (asked) => {
    if (asked !== value) [value, text] = [asked, compute(asked)];
    return text;
  };
}

/**
 * A version 7 UUID: ids made later sort later, so rows land next to each other in the index.
 * @param timeMs Unix time in whole milliseconds, 0 <= timeMs < 2^48.
 * @param sequence Order within the millisecond, 0-4095.
 * @param random Shape [8]; the top two bits are replaced by the variant.
 * @throws {RangeError} If a parameter does not fit its field.
 * @source RFC 9562, section 5.7; `sequence` in rand_a as in section 6.2, method 1.
 */
export function uuid7(timeMs: number, sequence: number, random: Uint8Array): string {
  if (!Number.isInteger(timeMs) || timeMs < 0 || timeMs > MAX_TIME) throw new RangeError('Time does not fit 48 bits');
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 0xfff) throw new RangeError('Sequence is 0-4095');
  if (random.length !== 8) throw new RangeError('Eight random bytes are needed');
  let tail = BYTES[0x80 | ((random[0] ?? 0) & 0x3f)] ?? '';
  for (let index = 1; index < 8; index += 1) tail += BYTES[random[index] ?? 0];
  return `${timePart(timeMs)}-7${hex(sequence, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
