/**
 * How well duplicates are found: every encoding of the development audio against every other, and the time that comparing a
 * large library takes: npm run bench:duplicates
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { loadFft } from '#main/dsp/fft.ts';
import { encodeWords } from '#main/duplicates/fingerprint-bytes.ts';
import { matchLibrary } from '#main/duplicates/match/match-library.ts';
import { encodings, findPairs, hearAll, type HeardFile, overLoop } from '#test/support/encodings.ts';
import { createNoise } from '#test/support/signals.ts';
import { DEVELOPMENT_TRUTH, hasDevelopmentAudio, readTruth } from '#test/support/truth.ts';
import { cpuSeconds } from './cpu-time.ts';

const SECONDS = 75;
const LIBRARIES = [10_000, 100_000];
/** One in so many tracks is there twice. */
const TWICE = 100;
const LOOPS = ['sonicpi_loop_amen.flac', 'sonicpi_loop_breakbeat.flac', 'sonicpi_loop_industrial.flac'];
const MELODIES = ['pop909_001.mp3', 'pop909_004.mp3', 'pop909_020.mp3', 'edm_14_trance.mp3', 'lmms_Skiessi_C64.mp3'];

async function hearDevelopmentAudio(folder: string): Promise<HeardFile[]> {
  const fft = await loadFft();
  const heard: HeardFile[] = [];
  const tracks = readTruth(DEVELOPMENT_TRUTH);
  for (const { path, file } of tracks) {
    heard.push(...(await hearAll(await encodings(path, folder, SECONDS), fft)));
    console.log(`${file} heard`);
  }
  const pathOf = (name: string): string => tracks.find(({ file }) => file === name)?.path ?? '';
  for (const loop of LOOPS) {
    heard.push(...(await hearAll(await overLoop(pathOf(loop), MELODIES.map(pathOf), folder, SECONDS), fft)));
  }
  return heard;
}

function tellAccuracy(name: string, heard: readonly HeardFile[]): void {
  const { expected, found, wrong } = findPairs(heard);
  const precision = found.size / Math.max(1, found.size + wrong.length);
  console.log(`${name}: ${heard.length} files, ${(heard.length * (heard.length - 1)) / 2} pairs`);
  console.log(`  recall    ${((100 * found.size) / expected.length).toFixed(1)} % of ${expected.length} pairs`);
  console.log(`  precision ${(100 * precision).toFixed(1)} %, ${wrong.length} wrong pairs`);
  for (const pair of wrong.slice(0, 10)) console.log(`  wrong: ${pair}`);
}

/** Pieces of heard fingerprints, made others by a mask: words are as rare as those of music. */
function inventWords(heard: readonly HeardFile[], noise: () => number): Uint32Array {
  const pick = (count: number): number => Math.floor(((noise() + 1) / 2) * count);
  const words = new Uint32Array(2000 + pick(1600));
  for (let at = 0; at < words.length; ) {
    const source = heard[pick(heard.length)]?.words ?? new Uint32Array([0]);
    const mask = pick(2 ** 32);
    for (let n = pick(source.length); n < source.length && at < words.length; n += 1, at += 1) {
      words[at] = ((source[n] ?? 0) ^ mask) >>> 0;
    }
  }
  return words;
}

/** As an encoder changes them: one bit in a third of the words. */
const reencoded = (words: Uint32Array, noise: () => number): Uint32Array =>
  words.map((word) => (noise() < -0.33 ? (word ^ (1 << Math.floor((noise() + 1) * 16))) >>> 0 : word));

function timeLibrary(folder: string, heard: readonly HeardFile[], size: number): void {
  const raw = new Database(join(folder, `${size}.db`));
  raw.exec(`CREATE TABLE tracks (number INTEGER PRIMARY KEY, id TEXT UNIQUE, artist TEXT, title TEXT, mix TEXT, remixer TEXT,
    duration_seconds REAL, deleted_at TEXT);
    CREATE TABLE track_fingerprints (track_id TEXT PRIMARY KEY, fingerprint BLOB)`);
  const noise = createNoise(1);
  const track = raw.prepare(`INSERT INTO tracks VALUES (?, ?, ?, ?, '', '', ?, NULL)`);
  const fingerprint = raw.prepare('INSERT INTO track_fingerprints VALUES (?, ?)');
  let last: Uint32Array = new Uint32Array();
  raw.transaction(() => {
    for (let n = 0; n < size; n += 1) {
      last = n % TWICE === TWICE - 1 ? reencoded(last, noise) : inventWords(heard, noise);
      track.run(n, `t${n}`, `Artist ${n}`, `Title ${n}`, last.length / 8.08);
      fingerprint.run(`t${n}`, encodeWords(last));
    }
  })();
  const [startedMs, cpu] = [performance.now(), cpuSeconds()];
  const pairs = matchLibrary(raw, () => undefined);
  const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s, ${(cpuSeconds() - cpu).toFixed(1)} s CPU`;
  const memory = `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB resident`;
  console.log(`${size} tracks compared in ${took}, ${memory}; ${pairs.length} of ${size / TWICE} pairs`);
  raw.close();
}

async function main(): Promise<void> {
  if (!hasDevelopmentAudio()) throw new Error('This needs the development audio.');
  const folder = await mkdtemp(join(tmpdir(), 'musicforge-duplicates-'));
  try {
    const heard = await hearDevelopmentAudio(folder);
    const isLoop = ({ file }: HeardFile): boolean => file.startsWith('sonicpi');
    tellAccuracy(
      'tracks',
      heard.filter((file) => !isLoop(file)),
    );
    tellAccuracy('with bare loops', heard);
    for (const size of LIBRARIES) timeLibrary(folder, heard, size);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
