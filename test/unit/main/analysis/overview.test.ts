import { expect, test } from 'vitest';
import { overviewOf } from '#main/analysis/overview.ts';
import { COLUMN_BYTES, OVERVIEW_COLUMNS } from '#shared/domain/peaks.ts';

test('every column is the root mean square of those it stands for, value by value, and the loudest fills the height', () => {
  const data = new Uint8Array(COLUMN_BYTES * 1000);
  data[COLUMN_BYTES * 499 + 3] = 200; // mid band, in the last fifth of column 99
  const { data: overview, columnsPerSecond } = overviewOf({ columnsPerSecond: 100, data });
  expect(overview).toHaveLength(COLUMN_BYTES * OVERVIEW_COLUMNS);
  expect(overview[COLUMN_BYTES * 99 + 3]).toBe(255); // sqrt(200^2 / 5) = 89, raised to the full height
  expect(overview.reduce((sum, value) => sum + value, 0)).toBe(255);
  expect(columnsPerSecond).toBe(20); // 200 columns for 10 s
});

test('a sound shorter than the overview fills it, and none at all is flat', () => {
  const short = overviewOf({ columnsPerSecond: 100, data: Uint8Array.from([9, 8, 7, 6, 5]) });
  expect([...short.data.subarray(-COLUMN_BYTES)]).toEqual([27, 24, 21, 18, 15]); // quiet: raised threefold, no more
  expect(overviewOf({ columnsPerSecond: 100, data: new Uint8Array() }).data.every((value) => value === 0)).toBe(true);
});
