import { expect, test } from 'vitest';
import { parseCue } from '#main/interchange/cue/parse-cue.ts';
import { decodeText } from '#main/interchange/decode-text.ts';
import { detectFormat } from '#main/interchange/detect-format.ts';
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
import { parseItunes } from '#main/interchange/itunes/parse-itunes.ts';
import { parseMixxxBeats } from '#main/interchange/mixxx/beats.ts';
import { emptyTrack, type InterchangeLibrary } from '#main/interchange/model.ts';
import { parseM3u } from '#main/interchange/playlist/m3u.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { parseRekordbox } from '#main/interchange/rekordbox/parse-rekordbox.ts';
import { formatSeratoCrate, newSeratoCrate, parseSeratoCrate } from '#main/interchange/serato/crate.ts';
import { parseSeratoDatabase } from '#main/interchange/serato/database.ts';
import { readSeratoTags } from '#main/interchange/serato/read-tags.ts';
import { formatSeratoTags } from '#main/interchange/serato/write-tags.ts';
import { formatCsv, parseCsv } from '#main/interchange/text/csv.ts';
import { parseRekordboxTxt } from '#main/interchange/text/rekordbox-txt.ts';
import { parseSetText } from '#main/interchange/text/set-text/parse-set-text.ts';
import { formatTraktor } from '#main/interchange/traktor/format-traktor.ts';
import { parseTraktor } from '#main/interchange/traktor/parse-traktor.ts';
import { AppError } from '#shared/errors/app-error.ts';

const CASES = 100_000;
const SEED = 0x5eed;

