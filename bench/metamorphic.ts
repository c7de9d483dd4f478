/**
 * Whether tempo and key follow a change of speed or pitch: npm run bench:metamorphic -- [--truth DIR/truth.json] [--list]
 * The answer for a changed file is held against the one for the file as it is, not against its label.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type FftLibrary, loadFft } from '#main/dsp/fft.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { analyseFile } from '#main/worker/analyse-file.ts';
import { formatMusical, type MusicalKey } from '#shared/domain/key.ts';
import { DEFAULT_ANALYSIS_OPTIONS, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { DEVELOPMENT_TRUTH, readTruth } from '#test/support/truth.ts';
import { isSameTempoInAnOctave } from './analysis-metrics.ts';
import { runProgram } from './run-program.ts';

const RATE = 44_100;
const TARGET = 0.95;
const TOLERANCE = 0.01;

interface Change {
  readonly name: string;
  readonly tempoFactor: number;
  readonly semitones: number;
  /** ffmpeg's audio filters. */
  readonly filters: string;
}

const ratioOf = (semitones: number): number => 2 ** (semitones / 12);

/** Played faster or slower, as a record: tempo and pitch move together. */
const asRecord = (ratio: number): string => `aresample=${RATE},asetrate=${Math.round(RATE * ratio)},aresample=${RATE}`;

const varispeed = (semitones: number): Change => ({
  name: `varispeed ${semitones > 0 ? '+' : ''}${semitones} semitones`,
  // As ffmpeg plays it: at a whole number of samples a second.
  tempoFactor: Math.round(RATE * ratioOf(semitones)) / RATE,
  semitones,
  filters: asRecord(ratioOf(semitones)),
});

const CHANGES: readonly Change[] = [
  varispeed(-2),
  varispeed(1),
  varispeed(3),
  { name: 'tempo x1.07', tempoFactor: 1.07, semitones: 0, filters: 'atempo=1.07' },
  {
    name: 'pitch +5 semitones',
    tempoFactor: 1,
    semitones: 5,
    filters: `${asRecord(ratioOf(5))},atempo=${1 / ratioOf(5)}`,
  },
];

interface Verdict {
  /** null where the file as it is has no tempo. */
  readonly tempo: boolean | null;
  /** null where it has no key, or none is labelled: the "key" of a drum loop means nothing. */
  readonly key: boolean | null;
}

const isTransposed = (key: MusicalKey, from: MusicalKey, semitones: number): boolean =>
  key.mode === from.mode && key.pitchClass === (from.pitchClass + semitones + 12) % 12;

/** Tempo up to the octave, for the changed one may leave the range. */
function judge(plain: TrackAnalysis, changed: TrackAnalysis, { tempoFactor, semitones }: Change): Verdict {
  return {
    tempo: plain.bpm === null ? null : isSameTempoInAnOctave(changed.bpm ?? 0, plain.bpm * tempoFactor, TOLERANCE),
    key: plain.key === null ? null : changed.key !== null && isTransposed(changed.key, plain.key, semitones),
  };
}

const describe = ({ bpm, key }: TrackAnalysis): string => `${bpm?.toFixed(2) ?? '-'} ${key ? formatMusical(key) : '-'}`;

function share(verdicts: readonly (boolean | null)[]): string {
  const counted = verdicts.filter((verdict) => verdict !== null);
  if (counted.length === 0) return '-';
  const part = counted.filter(Boolean).length / counted.length;
  return `${(100 * part).toFixed(1)} % of ${counted.length}${part < TARGET ? ' (below the target)' : ''}`;
}

interface Bench {
  readonly ffmpegPath: string;
  readonly fft: FftLibrary;
  readonly folder: string;
}

async function analyseChanged(
  { ffmpegPath, fft, folder }: Bench,
  path: string,
  change: Change,
): Promise<TrackAnalysis> {
  const wav = join(folder, 'changed.wav');
  await runProgram(ffmpegPath, ['-v', 'error', '-y', '-i', path, '-map', '0:a:0', '-af', change.filters, wav]);
  return analyseFile(wav, { ffmpegPath, fft, options: DEFAULT_ANALYSIS_OPTIONS });
}

async function measure(bench: Bench, truthPath: string, list: boolean): Promise<void> {
  const verdicts = new Map<Change, Verdict[]>(CHANGES.map((change) => [change, []]));
  for (const { file, path, key } of readTruth(truthPath)) {
    const plain = await analyseFile(path, { ...bench, options: DEFAULT_ANALYSIS_OPTIONS });
    for (const [change, judged] of verdicts) {
      const changed = await analyseChanged(bench, path, change);
      const verdict = judge(key === null ? { ...plain, key } : plain, changed, change);
      judged.push(verdict);
      const missed = verdict.tempo === false || verdict.key === false;
      if (list || missed) console.log(`${file}, ${change.name}: ${describe(plain)} -> ${describe(changed)}`);
    }
  }
  const rows = [...verdicts].map(([{ name }, judged]) => ({ name, judged }));
  for (const { name, judged } of [...rows, { name: 'all', judged: rows.flatMap(({ judged }) => judged) }]) {
    const tempo = share(judged.map((verdict) => verdict.tempo));
    console.log(`${name.padEnd(26)} tempo@1% ${tempo.padEnd(16)} key ${share(judged.map((verdict) => verdict.key))}`);
  }
  console.log(`target: ${100 * TARGET} % each; a tempo an octave off counts as moved with the track`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { truth: { type: 'string', default: DEVELOPMENT_TRUTH }, list: { type: 'boolean', default: false } },
  });
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const fft = await loadFft();
  const folder = await mkdtemp(join(tmpdir(), 'musicforge-metamorphic-'));
  try {
    await measure({ ffmpegPath, fft, folder }, resolve(values.truth), values.list);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
