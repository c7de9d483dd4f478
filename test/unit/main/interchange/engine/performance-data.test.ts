import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { packBlob, unpackBlob } from '#main/interchange/engine/blob.ts';
import { gridFromEngine, gridToEngine } from '#main/interchange/engine/grid.ts';
import { keyFromEngine, keyToEngine } from '#main/interchange/engine/key.ts';
import { orderLinked } from '#main/interchange/engine/linked-list.ts';
import { engineLibraryFolder, fromEnginePath, toEnginePath } from '#main/interchange/engine/paths.ts';
import {
  formatEngineBeatData,
  formatEngineLoops,
  formatEngineQuickCues,
  formatEngineTrackData,
  parseEngineBeatData,
  parseEngineLoops,
  parseEngineQuickCues,
  parseEngineTrackData,
} from '#main/interchange/engine/performance-data.ts';
import type { GridMarker } from '#main/interchange/model.ts';
import { createDropCounter } from '#main/interchange/read-report.ts';
import { formatMusicalShort, musicalKey } from '#shared/domain/key.ts';

const name = fc.string({ unit: 'grapheme', maxLength: 20 });
const offset = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const argb = fc.nat({ max: 0xffffffff });
const samples = fc.nat({ max: 1e9 });
const markers = fc.array(fc.record({ offset, beat: fc.integer({ min: -4, max: 100_000 }) }), { maxLength: 30 });
const RECORDS = {
  beatData: fc.record({ sampleRate: offset, samples, isSet: fc.boolean(), analysed: markers, adjusted: markers }),
  quickCues: fc.record({
    pads: fc.array(fc.record({ name, offset, argb }), { maxLength: 8 }),
    mainCue: offset,
    isMainCueAdjusted: fc.boolean(),
    analysedMainCue: offset,
  }),
  loops: fc.array(
    fc.record({ name, start: offset, end: offset, isStartSet: fc.boolean(), isEndSet: fc.boolean(), argb }),
    { maxLength: 8 },
  ),
};

