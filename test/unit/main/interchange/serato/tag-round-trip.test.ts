import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReadReport } from '#main/interchange/read-report.ts';
import { formatSeratoAutotags, parseSeratoAutotags } from '#main/interchange/serato/autotags.ts';
import {
  formatOggBeatGrid,
  formatSeratoBeatGrid,
  parseOggBeatGrid,
  parseSeratoBeatGrid,
} from '#main/interchange/serato/beat-grid.ts';
import {
  seratoFieldName,
  seratoPayloadOf,
  unwrapSeratoField,
  wrapSeratoField,
} from '#main/interchange/serato/fields.ts';
import { formatSeratoMarkers, parseSeratoMarkers } from '#main/interchange/serato/markers.ts';
import { formatOggMarkers2, formatSeratoMarkers2, parseSeratoMarkers2 } from '#main/interchange/serato/markers2.ts';
import { readSeratoTags, type SeratoTags } from '#main/interchange/serato/read-tags.ts';
import { shownTrackColour, storedTrackColour } from '#main/interchange/serato/track-colour.ts';
import { formatSeratoTags } from '#main/interchange/serato/write-tags.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map((name) => name.replaceAll('\0', ''));
const colour = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`);
const u32 = fc.nat({ max: 0xffffffff });
const entry = fc.oneof(
  fc.record({ type: fc.constant('CUE' as const), index: fc.nat({ max: 255 }), startMs: u32, colour, name: text }),
  fc.record({
    type: fc.constant('LOOP' as const),
    index: fc.nat({ max: 255 }),
    startMs: u32,
    endMs: u32,
    colour,
    isLocked: fc.boolean(),
    name: text,
  }),
  fc.record({ type: fc.constant('COLOR' as const), colour }),
  fc.record({ type: fc.constant('BPMLOCK' as const), isLocked: fc.boolean() }),
  fc.record({
    type: fc.constant('OTHER' as const),
    name: fc.constantFrom('FLIP', 'NEW'),
    data: fc.uint8Array({ maxLength: 90 }),
  }),
);

describe('each payload comes back as it was', () => {
  test('Markers2', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), (entries) => {
        const bytes = formatSeratoMarkers2(entries);
        expect(parseSeratoMarkers2(bytes, createReadReport())).toEqual(entries);
        expect(bytes.length).toBeGreaterThanOrEqual(470);
        expect(parseSeratoMarkers2(formatOggMarkers2(entries), createReadReport())).toEqual(entries);
      }),
    );
  });

  test.each(['id3', 'mp4'] as const)('Markers_ in %s', (form) => {
    const time = fc.option(fc.nat({ max: 0xfffffff }));
    const marker = fc.record({ startMs: time, endMs: time, colour, isLocked: fc.boolean() });
    fc.assert(
      fc.property(fc.array(marker, { minLength: 14, maxLength: 14 }), colour, (markers, track) => {
        const entries = markers.map((values, n) => ({ kind: n < 5 ? ('cue' as const) : ('loop' as const), ...values }));
        const bytes = formatSeratoMarkers({ entries, colour: track }, form);
        expect(bytes.length).toBe(form === 'id3' ? 318 : 276);
        expect(parseSeratoMarkers(bytes, form)).toEqual({ entries, colour: track });
      }),
    );
  });

  test('BeatGrid, with numbers of 32 bits', () => {
    const seconds = fc.float({ min: 0, max: 7200, noNaN: true });
    const marker = fc.record({ startSeconds: seconds, beatsToNext: u32 });
    const last = fc.record({ startSeconds: seconds, bpm: fc.float({ min: 20, max: 400, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(marker, { maxLength: 30 }), last, fc.nat({ max: 255 }), (markers, last, footer) => {
        const grid = { markers, last, footer };
        expect(parseSeratoBeatGrid(formatSeratoBeatGrid(grid))).toEqual(grid);
        const ogg = parseOggBeatGrid(formatOggBeatGrid(grid));
        expect(ogg.markers.map(({ beatsToNext }) => beatsToNext)).toEqual(
          markers.map(({ beatsToNext }) => beatsToNext),
        );
        expect(ogg.last?.bpm).toBeCloseTo(last.bpm, 5);
      }),
    );
    const none = { markers: [], last: null, footer: 0 };
    expect(parseSeratoBeatGrid(formatSeratoBeatGrid(none))).toEqual(none);
    expect(parseOggBeatGrid(formatOggBeatGrid(none))).toEqual(none);
  });

  test('Autotags, with two and three decimals', () => {
    const number = (places: number, most: number) => fc.integer({ min: -most, max: most }).map((n) => n / places);
    const tags = fc.record({
      bpm: number(100, 40_000),
      autoGainDb: number(1000, 40_000),
      gainDb: number(1000, 40_000),
    });
    fc.assert(
      fc.property(tags, (tags) => {
        expect(parseSeratoAutotags(formatSeratoAutotags(tags))).toEqual(tags);
      }),
    );
  });

  test('the wrapping of FLAC and MP4 gives back what was in it, with at most one byte more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const wrapped = wrapSeratoField('markers2', bytes);
        const lines = Buffer.from(wrapped).toString('latin1').split('\n');
        expect(lines.every((line) => line.length <= 73)).toBe(true);
        const back = unwrapSeratoField(wrapped);
        expect([...back.subarray(0, bytes.length)]).toEqual([...bytes]);
        expect(back.length - bytes.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('every track colour but the two that Serato cannot show', () => {
    fc.assert(
      fc.property(fc.option(colour), (shown) => {
        fc.pre(shown !== '#999999' && shown !== '#99999a');
        expect(shownTrackColour(storedTrackColour(shown))).toBe(shown);
      }),
    );
    expect(shownTrackColour(storedTrackColour('#999999'))).toBe('#999998');
  });
});

const NO_TAGS: SeratoTags = { cues: [], grid: [], bpm: null, colour: null, locked: false, extra: {} };

describe.each(['id3', 'flac', 'mp4', 'ogg'] as const)('tags written for %s', (container) => {
  const ms = fc.nat({ max: 20_000_000 });
  const cue = fc.record({ slot: fc.nat({ max: 7 }), ms, name: text, colour });
  const loop = fc.record({ ms, length: fc.integer({ min: 1, max: 60_000 }), name: text, colour });

  test('are read back the same', () => {
    const tags = fc.record({
      cues: fc.uniqueArray(cue, { selector: ({ slot }) => slot, maxLength: 8 }),
      loops: fc.array(loop, { maxLength: 8 }),
      colour: fc.option(colour.filter((shown) => shown !== '#999999' && shown !== '#99999a')),
      locked: fc.boolean(),
      start: fc.nat({ max: 60_000 }),
    });
    fc.assert(
      fc.property(tags, ({ cues, loops, colour, locked, start }) => {
        const isEmptyPad = ({ ms, colour, name }: { ms: number; colour: string; name: string }) =>
          ms === 0 && colour === '#000000' && name === '';
        fc.pre(!cues.some(isEmptyPad));
        const written: SeratoTags = {
          cues: [
            ...cues
              .toSorted((a, b) => a.slot - b.slot)
              .map(({ slot, ms, name, colour }) => ({
                type: 'cue' as const,
                slot,
                startSeconds: ms / 1000,
                endSeconds: null,
                name,
                colour,
              })),
            ...loops.map(({ ms, length, name, colour }) => ({
              type: 'loop' as const,
              slot: null,
              startSeconds: ms / 1000,
              endSeconds: (ms + length) / 1000,
              name,
              colour,
            })),
          ],
          grid: [{ startSeconds: start / 1024, bpm: 128, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' }],
          bpm: 128,
          colour,
          locked,
          extra: { 'Analysis.version': '2.1' },
        };
        const { payloads, dropped } = formatSeratoTags(written, container);
        const report = createReadReport();
        const read = readSeratoTags(payloads, container, report);
        expect({ ...read, grid: [] }).toEqual({ ...written, grid: [] });
        expect(read.grid[0]?.startSeconds).toBeCloseTo(start / 1024, 5);
        expect(dropped).toEqual({});
        expect(report.result({ tracks: [], playlists: [], plays: [] }).problemCount).toBe(0);
      }),
    );
  });

  test('replace older ones: a track without cues has none afterwards', () => {
    const { payloads } = formatSeratoTags(NO_TAGS, container);
    expect(readSeratoTags(payloads, container, createReadReport())).toMatchObject({ cues: [], grid: [], colour: null });
    const names = Object.keys(payloads) as (keyof typeof payloads)[];
    for (const name of names) {
      const field = seratoFieldName(container, name);
      expect(seratoPayloadOf(container, (field ?? '').toUpperCase())).toBe(name);
    }
  });
});

const cueOf = (
  type: 'cue' | 'load' | 'loop',
  slot: number | null,
  startSeconds: number,
  endSeconds: number | null = null,
) => ({
  type,
  slot,
  startSeconds,
  endSeconds,
  name: '',
  colour: null,
});

test('what Serato has no place for is counted', () => {
  const { payloads, dropped } = formatSeratoTags(
    {
      ...NO_TAGS,
      cues: [
        cueOf('cue', null, 1),
        cueOf('load', null, 2),
        cueOf('load', 0, 3),
        cueOf('cue', 0, 4),
        cueOf('cue', 8, 5),
        cueOf('loop', 1, 6, 7),
        cueOf('loop', null, 8, 8),
      ],
      grid: [
        { startSeconds: 0, bpm: 120, beatsPerBar: 3, beatNumber: 1, slot: 2, name: '' },
        { startSeconds: 10.1, bpm: 120, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' },
      ],
    },
    'id3',
  );
  expect(dropped).toEqual({
    'cue.load': 2,
    'cue.loop': 1,
    'cue.memory': 1,
    'cue.slot': 2,
    'grid.beatsPerBar': 1,
    'grid.bpm': 1,
    'grid.slot': 1,
    'loop.slot': 1,
  });
  expect(readSeratoTags(payloads, 'id3', createReadReport()).cues).toEqual([
    { ...cueOf('cue', 0, 3), colour: '#cc0000' },
    { ...cueOf('loop', null, 6, 7), colour: '#27aae1' },
  ]);
});

test('a grid starts at a bar line that is not before the track', () => {
  const grid = [{ startSeconds: -1.5, bpm: 120, beatsPerBar: 4, beatNumber: 3, slot: null, name: '' }];
  const { payloads } = formatSeratoTags({ ...NO_TAGS, grid }, 'id3');
  // Beat 3 at -1.5 s, so beat 1 is at -0.5 s and the next one, a bar of 2 s later, at 1.5 s.
  expect(readSeratoTags(payloads, 'id3', createReadReport()).grid).toMatchObject([{ startSeconds: 1.5, bpm: 120 }]);
});

test('times are those of Markers_, names those of Markers2; a cue that only Markers2 has is not shown by Serato', () => {
  const unset = { startMs: null, endMs: null, colour: '#000000', isLocked: false };
  const entries = Array.from({ length: 14 }, (_, n) => ({
    kind: n < 5 ? ('cue' as const) : ('loop' as const),
    ...unset,
  }));
  const set = { kind: 'cue' as const, startMs: 5000, endMs: null, colour: '#112233', isLocked: false };
  const markers = formatSeratoMarkers({ entries: [set, ...entries.slice(1)], colour: '#ffffff' }, 'id3');
  const cue = (index: number) => ({
    type: 'CUE' as const,
    index,
    startMs: 1000,
    colour: '#cc0000',
    name: `Cue ${index}`,
  });
  const markers2 = formatSeratoMarkers2([cue(0), cue(1), cue(6)]);
  const report = createReadReport();
  const both = readSeratoTags({ markers, markers2 }, 'id3', report);
  expect(both.cues.map(({ slot, startSeconds, name }) => [slot, startSeconds, name])).toEqual([
    [0, 5, 'Cue 0'],
    [6, 1, 'Cue 6'],
  ]);
  expect(report.result({ tracks: [], playlists: [], plays: [] }).problemCount).toBe(1);
  const blank = formatSeratoMarkers({ entries, colour: '#ffffff' }, 'id3');
  expect(readSeratoTags({ markers: blank, markers2 }, 'id3', createReadReport()).cues).toHaveLength(3);
});
