import { expect, test } from 'vitest';
import { PartJoiner } from '#main/renders/part-joiner.ts';

async function joined(parts: readonly (readonly Float32Array[])[], frames: number): Promise<number[]> {
  const written: number[] = [];
  const joiner = new PartJoiner(frames, async (samples) => void written.push(...samples));
  for (const [index, blocks] of parts.entries()) {
    if (index > 0) joiner.next();
    for (const block of blocks) await joiner.push(block);
  }
  await joiner.finish();
  return written;
}

test('one part comes out as it is, whatever its blocks', async () => {
  const samples = Float32Array.from({ length: 40 }, (_, index) => index);
  const blocks = [samples.subarray(0, 6), samples.subarray(6, 8), samples.subarray(8)];
  expect(await joined([blocks], 4)).toEqual([...samples]);
});

test('the end of a part is laid over the beginning of the next, which takes over evenly', async () => {
  const ones = new Float32Array(24).fill(1);
  const zeros = new Float32Array(24);
  const heard = await joined([[ones], [zeros.subarray(0, 2), zeros.subarray(2)]], 4);
  expect(heard).toHaveLength(40);
  expect(heard.slice(0, 17)).toEqual(Array.from({ length: 17 }, () => 1));
  expect(heard.slice(16, 24)).toEqual([1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125]);
  expect(heard.slice(24)).toEqual(Array.from({ length: 16 }, () => 0));
});

test('what is alike in both stays as loud', async () => {
  const half = new Float32Array(24).fill(0.5);
  expect(await joined([[half], [half]], 4)).toEqual(Array.from({ length: 40 }, () => 0.5));
});