describe('blobs', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(RECORDS.beatData, RECORDS.quickCues, RECORDS.loops, (beatData, quickCues, loops) => {
        expect(parseEngineBeatData(formatEngineBeatData(beatData))).toEqual(beatData);
        expect(parseEngineQuickCues(formatEngineQuickCues(quickCues))).toEqual(quickCues);
        expect(parseEngineLoops(formatEngineLoops(loops))).toEqual(loops);
      }),
    );
    const data = { sampleRate: 48_000, samples: 17_344_200, key: 11 };
    expect(parseEngineTrackData(formatEngineTrackData(data))).toEqual(data);
  });

  test('are laid out as Engine DJ lays them out', () => {
    const cue = { name: 'Drop', offset: 44_100, argb: 0xff123456 };
    const none = { name: '', offset: -1, argb: 0 };
    const blob = formatEngineQuickCues({ pads: [cue, none], mainCue: 0, isMainCueAdjusted: false, analysedMainCue: 0 });
    expect(Buffer.from(unpackBlob(blob) ?? []).toString('hex')).toBe(
      `000000000000000204${Buffer.from('Drop').toString('hex')}40e5888000000000ff123456` +
        `00bff0000000000000${'00'.repeat(4 + 17)}`,
    );
    const loop = { name: 'L', start: 0, end: 1, isStartSet: true, isEndSet: true, argb: 0xff123456 };
    // Little-endian and not packed.
    expect(Buffer.from(formatEngineLoops([loop])).toString('hex')).toBe(
      `0100000000000000014c${'00'.repeat(8)}000000000000f03f0101ff123456`,
    );
    expect(formatEngineTrackData({ sampleRate: 44_100, samples: 1, key: 0 }).subarray(0, 4)).toEqual(
      Uint8Array.of(0, 0, 0, 44),
    );
  });

  test('labels are cut to 255 bytes between characters', () => {
    const loop = { name: 'é'.repeat(200), start: 0, end: 1, isStartSet: true, isEndSet: true, argb: 0 };
    expect(parseEngineLoops(formatEngineLoops([loop]))).toEqual([{ ...loop, name: 'é'.repeat(127) }]);
  });

  test('damaged ones give what is left or say that they are damaged', () => {
    const whole = [
      formatEngineLoops([{ name: 'Loop', start: 1, end: 2, isStartSet: true, isEndSet: true, argb: 1 }]),
      formatEngineQuickCues({ pads: [], mainCue: 1, isMainCueAdjusted: true, analysedMainCue: 1 }),
      formatEngineBeatData({
        sampleRate: 1,
        samples: 1,
        isSet: true,
        analysed: [],
        adjusted: [{ offset: 1, beat: 0 }],
      }),
    ];
    const parsers = [parseEngineLoops, parseEngineQuickCues, parseEngineBeatData, parseEngineTrackData];
    const pick = fc.nat({ max: whole.length - 1 });
    fc.assert(
      fc.property(pick, fc.nat({ max: 200 }), fc.array(fc.tuple(fc.nat(200), fc.nat(255))), (n, length, edits) => {
        const bytes = (whole[n] ?? new Uint8Array()).slice(0, length);
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        for (const parse of parsers) {
          try {
            parse(bytes);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a count of 2^60 and a bomb of zeros allocate nothing', () => {
    const count = Uint8Array.of(0x10, 0, 0, 0, 0, 0, 0, 0);
    expect(parseEngineQuickCues(packBlob(count))?.pads).toEqual([]);
    expect(parseEngineLoops(count.toReversed())).toEqual([]);
    const bomb = new Uint8Array([0xff, 0xff, 0xff, 0xff, ...deflateSync(new Uint8Array(64 * 1024 * 1024))]);
    expect(() => unpackBlob(bomb)).toThrow(AppError);
  });
});

const marker = (startSeconds: number, bpm: number, beatNumber = 1): GridMarker => ({
  startSeconds,
  bpm,
  beatsPerBar: 4,
  beatNumber,
  slot: null,
  name: '',
});

describe('grids', () => {
  test('of Engine DJ start at beat -4 before the track; the grid here at its first downbeat in it', () => {
    // 120 BPM at 44.1 kHz: 22,050 samples a beat; the first downbeat is at 0.1 s.
    const markers = [
      { offset: 4_410 - 4 * 22_050, beat: -4 },
      { offset: 4_410 + 600 * 22_050, beat: 600 },
    ];
    expect(gridFromEngine(markers, 44_100)).toEqual([marker(expect.closeTo(0.1, 9), 120)]);
  });

  test('with a downbeat before the track start at the first beat in it', () => {
    const markers = [
      { offset: -4_410 - 4 * 22_050, beat: -4 },
      { offset: -4_410 + 600 * 22_050, beat: 600 },
    ];
    const [first] = gridFromEngine(markers, 44_100);
    expect(first).toMatchObject({ bpm: 120, beatNumber: 2 });
    expect(first?.startSeconds).toBeCloseTo(0.4, 9);
  });

  test('come back as they were', () => {
    const start = fc.integer({ min: 0, max: 30_000 }).map((ms) => ms / 1000);
    const tempos = fc.array(
      fc.record({ bpm: fc.integer({ min: 60, max: 200 }), bars: fc.integer({ min: 1, max: 64 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(start, tempos, fc.integer({ min: 1, max: 4 }), (start, tempos, beatNumber) => {
        let seconds = start;
        const grid = tempos.map(({ bpm, bars }) => {
          const here = marker(seconds, bpm, beatNumber);
          seconds += (bars * 4 * 60) / bpm;
          return here;
        });
        const drops = createDropCounter();
        const read = gridFromEngine(gridToEngine(grid, 44_100, seconds + 10, drops), 44_100);
        expect(read.map(({ bpm, beatNumber }) => [bpm, beatNumber])).toEqual(
          grid.map(({ bpm, beatNumber }) => [bpm, beatNumber]),
        );
        for (const [n, { startSeconds }] of read.entries())
          expect(startSeconds).toBeCloseTo(grid[n]?.startSeconds ?? -1, 8);
        expect(drops.counts()).toEqual({});
      }),
    );
  });

  test('that fit no whole beats are fitted, and counted', () => {
    const drops = createDropCounter();
    gridToEngine([marker(0, 120), marker(10.1, 120), marker(10.2, 120, 3), marker(20, 120)], 44_100, null, drops);
    expect(drops.counts()).toEqual({ 'grid.beatNumber': 1, 'grid.bpm': 2, 'grid.marker': 1 });
  });

  test('of markers that make no sense are left out', () => {
    const nonsense = [Number.NaN, Number.POSITIVE_INFINITY, 5, 3].map((offset, beat) => ({ offset, beat }));
    expect(gridFromEngine(nonsense, 44_100)).toEqual([]);
  });
});

test('keys go around the circle of fifths', () => {
  const names = [0, 1, 2, 3, 22, 23].map((value) => keyFromEngine(value)).map((key) => key && formatMusicalShort(key));
  expect(names).toEqual(['C', 'Am', 'G', 'Em', 'F', 'Dm']);
  for (let value = 0; value < 24; value += 1) {
    expect(keyToEngine(keyFromEngine(value) ?? musicalKey(0, 'major'))).toBe(value);
  }
  expect([keyFromEngine(24), keyFromEngine(-1), keyFromEngine(null)]).toEqual([null, null, null]);
});

describe('linked lists', () => {
  const row = (id: number, next: number) => ({ id, next });
  test.each([
    ['whole', [row(3, 0), row(1, 2), row(2, 3)], [1, 2, 3], true],
    ['none', [], [], true],
    ['a circle', [row(1, 2), row(2, 3), row(3, 1)], [1, 2, 3], false],
    ['itself', [row(1, 1)], [1], false],
    ['two ends', [row(1, 0), row(2, 0)], [1, 2], false],
    ['a tail into a circle', [row(9, 1), row(1, 2), row(2, 1)], [9, 1, 2], false],
    ['an end that is gone', [row(1, 2), row(2, 77)], [1, 2], false],
  ])('%s', (_, rows, ids, isWhole) => {
    const read = orderLinked(rows);
    expect(read.ordered.map(({ id }) => id)).toEqual(ids);
    expect(read.isWhole).toBe(isWhole);
  });
});

test.each([
  ['../Music/a.mp3', '/Volumes/USB/Engine Library', '/Volumes/USB/Music/a.mp3'],
  ['../Music/a.mp3', 'E:\\Engine Library', 'E:\\Music\\a.mp3'],
  ['a b/c.mp3', '/Engine Library', '/Engine Library/a b/c.mp3'],
  ['D:/Music/a.mp3', 'C:\\Engine Library', 'D:\\Music\\a.mp3'],
])('%s below %s', (stored, folder, path) => {
  expect(fromEnginePath(stored, folder)).toBe(path);
  expect(toEnginePath(path, folder)).toBe(stored);
});

test('the folder that paths are relative to lies two above the database', () => {
  expect(engineLibraryFolder('/Volumes/USB/Engine Library/Database2/m.db')).toBe('/Volumes/USB/Engine Library');
  expect(engineLibraryFolder('E:\\Engine Library\\Database2\\m.db')).toBe('E:\\Engine Library');
  expect(engineLibraryFolder('/tmp/m.db')).toBeNull();
});
