import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatSeratoAutotags, parseSeratoAutotags } from '#main/interchange/serato/autotags.ts';
import { formatSeratoBeatGrid, parseSeratoBeatGrid } from '#main/interchange/serato/beat-grid.ts';
import { type SeratoContainer, type SeratoPayload, unwrapSeratoField } from '#main/interchange/serato/fields.ts';
import { formatSeratoMarkers, parseSeratoMarkers } from '#main/interchange/serato/markers.ts';
import { formatOggMarkers2, formatSeratoMarkers2, parseSeratoMarkers2 } from '#main/interchange/serato/markers2.ts';
import { readSeratoTags, type SeratoTags } from '#main/interchange/serato/read-tags.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';

const FOLDER = interchangeFixture('serato/serato-tags-data');
const FILES: readonly (readonly [pattern: RegExp, payload: SeratoPayload])[] = [
  [/markers_?2\./i, 'markers2'],
  [/markers_?\./i, 'markers'],
  [/beatgrid/i, 'beatGrid'],
  [/autotags/i, 'autotags'],
  [/analysis/i, 'analysis'],
];
const CONTAINERS: Readonly<Record<string, SeratoContainer>> = { aif: 'id3', 'mp4-decoded': 'mp4' };

function payloadsOf(folder: string): Partial<Record<SeratoPayload, Uint8Array>> {
  const whole = join(FOLDER ?? '', folder);
  const payloads: Partial<Record<SeratoPayload, Uint8Array>> = {};
  for (const file of readdirSync(whole)) {
    const payload = FILES.find(([pattern]) => pattern.test(file))?.[1];
    if (payload !== undefined) payloads[payload] = new Uint8Array(readFileSync(join(whole, file)));
  }
  return payloads;
}

const containerOf = (folder: string): SeratoContainer => {
  const top = folder.split('/')[0] ?? '';
  return CONTAINERS[top] ?? (top as SeratoContainer);
};

function read(folder: string): SeratoTags & { readonly problems: number } {
  const report = createReadReport();
  const tags = readSeratoTags(payloadsOf(folder), containerOf(folder), report);
  return { ...tags, problems: report.result({ tracks: [], playlists: [], plays: [] }).problemCount };
}

/** "0 254ms #cc0000 Start", loops "loop 254-2341ms #27aae1 Name". */
const cuesOf = ({ cues }: SeratoTags): string[] =>
  cues.map(({ type, slot, startSeconds, endSeconds, colour, name }) => {
    const ms = (seconds: number | null) => Math.round((seconds ?? 0) * 1000);
    return type === 'loop'
      ? `loop ${ms(startSeconds)}-${ms(endSeconds)} ${colour} ${name}`.trim()
      : `${slot} ${ms(startSeconds)} ${colour} ${name}`.trim();
  });

/** What the folder names and the screenshots of their author say. */
const CUES: readonly (readonly [folder: string, cues: readonly string[]])[] = [
  ['id3/analyzed', []],
  ['id3/hotcue-00m00s-red', ['0 0 #cc0000']],
  ['id3/hotcue-00m00s0-blue', ['0 0 #0000cc']],
  [
    'id3/hotcue-colors',
    [
      '0 0 #cc0000',
      '1 0 #cc8800',
      '2 0 #0000cc',
      '3 0 #cccc00',
      '4 0 #00cc00',
      '5 0 #cc00cc',
      '6 0 #00cccc',
      '7 0 #8800cc',
    ],
  ],
  [
    'id3/hotcue-positions-00m00s0-03m38s4-01m00s0-00m00s1-00m01s0',
    ['0 0 #cc0000', '1 218456 #cc8800', '2 60004 #0000cc', '3 108 #cccc00', '4 1015 #00cc00'],
  ],
  ['id3/hotcues-with-names', ['0 0 #cc0000 Hello, World!', '1 218456 #cc8800 äöüß', '2 60004 #0000cc éèê']],
  ['id3/saved-loops', [...Array<string>(3).fill('loop 0-2086 #27aae1'), 'loop 0-2086 #27aae1 Test']],
  ['id3/flips', ['0 4510 #cc0000', '1 21193 #cc8800', '2 54635 #0000cc']],
  ['id3/tracklist-color', []],
  ['id3/bpmlock-enabled', []],
  [
    'aif/hotcues-and-loops',
    [
      '0 0 #cc0000 Star of Track',
      '1 254 #cc8800 Cue',
      '3 21124 #cccc00',
      '4 58689 #00cc00',
      '7 213391 #8800cc End of Track',
      'loop 108776-117124 #27aae1',
      'loop 92080-100428 #27aae1 Electric Guitar',
      'loop 254-2341 #27aae1 Locked Loop',
    ],
  ],
  [
    'flac/hotcues-and-loops',
    [
      '0 0 #cc0000 Start of Track',
      '1 254 #cc8800',
      '3 21124 #cccc00',
      '5 125472 #cc00cc',
      '7 213391 #8800cc End of Track',
      'loop 142167-146341 #27aae1',
      'loop 92080-100428 #27aae1 Electric Guitar',
      'loop 254-2341 #27aae1 Locked ILoop',
    ],
  ],
  ...['mp4', 'mp4-decoded'].map((top): readonly [string, readonly string[]] => [
    `${top}/hotcues-and-loops`,
    [
      '0 254 #cc0000 Start',
      '1 21124 #cc8800 After Intro',
      '3 125472 #cccc00 Break',
      '4 158863 #00cc00',
      '5 58689 #cc00cc',
      '7 213124 #8800cc End',
      'loop 254-2341 #27aae1',
      'loop 100428-108776 #27aae1 Electric Guitar',
      'loop 75385-79559 #27aae1 Locked loop',
    ],
  ]),
  [
    'ogg/hotcues-and-loops',
    [
      '0 0 #cc0000 Start of Track',
      '1 254 #cc8800',
      '3 21124 #cccc00 Main Start',
      '4 125472 #00cc00',
      '5 58689 #cc00cc',
      '7 213391 #8800cc End of Track',
      'loop 142167-146341 #27aae1',
      'loop 92080-100428 #27aae1 Electric Guitar',
      'loop 254-2341 #27aae1 Locked Loop',
    ],
  ],
  ['ogg/bpmlock', []],
];

