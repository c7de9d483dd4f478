import { describe, expect, test } from 'vitest';
import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { demoTruth } from '#main/demo/demo-truth.ts';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import { analyse, beatsOf, medianErrorMs } from '#test/support/rhythm.ts';

/** One track of each kind of drums: four to the floor, broken and with latin accents. */
const cases = ['glass-harbour', 'black-kite', 'calle-del-sol'].flatMap((id) => {
  const track = DEMO_TRACKS.find((candidate) => candidate.id === id);
  const truth = demoTruth.find((candidate) => candidate.id === id);
  return track && truth ? [{ id, track, truth }] : [];
});

test('the tracks are there', () => {
  expect(cases).toHaveLength(3);
});

describe.each(cases)('produced music, $id', ({ track, truth }) => {
  const { left, right } = renderTrack(track.recipe);
  const found = analyse(left.map((sample, n) => (sample + (right[n] ?? 0)) / 2));
  const period = 60 / truth.bpm;
  const end = truth.sections.at(-1)?.endSeconds ?? 0;
  const truthBeats = Array.from(
    { length: Math.floor((end - truth.firstBeat) / period) },
    (_, n) => truth.firstBeat + n * period,
  );

  test('one grid segment of the exact tempo', () => {
    expect(found.grid?.segments).toHaveLength(1);
    expect(Math.abs((found.bpm ?? 0) / truth.bpm - 1)).toBeLessThan(0.0005);
    expect(found.bpmConfidence).toBeGreaterThan(0.9);
  });

  test('beats within 3 ms, and the first is a downbeat', () => {
    expect(medianErrorMs(beatsOf(found), truthBeats)).toBeLessThan(3);
    const downbeats = beatsOf(found).filter(({ number }) => number === 1);
    expect(
      medianErrorMs(
        downbeats,
        truthBeats.filter((_, n) => n % 4 === 0),
      ),
    ).toBeLessThan(3);
  });
});
