import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorkerPool, type TaskOutcome, type WorkerPool } from '#main/analysis/worker-pool.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { DEFAULT_ANALYSIS_OPTIONS } from '#shared/domain/track-analysis.ts';
import { ffmpegPath, needFfmpeg, runFfmpeg } from '#test/support/ffmpeg.ts';
import { clubTrack, interleave } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const FILES = 2000;
const SEED = 20_261_126;
/** Long enough for a tempo and a key, so that every analyser runs. */
const SECONDS = 6;
/** Node's own pools start a thread now and then. */
const SPARE_THREADS = 4;
/** What the heap of two workers may still take after their first file; a leak of one file in ten would be 600 MB. */
const MOST_GROWN_MB = 200;
const FORMATS = ['mp3', 'flac', 'ogg', 'opus', 'm4a', 'wav', 'aiff', 'wv', 'mka'] as const;

/** Mulberry32: 32 bits of state, the same numbers on every machine. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = ReturnType<typeof createRandom>;
const below = (random: Random, limit: number): number => Math.floor(random() * limit);

/** Damage of every kind that disks, downloads and hostile hands do. */
const DAMAGE: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  function flipBits(bytes, random) {
    const flips = 1 + below(random, 60);
    for (let n = 0; n < flips; n += 1) {
      const at = below(random, bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(random, 8));
    }
    return bytes;
  },
  function cutShort(bytes, random) {
    return bytes.subarray(0, below(random, bytes.length));
  },
  function lieInTheHeader(bytes, random) {
    const header = Math.min(256, bytes.length);
    for (let n = 0; n < 8; n += 1) bytes[below(random, header)] = random() < 0.5 ? 255 : below(random, 256);
    return bytes;
  },
  function overwrite(bytes, random) {
    const at = below(random, bytes.length);
    const end = Math.min(bytes.length, at + 1 + below(random, 4096));
    for (let i = at; i < end; i += 1) bytes[i] = below(random, 256);
    return bytes;
  },
  function dropTheMiddle(bytes, random) {
    const [from, to] = [below(random, bytes.length), below(random, bytes.length)].sort((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function repeatAPart(bytes, random) {
    const from = below(random, bytes.length);
    const part = bytes.subarray(from, from + below(random, 20_000));
    return Buffer.concat([bytes.subarray(0, from), part, part, bytes.subarray(from)]);
  },
];

/** The copy that npm brings starts in a third of the time of a system's, which counts 2,000 times over. */
let decoder = '';
let folder = '';
let pool: WorkerPool;
let sound: Buffer[] = [];

const analyse = (path: string): Promise<TaskOutcome> =>
  pool.run({ path, ffmpegPath: decoder, options: DEFAULT_ANALYSIS_OPTIONS }, () => undefined).outcome;

async function analyseWhole(bytes: Buffer, name: string): Promise<TaskOutcome> {
  const path = join(folder, `${name}.${FORMATS[Math.max(0, sound.indexOf(bytes))]}`);
  await writeFile(path, bytes);
  const outcome = await analyse(path);
  await rm(path);
  return outcome;
}

/** Makes, analyses and removes damaged files one after the other, as long as there are any. */
async function analyseDamaged(next: () => number | null, outcomes: TaskOutcome[]): Promise<void> {
  for (let n = next(); n !== null; n = next()) {
    // A seed for each file: its damage is the same on every machine, whoever takes it.
    const random = createRandom(SEED + n);
    const whole = sound[n % sound.length] ?? Buffer.alloc(0);
    const damage = DAMAGE[below(random, DAMAGE.length)];
    const path = join(folder, `${n}.${FORMATS[n % FORMATS.length]}`);
    await writeFile(path, damage?.(Buffer.from(whole), random) ?? whole);
    outcomes.push(await analyse(path));
    await rm(path);
  }
}

/** Processes that this one has started and that still live, and its threads; Linux only. */
async function processesAndThreads(): Promise<{ children: number; threads: number } | null> {
  if (process.platform !== 'linux') return null;
  const stats = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      // One that ends meanwhile is none.
      .map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')),
  );
  const parent = (text: string): number => Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  const threads = (await readdir('/proc/self/task')).length;
  return { children: stats.filter((text) => parent(text) === process.pid).length, threads };
}

describe.skipIf(ffmpegPath === null)('2,000 damaged files', () => {
  beforeAll(async () => {
    decoder = await locateFfmpeg({ env: {} }).catch(() => needFfmpeg());
    folder = await mkdtemp(join(tmpdir(), 'musicforge-fuzz-'));
    const wav = join(folder, 'sound.wav');
    await writeFloatWav(wav, interleave(clubTrack(126, SECONDS)), { channels: 2, sampleRate: 44_100 });
    for (const format of FORMATS) {
      const encoder = format === 'opus' ? ['-ar', '48000'] : format === 'wav' ? ['-c:a', 'pcm_s16le'] : [];
      const path = join(folder, `whole.${format}`);
      await runFfmpeg(['-i', wav, ...encoder, path]);
      sound.push(await readFile(path));
      await rm(path);
    }
    await rm(wav);
    const workerUrl = new URL(import.meta.resolve('#main/worker/analysis-worker.ts'));
    pool = createWorkerPool({ workerUrl, watchdogMs: 60_000, graceMs: 1000 });
  }, 60_000);
  afterAll(async () => {
    await pool?.destroy();
    await rm(folder, { recursive: true, force: true });
    sound = [];
  });

  test(
    'each ends with a result or a reason; no worker is lost, and the next sound file is analysed',
    async () => {
      const outcomes: TaskOutcome[] = [];
      await Promise.all(sound.slice(0, availableParallelism()).map((bytes, n) => analyseWhole(bytes, `first-${n}`)));
      const before = await processesAndThreads();
      const memoryBefore = process.memoryUsage.rss();
      let made = 0;
      const next = () => (made < FILES ? made++ : null);
      await Promise.all(Array.from({ length: availableParallelism() }, () => analyseDamaged(next, outcomes)));
      expect(outcomes).toHaveLength(FILES);
      const broken = outcomes.filter(({ type }) => type !== 'done' && type !== 'failed');
      expect(broken).toEqual([]);
      const reasons = outcomes.filter((outcome) => outcome.type === 'failed');
      expect(reasons.filter(({ message }) => message.length < 10)).toEqual([]);
      expect([...new Set(reasons.map(({ code }) => code))].sort()).toEqual(['unreadable-audio']);
      // Damage that is heard as music and damage that is refused are both there, or nothing was tried.
      expect(reasons.length).toBeGreaterThan(FILES / 20);
      expect(outcomes.length - reasons.length).toBeGreaterThan(FILES / 4);
      expect(await analyseWhole(sound[1] ?? Buffer.alloc(0), 'last')).toMatchObject({
        type: 'done',
        analysis: { bpm: 126 },
      });
      expect(await readdir(folder)).toEqual([]);
      const after = await processesAndThreads();
      expect(after?.children).toBe(before?.children);
      expect(after?.threads ?? 0).toBeLessThanOrEqual((before?.threads ?? 0) + SPARE_THREADS);
      expect((process.memoryUsage.rss() - memoryBefore) / 2 ** 20).toBeLessThan(MOST_GROWN_MB);
    },
    15 * 60_000,
  );
});
