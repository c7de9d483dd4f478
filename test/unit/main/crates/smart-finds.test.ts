import { expect, test } from 'vitest';
import { SmartFinds } from '#main/crates/smart-finds.ts';
import { addTracks, inventTracks } from '#test/support/many-tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

test('a find that costs time is kept a moment, then the library says that it is to be found again', async () => {
  const database = openTempLibrary();
  addTracks(database, inventTracks(3000));
  const finds = new SmartFinds(database, () => new Date());
  const count = () => finds.of('title:warehouse9')?.size();
  expect(count()).toBe(0);
  let told = 0;
  database.onChange(({ rows }) => {
    if (rows.has('crates')) told += 1;
  });
  addTracks(database, [trackFields({ title: 'Warehouse9' })]);
  // Just found: either it is kept and the library tells later, or its time is over already on a slow machine.
  const kept = count() === 0;
  await expect.poll(() => told).toBe(kept ? 1 : 0);
  expect(count()).toBe(1);
});

test('a search that cannot be read finds nothing, and what no crate asks for is forgotten', () => {
  const database = openTempLibrary();
  const finds = new SmartFinds(database, () => new Date());
  expect(finds.of('bpm:x')).toBeNull();
  finds.of('deep');
  const before = finds.of('deep');
  finds.keepOnly(new Set(['bpm:x']));
  expect(finds.of('deep')).not.toBe(before);
});
