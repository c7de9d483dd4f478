import { expect, test } from 'vitest';
import { z } from 'zod';
import { uuid7 } from '#shared/domain/uuid7.ts';

const random = Uint8Array.from([0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);

test('the example of RFC 9562, appendix A.6', () => {
  // unix_ts_ms = 0x017F22E279B0, rand_a = 0xCC3, rand_b = 0x18C4DC0C0C07398F with the variant's two bits on top.
  expect(uuid7(0x017f22e279b0, 0xcc3, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('is a version 7 UUID whatever the random bytes are', () => {
  for (const byte of [0x00, 0xff]) {
    expect(z.uuidv7().safeParse(uuid7(1_700_000_000_000, 0, new Uint8Array(8).fill(byte))).success).toBe(true);
  }
});

test('text order is time order, then sequence', () => {
  const ids = [uuid7(1, 0, random), uuid7(1, 1, random), uuid7(1, 0xfff, random), uuid7(2, 0, random)];
  expect([...ids].sort()).toEqual(ids);
});

test('what does not fit its field is refused', () => {
  expect(() => uuid7(-1, 0, random)).toThrow(RangeError);
  expect(() => uuid7(2 ** 48, 0, random)).toThrow(RangeError);
  expect(() => uuid7(0, 0x1000, random)).toThrow(RangeError);
  expect(() => uuid7(0, 0, new Uint8Array(7))).toThrow(RangeError);
});