describe.skipIf(FOLDER === null)('payloads that Serato has written', () => {
  test.each(CUES)('%s: cues and loops', (folder, cues) => {
    const tags = read(folder);
    expect(cuesOf(tags)).toEqual(cues);
    expect(tags.problems).toBe(0);
  });

  test('a cue, a loop and the longest names are whole', () => {
    const { cues } = read('id3/very-long-names');
    const lengths = [...Array<number>(8).fill(50), ...Array<number>(7).fill(5000), 32747];
    expect(cues.map(({ name }) => name.length).slice(8)).toEqual(lengths.slice(8));
    expect(cues.filter(({ type }) => type === 'cue')).toHaveLength(8);
  });

  test.each([
    ['id3/tracklist-color', '#339933'],
    ['flac/track-color-993333', '#993333'],
    ['mp4/track-color-993333', '#993333'],
    ['mp4-decoded/track-color-993333', '#993333'],
    ['ogg/track-color-993333', '#993333'],
    ['id3/analyzed', null],
  ])('%s: the track has the colour that the list shows', (folder, colour) => expect(read(folder).colour).toBe(colour));

  test.each([
    ['id3/bpmlock-enabled', true],
    ['flac/bpmlock', true],
    ['mp4/bpmlock', true],
    ['ogg/bpmlock', true],
    ['id3/analyzed', false],
  ])('%s: locked is %s', (folder, locked) => expect(read(folder).locked).toBe(locked));

  test.each([
    ['id3/analyzed', 0.304994, '-3.257'],
    ['aif/analyzed', 0.254858, '-3.245'],
    ['flac/bpmlock', 0.254858, '-0.001'],
    ['mp4/bpmlock', 0.254858, undefined],
    ['mp4-decoded/analyzed', 0.254858, undefined],
  ])('%s: tempo, grid and gain', (folder, start, gain) => {
    const { bpm, grid, extra } = read(folder);
    expect(bpm).toBe(115);
    expect(grid).toHaveLength(1);
    expect(grid[0]).toMatchObject({ bpm: 115, beatsPerBar: 4, beatNumber: 1, slot: null });
    expect(grid[0]?.startSeconds).toBeCloseTo(start, 5);
    expect(extra['Autotags.autoGain']).toBe(gain);
    expect(extra['Analysis.version']).toBe('2.1');
  });

  test('the grid of an Ogg file is text; one that is not analysed has none', () => {
    expect(read('ogg/hotcues-and-loops').grid).toMatchObject([{ startSeconds: 0.254858, bpm: 115 }]);
    expect(read('ogg/analyzed')).toMatchObject({ grid: [], bpm: null });
  });

  test('flips are kept as they are, locked loops are marked', () => {
    const flips = Object.keys(read('id3/flips').extra).filter((key) => key.startsWith('Markers2.FLIP'));
    expect(flips).toHaveLength(3);
    expect(read('id3/saved-loops').extra).toMatchObject({ 'Markers2.LOOP.1.locked': '1' });
  });
});

/** Zeros at the end are filling, and of Serato's own choice. */
const withoutFilling = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').replace(/\0+$/, '');

describe.skipIf(FOLDER === null)('written back, payloads are byte for byte what Serato wrote', () => {
  const folders =
    FOLDER === null
      ? []
      : readdirSync(FOLDER).flatMap((top) => readdirSync(join(FOLDER, top)).map((name) => `${top}/${name}`));
  test.each(folders)('%s', (folder) => {
    const container = containerOf(folder);
    const { markers2, markers, beatGrid, autotags } = payloadsOf(folder);
    const plain = unwrapSeratoField(markers2 ?? new Uint8Array());
    const entries = parseSeratoMarkers2(plain, createReadReport());
    const again = container === 'ogg' ? formatOggMarkers2(entries) : formatSeratoMarkers2(entries);
    expect(withoutFilling(again)).toBe(withoutFilling(plain));
    if (container === 'ogg') return;
    const form = container === 'mp4' ? 'mp4' : 'id3';
    // What was wrapped may have a byte too many at its end.
    const isSame = (bytes: Uint8Array | undefined, format: (plain: Uint8Array) => Uint8Array) => {
      if (bytes === undefined) return;
      const [before, after] = [unwrapSeratoField(bytes), format(unwrapSeratoField(bytes))];
      expect([...before.subarray(0, after.length)]).toEqual([...after]);
      expect(before.length - after.length).toBeLessThanOrEqual(1);
    };
    isSame(markers, (bytes) => formatSeratoMarkers(parseSeratoMarkers(bytes, form), form));
    isSame(beatGrid, (bytes) => formatSeratoBeatGrid(parseSeratoBeatGrid(bytes)));
    isSame(autotags, (bytes) => formatSeratoAutotags(parseSeratoAutotags(bytes)));
  });
});
