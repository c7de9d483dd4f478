/**
 * Our analysis beside what Debian offers, on the same files in the same run: aubio (aubio-tools), bpm-tools,
 * libkeyfinder (through a small program that is built for it), ffmpeg's ebur128 meter, and essentia.js for the key. Those that are not installed are left out and named.
 * npm run bench:peers -- [--truth DIR/truth.json]
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFft } from '#main/dsp/fft.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { analyseFile } from '#main/worker/analyse-file.ts';
import { beatsOfGrid } from '#shared/domain/beat-grid.ts';
import type { MusicalKey } from '#shared/domain/key.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { DEVELOPMENT_TRUTH, hasTempo, type LabelledTrack, readTruth } from '#test/support/truth.ts';
import {
  beatFMeasure,
  isSameTempo,
  isSameTempoInAnOctave,
  median,
  mirexKeyScore,
  tempoErrorInOctave,
} from './analysis-metrics.ts';
import { cpuSeconds } from './cpu-time.ts';
import { decodeMono } from './decode-mono.ts';
import { ESSENTIA_PROFILES, loadEssentiaKey } from './essentia-key.ts';
import { buildKeyfinder, keyfinderMissing } from './keyfinder-peer.ts';

/** What a program says of a file; what it does not measure is absent. */
interface Answer {
  readonly bpm?: number;
  readonly beats?: readonly number[];
  readonly key?: MusicalKey | null;
  readonly lufs?: number;
}

interface Peer {
  readonly name: string;
  /** Why it cannot be asked, or null. */
  readonly missing: string | null;
  readonly ask: (track: LabelledTrack) => Promise<Answer> | Answer;
}

const MOST_OUTPUT = 256 * 1024 * 1024;

function run(program: string, args: readonly string[], input?: Buffer): Buffer {
  const { stdout, error, status } = spawnSync(program, args, { maxBuffer: MOST_OUTPUT, ...(input ? { input } : {}) });
  if (error) throw error;
  if (status === 0) return stdout;
  // What it does not answer counts as wrong.
  console.error(`${program} ${args.join(' ')} ended with ${status}`);
  return Buffer.alloc(0);
}

/** Whether a program starts at all; whatever it answers. */
function missing(program: string, debianPackage: string): string | null {
  return spawnSync(program, ['--help']).error === undefined ? null : `not installed (Debian: ${debianPackage})`;
}

const numbers = (text: string): number[] =>
  text
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter((value) => Number.isFinite(value));

function aubio(): Peer {
  return {
    name: 'aubio',
    missing: missing('aubio', 'aubio-tools'),
    ask: ({ path }) => ({
      bpm: numbers(run('aubio', ['tempo', path]).toString())[0] ?? 0,
      beats: numbers(run('aubio', ['beat', path]).toString()),
    }),
  };
}

function bpmTools(ffmpegPath: string): Peer {
  return {
    name: 'bpm-tools',
    missing: missing('bpm', 'bpm-tools'),
    ask: ({ path }) => {
      const raw = run(ffmpegPath, ['-v', 'error', '-i', path, '-ac', '1', '-ar', '44100', '-f', 'f32le', '-']);
      return { bpm: numbers(run('bpm', [], raw).toString())[0] ?? 0 };
    },
  };
}

function ebur128(ffmpegPath: string): Peer {
  return {
    name: 'ffmpeg ebur128',
    missing: null,
    ask: ({ path }) => {
      const { stderr } = spawnSync(ffmpegPath, ['-i', path, '-af', 'ebur128', '-f', 'null', '-'], {
        maxBuffer: MOST_OUTPUT,
      });
      const lufs = /Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr.toString())?.[1];
      return lufs === undefined ? {} : { lufs: Number(lufs) };
    },
  };
}

function essentia(ffmpegPath: string): Peer[] {
  const keyOf = loadEssentiaKey();
  return ESSENTIA_PROFILES.map((profile) => ({
    name: `essentia ${profile}`,
    missing: null,
    ask: async ({ path }) => ({ key: keyOf(await decodeMono(path, ffmpegPath), profile) }),
  }));
}

function keyfinder(ffmpegPath: string, folder: string): Peer {
  const missing = keyfinderMissing();
  const keyOf = missing === null ? buildKeyfinder(folder) : null;
  return {
    name: 'libkeyfinder',
    missing,
    ask: async ({ path }) => (keyOf ? { key: keyOf(await decodeMono(path, ffmpegPath)) } : {}),
  };
}

async function ours(ffmpegPath: string): Promise<Peer> {
  const fft = await loadFft();
  return {
    name: 'MusicForge',
    missing: null,
    ask: async ({ path }) => {
      const analysis = await analyseFile(path, { ffmpegPath, fft, options: DEFAULT_ANALYSIS_OPTIONS });
      const beats = analysis.grid ? beatsOfGrid(analysis.grid, analysis.durationSeconds) : [];
      return {
        bpm: analysis.bpm ?? 0,
        beats: beats.map(({ time }) => time),
        key: analysis.key,
        ...(analysis.loudnessLufs === null ? {} : { lufs: analysis.loudnessLufs }),
      };
    },
  };
}

