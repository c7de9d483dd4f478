import { expect, test } from 'vitest';
import { DEMO_TRACKS } from '#main/demo/catalogue.ts';
import { demoFileName } from '#main/demo/demo-files.ts';
import { demoTruth } from '#main/demo/demo-truth.ts';
import { parsePattern } from '#main/demo/synth/pattern.ts';
import { STYLES } from '#main/demo/synth/styles/index.ts';
import { keyFromIndex, toCamelot } from '#shared/domain/key.ts';

test('24 tracks of 60 to 90 seconds, each with a name of its own', () => {
  expect(demoTruth).toHaveLength(24);
  for (const { id, duration } of demoTruth) {
    expect(duration, id).toBeGreaterThanOrEqual(60);
    expect(duration, id).toBeLessThanOrEqual(90);
  }
  expect(new Set(DEMO_TRACKS.map((track) => track.id)).size).toBe(24);
  expect(new Set(DEMO_TRACKS.map((track) => demoFileName(track).toLowerCase())).size).toBe(24);
});

test('tempos reach from 88 to 174 BPM and are not all whole', () => {
  const tempos = demoTruth.map((truth) => truth.bpm);
  expect(Math.min(...tempos)).toBe(88);
  expect(Math.max(...tempos)).toBe(174);
  expect(tempos.some((tempo) => !Number.isInteger(tempo))).toBe(true);
});

test('keys lie on all twelve hours of the wheel, on both rings, and every track has a harmonic neighbour', () => {
  const positions = demoTruth.map((truth) => toCamelot(keyFromIndex(truth.keyIndex)));
  expect(new Set(positions.map(({ number }) => number)).size).toBe(12);
  expect(positions.filter(({ letter }) => letter === 'B').length).toBeGreaterThanOrEqual(6);
  for (const [index, position] of positions.entries()) {
    const neighbours = positions.filter((other, otherIndex) => {
      const apart = Math.min((12 + other.number - position.number) % 12, (12 + position.number - other.number) % 12);
      return otherIndex !== index && (other.letter === position.letter ? apart <= 1 : apart === 0);
    });
    expect(neighbours.length, demoTruth[index]?.title).toBeGreaterThanOrEqual(1);
  }
});

test('sections are whole bars, follow each other without a gap, and begin on half a phrase', () => {
  for (const { id, bpm, firstBeat, sections } of demoTruth) {
    const barSeconds = 240 / bpm;
    let expected: number = firstBeat;
    for (const { startSeconds, endSeconds } of sections) {
      const startBar = (startSeconds - firstBeat) / barSeconds;
      expect(startSeconds, id).toBeCloseTo(expected, 9);
      expect(startBar / 4, id).toBeCloseTo(Math.round(startBar / 4), 9);
      expected = endSeconds;
    }
    expect(new Set(sections.map(({ kind }) => kind)), id).toEqual(
      new Set(['intro', 'build', 'drop', 'breakdown', 'outro']),
    );
  }
});

test('a WAV has plain names: its text has no declared encoding', () => {
  for (const { format, artist, title } of DEMO_TRACKS) {
    if (format === 'wav') expect(`${artist} ${title}`).toMatch(/^[\x20-\x7e]+$/);
  }
});

test('comments fit the 30 characters of an ID3v1 tag', () => {
  for (const { comment } of DEMO_TRACKS) expect(comment.length).toBeLessThanOrEqual(30);
});

test('names exercise featured artists and remixers', () => {
  const names = DEMO_TRACKS.map(({ artist, title }) => `${artist} - ${title}`);
  expect(names.filter((name) => /\b(feat\.|ft\.|featuring)/.test(name)).length).toBeGreaterThanOrEqual(6);
  expect(names.filter((name) => / Remix\)| Mix\)| Edit\)/.test(name)).length).toBeGreaterThanOrEqual(5);
});

test('every pattern that a track or a style plays can be read', () => {
  for (const style of Object.values(STYLES)) {
    const drums = style.drums.flatMap(({ pattern, fill }) => (fill === undefined ? [pattern] : [pattern, fill]));
    for (const pattern of [...drums, ...style.parts.map((part) => part.pattern)]) parsePattern(pattern);
    for (const { on } of [...style.drums, ...style.parts]) expect(on).toMatch(/^[#.]{4}( [#.]{4}){4}$/);
  }
  for (const { recipe } of DEMO_TRACKS) {
    const parts = new Set(STYLES[recipe.style].parts.map((part) => part.name));
    for (const [name, pattern] of Object.entries(recipe.patterns ?? {})) {
      expect(parts.has(name), `${recipe.seed} ${name}`).toBe(true);
      parsePattern(pattern);
    }
  }
});