/** The same numbers on every machine (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const cue = {
  type: 'cue',
  slot: 0,
  startSeconds: 1.5,
  endSeconds: null,
  name: 'Drop & go',
  colour: '#28e214',
} as const;
const loop = { ...cue, type: 'loop', slot: null, startSeconds: 8, endSeconds: 16 } as const;
const marker = { startSeconds: 0.1, bpm: 126, beatsPerBar: 4, beatNumber: 1, slot: null, name: '' };
const LIBRARY: InterchangeLibrary = {
  tracks: [
    {
      ...emptyTrack('1'),
      path: 'D:\\Music\\Café #1.mp3',
      title: 'Schön <&> "gut"',
      artist: 'Ä & Ö',
      bpm: 126,
      durationSeconds: 200,
      rating: 4,
      grid: [marker],
      cues: [cue, loop],
    },
    { ...emptyTrack('2'), path: '/music/b.flac', title: 'B', artist: 'C' },
  ],
  playlists: [{ kind: 'folder', name: 'Gigs', children: [{ kind: 'playlist', name: 'P', trackIds: ['2', '1', '2'] }] }],
  plays: [],
};
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const wide = (words: string): Uint8Array => Buffer.from(`\ufeff${words}`, 'utf16le');
const PLIST = `<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD" "http://x/y.dtd"><plist version="1.0"><dict><key>Tracks</key><dict>
<key>1</key><dict><key>Track ID</key><integer>1</integer><key>Name</key><string>A &amp; B</string><key>Location</key><string>file:///a%20b.mp3</string></dict></dict>
<key>Playlists</key><array><dict><key>Name</key><string>P</string><key>Playlist Items</key><array><dict><key>Track ID</key><integer>1</integer></dict></array></dict></array></dict></plist>`;
const SHEET = `REM DATE 2023\nTITLE "Set"\nFILE "a.wav" WAVE\n  TRACK 01 AUDIO\n    TITLE "T"\n    PERFORMER "P"\n    INDEX 01 00:00:39\n`;
const HISTORY =
  '#\tArtwork\tTrack Title\tArtist\tBPM\tRating\tTime\tKey\r\n1\t\tTitle\tArtist\t126.00\t***  \t03:20\tAm\r\n';
const SET = '01 - 00:00 - Artist - Title (Mix) [Label - CAT 1]\n[12:30] A – B\nw/ C - D\n?? ID - ID\n';

const ENGINE_MARKERS = [
  { offset: -83_900, beat: -4 },
  { offset: 9_900_000, beat: 471 },
];
const ENGINE_BEATS = {
  sampleRate: 44_100,
  samples: 1e7,
  isSet: true,
  analysed: ENGINE_MARKERS,
  adjusted: ENGINE_MARKERS,
};
const ENGINE_LOOP = { name: 'Loop', start: 1_000, end: 9_000, isStartSet: true, isEndSet: true, argb: 0xff_28_e2_14 };
const ENGINE_CUES = {
  pads: [{ name: 'Drop', offset: 4_410, argb: 0xff_28_e2_14 }],
  mainCue: 0,
  isMainCueAdjusted: false,
  analysedMainCue: 0,
};

type Reader = (bytes: Uint8Array) => unknown;
const report = createReadReport();
const tags = formatSeratoTags(
  { cues: [cue, loop], grid: [marker], bpm: 126, colour: null, locked: false, extra: {} },
  'id3',
).payloads;
const asText =
  (parse: (words: string) => unknown): Reader =>
  (bytes) =>
    parse(decodeText(bytes));

/** Readers, each with something whole to break. */
const READERS: readonly (readonly [string, Uint8Array, Reader])[] = [
  ['rekordbox', text(formatRekordbox(LIBRARY).output), asText(parseRekordbox)],
  ['Traktor', text(formatTraktor(LIBRARY).output), asText(parseTraktor)],
  ['iTunes', text(PLIST), asText(parseItunes)],
  ['M3U', text('#EXTM3U\n#EXTINF:200,A - B\nC:\\Music\\a.mp3\n../b.mp3\n'), (bytes) => parseM3u(bytes, 'a')],
  ['CUE', text(SHEET), (bytes) => parseCue(bytes, 'a')],
  ['CSV', text(formatCsv(LIBRARY.tracks).output), (bytes) => parseCsv(bytes, 'a')],
  ['rekordbox TXT', wide(HISTORY), (bytes) => parseRekordboxTxt(bytes, 'a')],
  ['set text', text(SET), (bytes) => parseSetText(bytes, 'a')],
  ['format', text(SET), (bytes) => detectFormat('a.txt', bytes, false)],
  ['Serato crate', formatSeratoCrate(newSeratoCrate(['Music/a.mp3'])), (bytes) => parseSeratoCrate(bytes, report)],
  ['Serato database', formatSeratoCrate(newSeratoCrate(['a.mp3'])), (bytes) => parseSeratoDatabase(bytes, '/', report)],
  ...(['markers', 'markers2', 'beatGrid', 'autotags'] as const).map(
    (payload): readonly [string, Uint8Array, Reader] => [
      `Serato ${payload}`,
      tags[payload] ?? new Uint8Array(100),
      (bytes) => readSeratoTags({ [payload]: bytes }, 'id3', report),
    ],
  ),
  ['Engine beats', formatEngineBeatData(ENGINE_BEATS), parseEngineBeatData],
  ['Engine loops', formatEngineLoops([ENGINE_LOOP]), parseEngineLoops],
  ['Engine cues', formatEngineQuickCues(ENGINE_CUES), parseEngineQuickCues],
  ['Engine track', formatEngineTrackData({ sampleRate: 44_100, samples: 1e7, key: 1 }), parseEngineTrackData],
  [
    'Mixxx beats',
    Uint8Array.from([10, 9, 9, 0, 0, 0, 0, 0, 0, 94, 64]),
    (bytes) => parseMixxxBeats(bytes, 'BeatGrid-2.0', 44_100),
  ],
];

/** A copy with some bytes flipped, parts cut out, doubled or swapped, or the end missing. */
function broken(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  let result = Uint8Array.from(bytes);
  const times = 1 + random(4);
  for (let n = 0; n < times && result.length > 0; n += 1) {
    const at = random(result.length);
    const kind = random(5);
    if (kind === 0) result[at] = random(256);
    else if (kind === 1) result[at] = (result[at] ?? 0) ^ (1 << random(8));
    else if (kind === 2) result = result.slice(0, at);
    else {
      const part = result.subarray(at, at + 1 + random(40));
      const [before, after] = [result.subarray(0, at), result.subarray(at + part.length)];
      result = Uint8Array.from(Buffer.concat(kind === 3 ? [before, after] : [before, part, part, after]));
    }
  }
  return result;
}

test(`${CASES} broken files end every reader with a result or a reason`, { timeout: 300_000 }, () => {
  const random = createRandom(SEED);
  const surprises: string[] = [];
  for (let n = 0; n < CASES; n += 1) {
    const reader = READERS[n % READERS.length];
    if (reader === undefined) continue;
    const [name, whole, read] = reader;
    const bytes = broken(whole, random);
    try {
      read(bytes);
    } catch (error) {
      if (!(error instanceof AppError)) surprises.push(`${name}: ${String(error)} (case ${n})`);
    }
  }
  expect(surprises.slice(0, 10)).toEqual([]);
});
