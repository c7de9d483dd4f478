import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cue, shiftCue, uniteCues } from '#main/duplicates/merge/unite-cues.ts';

const cue = (start: number, slot: number | null, more: Partial<Cue> = {}): Cue => ({
  kind: slot === null ? 'memory' : 'hot',
  role: 'cue',
  slot,
  start_seconds: start,
  end_seconds: null,
  name: `at ${start}`,
  colour: null,
  ...more,
});
const slots = (cues: readonly Cue[]) => cues.map(({ start_seconds: start, slot }) => [start, slot]);

test('cues at other places come beside the own ones, those on taken pads to free pads', () => {
  const own = [cue(1, 0), cue(2, 1)];
  expect(slots(uniteCues(own, [cue(10, 0), cue(20, 5), cue(30, null)]))).toEqual([
    [10, 2],
    [20, 5],
    [30, null],
  ]);
});

test('the same place is not taken twice, unless only the other one is on a pad', () => {
  expect(uniteCues([cue(1, 0)], [cue(1.01, 3), cue(1.02, null)])).toEqual([]);
  expect(slots(uniteCues([cue(1, null)], [cue(1.01, 3)]))).toEqual([[1.01, 3]]);
});

test('only where all eight pads are taken a cue loses its pad, and never its place', () => {
  const own = Array.from({ length: 7 }, (_, slot) => cue(slot, slot));
  const added = uniteCues(own, [cue(50, 0), cue(60, 1)]);
  expect(added.map(({ kind, slot }) => [kind, slot])).toEqual([
    ['hot', 7],
    ['memory', null],
  ]);
});

test('loops keep their length when they move, and what lay before the start comes to it', () => {
  expect(shiftCue(cue(4, 0, { kind: 'loop', end_seconds: 8 }), 0.2)).toMatchObject({
    start_seconds: 3.8,
    end_seconds: 7.8,
  });
  expect(shiftCue(cue(0.1, 0), 0.2).start_seconds).toBe(0);
});

test('whatever cues there are: no pad twice, and every place of the others is kept', () => {
  const cues = fc.uniqueArray(
    fc.record({ start: fc.integer({ min: 0, max: 40 }), slot: fc.option(fc.integer({ min: 0, max: 7 })) }),
    { selector: ({ slot, start }) => (slot === null ? `m${start}` : `p${slot}`), maxLength: 12 },
  );
  fc.assert(
    fc.property(cues, cues, (mine, theirs) => {
      const own = mine.map(({ start, slot }) => cue(start, slot));
      const others = theirs.map(({ start, slot }) => cue(start, slot));
      const all = [...own, ...uniteCues(own, others)];
      const taken = all.flatMap(({ slot }) => (slot === null ? [] : [slot]));
      expect(new Set(taken).size).toBe(taken.length);
      for (const { start_seconds: start } of others) {
        expect(all.some((each) => Math.abs(each.start_seconds - start) < 0.03)).toBe(true);
      }
    }),
  );
});