interface Row {
  readonly peer: string;
  readonly answers: ReadonlyMap<LabelledTrack, Answer>;
  readonly cpuSeconds: number;
}

const percent = (values: readonly number[]): string =>
  values.length === 0 ? '-' : ((100 * values.reduce((sum, value) => sum + value, 0)) / values.length).toFixed(1);

function tempoCells(answers: Row['answers']): string[] {
  const known = [...answers].flatMap(([track, { bpm }]) =>
    bpm === undefined || !hasTempo(track) ? [] : [{ track, bpm }],
  );
  const share = (test: typeof isSameTempo, tolerance: number, list = known): string =>
    percent(list.map(({ track, bpm }) => Number(test(bpm, track.bpm, tolerance))));
  // As in bench/analysis.ts: of those that are right up to the octave.
  const errors = known
    .filter(({ track, bpm }) => isSameTempoInAnOctave(bpm, track.bpm, 0.04))
    .map(({ track, bpm }) => tempoErrorInOctave(bpm, track.bpm));
  const dance = known.filter(({ track }) => track.kind !== 'midi-pop');
  return [
    share(isSameTempo, 0.04),
    share(isSameTempo, 0.01),
    share(isSameTempoInAnOctave, 0.04),
    share(isSameTempoInAnOctave, 0.01),
    share(isSameTempo, 0.01, dance),
    errors.length === 0 ? '-' : `${(100 * median(errors)).toFixed(3)} %`,
  ];
}

/** LU by which the loudness differs from ffmpeg's at most. */
function loudnessCell(row: Row, reference: Row | undefined): string {
  const differences = [...row.answers].flatMap(([track, { lufs }]) => {
    const other = reference?.answers.get(track)?.lufs;
    return lufs === undefined || other === undefined ? [] : [Math.abs(lufs - other)];
  });
  return differences.length === 0 ? '-' : Math.max(...differences).toFixed(2);
}

function cells(row: Row, reference: Row | undefined, minutes: number): string[] {
  const { answers } = row;
  const beats = [...answers].flatMap(([track, answer]) =>
    answer.beats === undefined || track.beats.length === 0 ? [] : [beatFMeasure(answer.beats, track.beats)],
  );
  const keys = [...answers].flatMap(([track, { key }]) =>
    key === undefined || track.key === null ? [] : [mirexKeyScore(key, track.key)],
  );
  return [
    row.peer,
    ...tempoCells(answers),
    percent(beats),
    percent(keys.map((score) => Number(score === 1))),
    percent(keys),
    loudnessCell(row, reference),
    (row.cpuSeconds / minutes).toFixed(3),
  ];
}

const HEADS = [
  'program',
  'Acc1@4%',
  'Acc1@1%',
  'Acc2@4%',
  'Acc2@1%',
  'dance Acc1@1%',
  'BPM off',
  'beat F',
  'key exact',
  'MIREX',
  'max LU off',
  'CPU s/min',
];

function print(rows: readonly (readonly string[])[]): void {
  const widths = HEADS.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [HEADS, ...rows]) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    );
  }
}

/** @returns Minutes of audio, by our own decode. */
async function audioMinutes(tracks: readonly LabelledTrack[], ffmpegPath: string): Promise<number> {
  let seconds = 0;
  for (const { path } of tracks) seconds += (await decodeMono(path, ffmpegPath)).length / 44_100;
  return seconds / 60;
}

/** Asks all of them about all tracks, one after the other. */
async function askAll(peers: readonly Peer[], tracks: readonly LabelledTrack[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const peer of peers) {
    if (peer.missing !== null) {
      console.log(`${peer.name}: left out, ${peer.missing}`);
      continue;
    }
    const answers = new Map<LabelledTrack, Answer>();
    const before = cpuSeconds();
    for (const track of tracks) answers.set(track, await peer.ask(track));
    rows.push({ peer: peer.name, answers, cpuSeconds: cpuSeconds() - before });
  }
  return rows;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { truth: { type: 'string', default: DEVELOPMENT_TRUTH } } });
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const tracks = readTruth(resolve(values.truth));
  const folder = await mkdtemp(join(tmpdir(), 'musicforge-bench-'));
  try {
    const keys = [keyfinder(ffmpegPath, folder), ...essentia(ffmpegPath)];
    const peers = [await ours(ffmpegPath), aubio(), bpmTools(ffmpegPath), ...keys, ebur128(ffmpegPath)];
    const rows = await askAll(peers, tracks);
    const minutes = await audioMinutes(tracks, ffmpegPath);
    const reference = rows.find(({ peer }) => peer === 'ffmpeg ebur128');
    print(rows.map((row) => cells(row, row === reference ? undefined : reference, minutes)));
    console.log(`${tracks.length} files, ${minutes.toFixed(0)} minutes. CPU includes each program's own decoding.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
