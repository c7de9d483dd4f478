import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { parseMixxxBeats } from '#main/interchange/mixxx/beats.ts';
import { readWireFields } from '#main/interchange/mixxx/protobuf.ts';
import { mixxxBeatGrid, mixxxBeatMap, mixxxPlainGrid } from '#test/support/mixxx-schema.ts';

const RATE = 44_100;

describe('beats of Mixxx', () => {
  test.each([
    ['BeatGrid-2.0', mixxxBeatGrid(124.5, 22_050)],
    ['BeatGrid-1.0', mixxxPlainGrid(124.5, 22_050)],
  ])('%s: a tempo and the first beat, in frames', (version, blob) => {
    expect(parseMixxxBeats(blob, version, RATE)).toEqual([
      { startSeconds: 0.5, bpm: 124.5, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' },
    ]);
  });

  test('a first beat before the track starts is taken a bar on', () => {
    const [marker] = parseMixxxBeats(mixxxBeatGrid(120, -0.5 * RATE), 'BeatGrid-2.0', RATE);
    expect(marker?.startSeconds).toBeCloseTo(1.5, 9);
  });

  test('a beat map with one tempo, in whole frames, is one marker', () => {
    const frames = Array.from({ length: 500 }, (_, n) => Math.round(10_000 + (n * 60 * RATE) / 127.33));
    const grid = parseMixxxBeats(mixxxBeatMap(frames), 'BeatMap-1.0', RATE);
    expect(grid).toHaveLength(1);
    expect(grid[0]?.bpm).toBeCloseTo(127.33, 2);
    expect(grid[0]?.startSeconds).toBeCloseTo(10_000 / RATE, 9);
  });

  test('a beat map that changes its tempo has a marker at each change, and goes on counting the bar', () => {
    const slow = Array.from({ length: 6 }, (_, n) => n * 0.5);
    const fast = Array.from({ length: 20 }, (_, n) => 2.5 + (n + 1) * 0.4);
    const grid = parseMixxxBeats(mixxxBeatMap([...slow, ...fast].map((beat) => beat * RATE)), 'BeatMap-1.0', RATE);
    expect(grid.map(({ startSeconds, bpm, beatNumber }) => [startSeconds, Math.round(bpm), beatNumber])).toEqual([
      [0, 120, 1],
      [2.5, 150, 2],
    ]);
  });

  test('every beat of a map lies on the grid, to 3 ms', () => {
    const steps = fc.array(fc.integer({ min: 250, max: 900 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(steps, (steps) => {
        const beats = [0];
        for (const step of steps) beats.push((beats.at(-1) ?? 0) + step / 1000);
        const grid = parseMixxxBeats(mixxxBeatMap(beats.map((beat) => beat * RATE)), 'BeatMap-1.0', RATE);
        for (const beat of beats) {
          const marker = grid.findLast(({ startSeconds }) => startSeconds <= beat + 1e-9);
          const passed = ((beat - (marker?.startSeconds ?? 0)) * (marker?.bpm ?? 0)) / 60;
          expect((Math.abs(passed - Math.round(passed)) * 60) / (marker?.bpm ?? 1)).toBeLessThan(0.0031);
        }
      }),
    );
  });

  test('a map of one beat, or of none, is no grid', () => {
    expect(parseMixxxBeats(mixxxBeatMap([100]), 'BeatMap-1.0', RATE)).toEqual([]);
    expect(parseMixxxBeats(new Uint8Array(), 'BeatMap-1.0', RATE)).toEqual([]);
  });

  test('another version is unsupported', () => {
    expect(() => parseMixxxBeats(new Uint8Array(), 'BeatMap-9', RATE)).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });

  test('damaged blobs give a sound grid or an error that says so', () => {
    const whole = Buffer.concat([mixxxBeatMap([0, 22_050, 44_100]), mixxxBeatGrid(120, 0)]);
    const edits = fc.array(fc.tuple(fc.nat({ max: whole.length }), fc.nat({ max: 255 })), { maxLength: 8 });
    const versions = fc.constantFrom('BeatGrid-1.0', 'BeatGrid-2.0', 'BeatMap-1.0');
    fc.assert(
      fc.property(versions, fc.nat({ max: whole.length }), edits, (version, length, edits) => {
        const bytes = Uint8Array.from(whole).slice(0, length);
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        try {
          for (const { startSeconds, bpm } of parseMixxxBeats(bytes, version, RATE)) {
            expect(Number.isFinite(startSeconds) && Number.isFinite(bpm) && bpm > 0).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('a length of 4 GB is a claim', () => {
    expect(() => readWireFields(Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f))).toThrow(AppError);
    expect(() => readWireFields(new Uint8Array(20).fill(0xff))).toThrow(AppError);
  });
});
