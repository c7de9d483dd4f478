import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { COVER_SIZE, renderCover } from '#main/demo/cover.ts';
import { encodePng } from '#main/demo/png.ts';

/** Pixels of a PNG as encodePng writes them: one IDAT, filter 1. */
function decode(png: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const view = Buffer.from(png);
  expect(view.subarray(1, 4).toString('latin1')).toBe('PNG');
  const width = view.readUInt32BE(16);
  const height = view.readUInt32BE(20);
  const rows = inflateSync(view.subarray(41, 41 + view.readUInt32BE(33)));
  const stride = width * 3;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    expect(rows[y * (stride + 1)]).toBe(1);
    for (let x = 0; x < stride; x += 1) {
      const left = x < 3 ? 0 : (pixels[y * stride + x - 3] ?? 0);
      pixels[y * stride + x] = (rows[y * (stride + 1) + 1 + x] ?? 0) + left;
    }
  }
  return { width, height, pixels };
}

test('a PNG holds the pixels that went in', () => {
  const pixels = Uint8Array.from({ length: 5 * 3 * 3 }, (_, index) => (index * 97) % 256);
  expect(decode(encodePng(5, 3, pixels))).toEqual({ width: 5, height: 3, pixels });
});

test('covers are square pictures, the same each time, different for each track', () => {
  const [first, second] = DEMO_TRACKS;
  if (!first || !second) throw new Error('No demo tracks');
  const cover = renderCover(first);
  expect(renderCover(first)).toEqual(cover);
  expect(renderCover(second)).not.toEqual(cover);
  const { width, height, pixels } = decode(cover);
  expect([width, height]).toEqual([COVER_SIZE, COVER_SIZE]);
  expect(new Set(pixels).size).toBeGreaterThan(50);
});
