import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BeatGrid, beatsOfGrid } from '#shared/domain/beat-grid.ts';
import {
  beatHere,
  downbeatHere,
  isGridBpm,
  mainTempo,
  multiplyTempo,
  nearestBeat,
  newGrid,
  removeSegment,
  segmentIndexAt,
  setSegmentTempo,
  shiftBars,
  shiftGrid,
  splitGrid,
} from '#shared/domain/grid-edit.ts';
import { bpm, seconds } from '#shared/domain/units.ts';

const LENGTH = seconds(300);

const anyGrid: fc.Arbitrary<BeatGrid> = fc
  .record({
    beatsPerBar: fc.integer({ min: 2, max: 7 }),
    first: fc.double({ min: 0, max: 3, noNaN: true }),
    segments: fc.array(
      fc.record({
        gap: fc.double({ min: 0.2, max: 60, noNaN: true }),
        tempo: fc.double({ min: 20, max: 999, noNaN: true }),
        number: fc.nat(100),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ beatsPerBar, first, segments }) => {
    let start = first;
    return {
      beatsPerBar,
      segments: segments.map(({ gap, tempo, number }, index) => {
        start += index === 0 ? 0 : gap;
        return { startSeconds: seconds(start), bpm: bpm(tempo), firstBeatNumber: (number % beatsPerBar) + 1 };
      }),
    };
  });
const anyTime = fc.double({ min: 0, max: 290, noNaN: true }).map(seconds);
const anyIndex = fc.nat(6);
const anyScope = fc.oneof(fc.constant('all' as const), anyIndex);

function faultsOf({ beatsPerBar, segments }: BeatGrid): string[] {
  const faults: string[] = [];
  if (segments.length === 0) faults.push('no segment');
  segments.forEach((segment, index) => {
    const before = segments[index - 1];
    if (before && segment.startSeconds <= before.startSeconds) faults.push(`${index} is not after the one before`);
    if (!(segment.startSeconds >= 0)) faults.push(`${index} starts before the track`);
    if (!isGridBpm(segment.bpm)) faults.push(`${index} has ${segment.bpm} BPM`);
    if (!Number.isInteger(segment.firstBeatNumber)) faults.push(`${index} has a broken count`);
    if (segment.firstBeatNumber < 1 || segment.firstBeatNumber > beatsPerBar) faults.push(`${index} is out of the bar`);
  });
  return faults;
}

const EDITS: readonly (readonly [string, fc.Arbitrary<(grid: BeatGrid) => BeatGrid>])[] = [
  [
    'a shift',
    fc.tuple(fc.double({ min: -400, max: 400, noNaN: true }), anyScope).map(
      ([by, scope]) =>
        (grid) =>
          shiftGrid(grid, seconds(by), scope),
    ),
  ],
  [
    'a shift of the bars',
    fc.tuple(fc.integer(), anyScope).map(
      ([beats, scope]) =>
        (grid) =>
          shiftBars(grid, beats, scope),
    ),
  ],
  [
    'a beat here',
    fc.tuple(anyTime, anyScope).map(
      ([time, scope]) =>
        (grid) =>
          beatHere(grid, time, scope),
    ),
  ],
  [
    'a downbeat here',
    fc.tuple(anyTime, anyScope).map(
      ([time, scope]) =>
        (grid) =>
          downbeatHere(grid, time, scope),
    ),
  ],
  [
    'a tempo',
    fc.tuple(anyIndex, fc.double({ min: 1, max: 2000, noNaN: true }), anyTime).map(
      ([index, tempo, anchor]) =>
        (grid) =>
          setSegmentTempo(grid, index, bpm(tempo), anchor),
    ),
  ],
  [
    'another count',
    fc.tuple(fc.constantFrom(2, 0.5, 1.5, 2 / 3), anyScope).map(
      ([factor, scope]) =>
        (grid) =>
          multiplyTempo(grid, factor, scope),
    ),
  ],
  [
    'a new segment',
    fc.tuple(anyTime, fc.option(fc.double({ min: 1, max: 2000, noNaN: true }), { nil: undefined })).map(
      ([time, tempo]) =>
        (grid) =>
          splitGrid(grid, time, tempo === undefined ? undefined : bpm(tempo)),
    ),
  ],
  ['taking a segment away', anyIndex.map((index) => (grid) => removeSegment(grid, index))],
];

test.each(EDITS)('%s leaves a grid that is sorted, in range and not empty', (_name, anyEdit) => {
  fc.assert(
    fc.property(anyGrid, anyEdit, (grid, edit) => {
      expect(faultsOf(edit(grid))).toEqual([]);
    }),
  );
});

test('any number of edits after each other does so too', () => {
  const anyEdit = fc.oneof(...EDITS.map(([, edit]) => edit));
  fc.assert(
    fc.property(anyGrid, fc.array(anyEdit, { maxLength: 12 }), (grid, edits) => {
      expect(faultsOf(edits.reduce((made, edit) => edit(made), grid))).toEqual([]);
    }),
  );
});

const house = newGrid(bpm(120), seconds(1));
const timesOf = (grid: BeatGrid, length = 4) =>
  beatsOfGrid(grid, seconds(length)).map(({ time }) => Number(time.toFixed(6)));
const downbeatsOf = (grid: BeatGrid, length = 8) =>
  beatsOfGrid(grid, seconds(length))
    .filter(({ number }) => number === 1)
    .map(({ time }) => Number(time.toFixed(6)));

describe('shifting', () => {
  test('moves every line by as much, there and back', () => {
    const moved = shiftGrid(house, seconds(0.01));
    expect(timesOf(moved)).toEqual([0.01, 0.51, 1.01, 1.51, 2.01, 2.51, 3.01, 3.51]);
    expect(downbeatsOf(moved)).toEqual([1.01, 3.01, 5.01, 7.01]);
    expect(timesOf(shiftGrid(moved, seconds(-0.01)))).toEqual(timesOf(house));
  });

  test('beyond the start of the track keeps the bars', () => {
    // 1.2 s back: the downbeats of 1, 3, 5 s now lie at -0.2, 1.8, 3.8 s.
    expect(downbeatsOf(shiftGrid(house, seconds(-1.2)))).toEqual([1.8, 3.8, 5.8, 7.8]);
  });

  test('by a beat leaves the lines and moves the bars', () => {
    expect(timesOf(shiftBars(house, 1))).toEqual(timesOf(house));
    expect(downbeatsOf(shiftBars(house, 1))).toEqual([1.5, 3.5, 5.5, 7.5]);
    expect(shiftBars(house, 4)).toEqual(house);
  });

  test('one segment moves it alone, and not past its neighbours', () => {
    const two = splitGrid(house, seconds(3), bpm(60));
    expect(shiftGrid(two, seconds(0.2), 1).segments.map((segment) => segment.startSeconds)).toEqual([1, 3.2]);
    expect(shiftGrid(two, seconds(-9), 1).segments.map((segment) => segment.startSeconds)).toEqual([1, 1.1]);
  });
});

describe('at the playhead', () => {
  test('a beat comes to lie there, the nearest one', () => {
    expect(timesOf(beatHere(house, seconds(2.6)), 3)).toEqual([0.1, 0.6, 1.1, 1.6, 2.1, 2.6]);
    expect(timesOf(beatHere(house, seconds(2.4)), 3)).toEqual([0.4, 0.9, 1.4, 1.9, 2.4, 2.9]);
  });

  test('a downbeat: the nearest beat becomes the first of its bar, before the first segment as well', () => {
    expect(downbeatsOf(downbeatHere(house, seconds(2.4)))).toEqual([0.5, 2.5, 4.5, 6.5]);
    expect(downbeatsOf(downbeatHere(house, seconds(0.1)))).toEqual([0, 2, 4, 6]);
  });

  test('the nearest beat may be the first of the next segment', () => {
    const two = splitGrid(house, seconds(3.2), bpm(60));
    expect(nearestBeat(two, seconds(3.15)).time).toBe(3.2);
    expect(nearestBeat(two, seconds(2.6)).time).toBe(2.5);
    expect(segmentIndexAt(two, seconds(3.2))).toBe(1);
  });
});

describe('a tempo', () => {
  test('keeps the beat at the anchor and its place in the bar', () => {
    const slower = setSegmentTempo(house, 0, bpm(100), seconds(5.05));
    expect(timesOf(slower, 7)).toContain(5);
    expect(downbeatsOf(slower, 10)).toEqual([0.2, 2.6, 5, 7.4, 9.8]);
  });

  test('out of range changes nothing', () => {
    for (const tempo of [19.99, 999.01, Number.NaN]) expect(setSegmentTempo(house, 0, bpm(tempo), LENGTH)).toBe(house);
    expect(multiplyTempo(newGrid(bpm(600), seconds(0)), 2)).toEqual(newGrid(bpm(600), seconds(0)));
  });

  test('doubled and halved keeps the first downbeat, also where the segment does not begin with one', () => {
    const third = { beatsPerBar: 4, segments: [{ startSeconds: seconds(0), bpm: bpm(120), firstBeatNumber: 3 }] };
    expect(downbeatsOf(third, 4)).toEqual([1, 3]);
    expect(downbeatsOf(multiplyTempo(third, 2), 4)).toEqual([0, 1, 2, 3]);
    expect(downbeatsOf(multiplyTempo(third, 0.5), 8)).toEqual([1, 5]);
    expect(multiplyTempo(third, 1.5).segments[0]?.bpm).toBeCloseTo(180, 9);
  });

  test('of the track is that of the longest segment', () => {
    const two = splitGrid(house, seconds(100), bpm(90));
    expect(mainTempo(two, seconds(150))).toBe(120);
    expect(mainTempo(two, LENGTH)).toBe(90);
  });
});

describe('segments', () => {
  test('a new one starts at the time itself, goes on counting, and the rest stays', () => {
    const two = splitGrid(house, seconds(2.52), bpm(60));
    expect(timesOf(two, 5)).toEqual([0, 0.5, 1, 1.5, 2, 2.52, 3.52, 4.52]);
    // 2.5 s was the fourth beat of its bar.
    expect(two.segments[1]?.firstBeatNumber).toBe(4);
  });

  test('one too close to another is not made', () => {
    expect(splitGrid(house, seconds(1.05))).toBe(house);
  });

  test('one taken away leaves its time to the one before, or to the next', () => {
    const two = splitGrid(house, seconds(2.5), bpm(60));
    expect(removeSegment(two, 1)).toEqual(house);
    expect(timesOf(removeSegment(two, 0), 5)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
    expect(removeSegment(house, 0)).toBe(house);
  });
});
