import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReadReport } from '#main/interchange/read-report.ts';
import { parseSeratoBeatGrid } from '#main/interchange/serato/beat-grid.ts';
import { formatSeratoCrate, newSeratoCrate, parseSeratoCrate } from '#main/interchange/serato/crate.ts';
import { encodeChunkText, formatChunk } from '#main/interchange/serato/chunks.ts';
import { parseSeratoDatabase } from '#main/interchange/serato/database.ts';
import type { SeratoContainer, SeratoPayloads } from '#main/interchange/serato/fields.ts';
import { parseSeratoMarkers } from '#main/interchange/serato/markers.ts';
import { readSeratoTags } from '#main/interchange/serato/read-tags.ts';
import { formatSeratoTags } from '#main/interchange/serato/write-tags.ts';

const CONTAINERS: readonly SeratoContainer[] = ['id3', 'flac', 'mp4', 'ogg'];
const CUES = Array.from({ length: 8 }, (_, slot) => ({
  type: 'cue' as const,
  slot,
  startSeconds: slot,
  endSeconds: null,
  name: `Cue ${slot}`,
  colour: '#cc0000',
}));
const LOOP = { ...CUES[0], type: 'loop' as const, slot: null, startSeconds: 1, endSeconds: 2, name: '', colour: null };
const MARKER = { startSeconds: 0.5, bpm: 120, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' };

const payloadsFor = (container: SeratoContainer): SeratoPayloads =>
  formatSeratoTags(
    {
      cues: [...CUES, LOOP],
      grid: [MARKER, { ...MARKER, startSeconds: 8.5 }],
      bpm: 120,
      colour: '#993333',
      locked: true,
      extra: { 'Markers2.FLIP.0': 'AAECAw==' },
    },
    container,
  ).payloads;

/** Cuts the bytes and flips some bits. */
function damage(bytes: Uint8Array, cut: number, flips: readonly (readonly [at: number, bit: number])[]): Uint8Array {
  const damaged = Uint8Array.from(bytes).subarray(0, Math.floor(cut * bytes.length));
  for (const [at, bit] of flips) {
    const n = Math.floor(at * damaged.length);
    if (n < damaged.length) damaged[n] = (damaged[n] ?? 0) ^ (1 << bit);
  }
  return damaged;
}

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const damages = fc.tuple(unit, fc.array(fc.tuple(unit, fc.nat({ max: 7 })), { maxLength: 12 }));

test.each(CONTAINERS)('damaged tags of %s are read as far as they go and never thrown at', (container) => {
  const whole = payloadsFor(container);
  fc.assert(
    fc.property(damages, ([cut, flips]) => {
      const damaged = Object.fromEntries(
        Object.entries(whole).map(([name, bytes]) => [name, damage(bytes, cut, flips)]),
      );
      const tags = readSeratoTags(damaged, container, createReadReport());
      expect(tags.cues.every(({ startSeconds }) => Number.isFinite(startSeconds))).toBe(true);
      expect(tags.grid.every(({ bpm, startSeconds }) => bpm > 0 && Number.isFinite(startSeconds))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test.each(CONTAINERS)('tags of %s that are anything at all are never thrown at', (container) => {
  const any = fc.uint8Array({ maxLength: 400 });
  fc.assert(
    fc.property(any, any, any, any, any, (markers, markers2, beatGrid, autotags, analysis) => {
      readSeratoTags({ markers, markers2, beatGrid, autotags, analysis }, container, createReadReport());
    }),
  );
});

const DATABASE = Buffer.concat([
  formatChunk('vrsn', encodeChunkText('2.0/Serato Scratch LIVE Database')),
  ...['a.mp3', 'b.mp3', 'c.mp3'].map((path) =>
    formatChunk('otrk', formatChunk('pfil', encodeChunkText(path)), formatChunk('tsng', encodeChunkText('Title'))),
  ),
]);
const CRATE = formatSeratoCrate(newSeratoCrate(['a.mp3', 'b.mp3', 'c.mp3']));

test('damaged databases and crates are read as far as they go', () => {
  fc.assert(
    fc.property(damages, ([cut, flips]) => {
      const report = createReadReport();
      expect(parseSeratoDatabase(damage(DATABASE, cut, flips), '/', report).length).toBeLessThanOrEqual(40);
      expect(parseSeratoCrate(damage(CRATE, cut, flips), report).paths.length).toBeLessThanOrEqual(40);
    }),
    { numRuns: 500 },
  );
});

test('a cut crate keeps what stands before the cut and says so', () => {
  const report = createReadReport();
  expect(parseSeratoCrate(CRATE.subarray(0, CRATE.length - 3), report).paths).toEqual(['a.mp3', 'b.mp3']);
  expect(report.result({ tracks: [], playlists: [], plays: [] }).problemCount).toBeGreaterThan(0);
});

const FOUR_GIGABYTES = [0xff, 0xff, 0xff, 0xff];

test('lengths of 4 GB are claims, not orders', () => {
  const report = createReadReport();
  const before = process.memoryUsage().arrayBuffers;
  const database = Uint8Array.from([
    ...Buffer.from('otrk'),
    ...FOUR_GIGABYTES,
    ...Buffer.from('pfil'),
    ...FOUR_GIGABYTES,
  ]);
  expect(parseSeratoDatabase(database, '/', report)).toEqual([]);
  expect(parseSeratoCrate(database, report).paths).toEqual([]);
  expect(() => parseSeratoBeatGrid(Uint8Array.from([1, 0, ...FOUR_GIGABYTES, 0, 0, 0, 0]))).toThrow(/ends too early/);
  expect(() => parseSeratoMarkers(Uint8Array.from([2, 5, ...FOUR_GIGABYTES, 0, 0]), 'id3')).toThrow(/ends too early/);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
});
