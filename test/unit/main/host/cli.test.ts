import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnalysisJson } from '#main/worker/analysis-json.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { clubTrack, interleave, silence } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const STEREO = { channels: 2, sampleRate: 44_100 };
let folder = '';

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function cli(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = folder): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts/cli.mjs'), ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // ESRCH: there is no such process
  }
}

const rows = (text: string): AnalysisJson[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as AnalysisJson);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'musicforge-cli-'));
  await writeFloatWav(join(folder, 'house.wav'), interleave(clubTrack(124, 30)), STEREO);
  await writeFloatWav(join(folder, '-fast.wav'), interleave(clubTrack(170, 30, 60)), STEREO);
  await writeFloatWav(join(folder, 'silent.wav'), interleave(silence(8)), STEREO);
  await writeFile(join(folder, 'text.mp3'), 'no music here');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.skipIf(ffmpegPath === null)(
  'one JSON line a file, in the order given, with exactly the public fields',
  async () => {
    const { code, out } = await cli(['analyse', '--json', 'house.wav', '--', '-fast.wav']);
    const [house, fast] = rows(out);
    expect(code).toBe(0);
    expect(Object.keys(house ?? {}).join(' ')).toBe(
      'file durationSeconds bpm bpmConfidence key camelot openKey keyConfidence energy loudnessLufs beats downbeats ' +
        'energyLevel sections cues loudnessRangeLu secondKey tuningCents keyChanges energyCurve mood gridSegments',
    );
    expect(house).toMatchObject({ file: 'house.wav', durationSeconds: 30, bpm: 124, key: 'A minor', camelot: '8A' });
    expect(house).toMatchObject({ openKey: '1m' });
    expect(fast).toMatchObject({ file: '-fast.wav', bpm: 170, key: 'C minor', camelot: '5A' });
    expect(house?.sections).toMatchObject([{ startSeconds: 0, kind: 'verse' }]);
    expect(house?.cues[0]).toEqual({ kind: 'first-downbeat', timeSeconds: 0 });
    expect(house?.energyLevel).toBe(Math.round(1 + 9 * (house?.energy ?? 0)));
    expect(house?.beats.length).toBe(62);
    expect(house?.downbeats).toEqual(house?.beats.filter((_, index) => index % 4 === 0));
  },
);

test.skipIf(ffmpegPath === null)('--true-peak adds the highest peak between the samples', async () => {
  const { code, out } = await cli(['analyse', '--json', '--true-peak', 'house.wav']);
  const [house] = rows(out);
  expect(code).toBe(0);
  expect(house?.truePeakDb).toBeLessThan(6);
  expect(house?.truePeakDb).toBeGreaterThan(-20);
});

test.skipIf(ffmpegPath === null)(
  'failures are lines with their reason, the rest goes on, and the exit code is 1',
  async () => {
    const { code, out } = await cli(['analyse', '--json', 'text.mp3', 'gone.mp3', 'silent.wav', 'house.wav']);
    expect(code).toBe(1);
    const [text, gone, silent, house] = rows(out);
    expect(text).toMatchObject({ file: 'text.mp3', bpm: null, error: expect.stringContaining('not audio') });
    expect(gone).toMatchObject({ file: 'gone.mp3', error: 'There is no such file.' });
    expect(silent).toMatchObject({ durationSeconds: 8, bpm: null, error: expect.stringMatching(/^Not enough music/) });
    expect(house).toMatchObject({ bpm: 124 });
    expect(house).not.toHaveProperty('error');
  },
);

test.skipIf(ffmpegPath === null)('without --json a table a person can read', async () => {
  const { code, out } = await cli(['analyse', 'house.wav']);
  expect(code).toBe(0);
  expect(out).toMatch(/^File +Time +BPM +Key +Energy +LUFS/);
  expect(out).toMatch(/house\.wav +0:30 +124\.00 +8A A minor/);
});

describe('wrong usage ends with code 2 and says what is wrong', () => {
  test.each([
    [[], 'Name a command'],
    [['dance'], 'Unknown command "dance"'],
    [['analyse'], 'at least one file'],
    [['analyse', '--loud', 'house.wav'], '--loud'],
    [['analyse', '--min-bpm', 'fast', 'house.wav'], '--min-bpm'],
    [['analyse', '--min-bpm', '100', '--max-bpm', '150', 'house.wav'], 'twice'],
  ])('%j', async (args, words) => {
    const { code, out, err } = await cli(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });
});

test.skipIf(ffmpegPath === null)('relative paths mean the folder where npm was called', async () => {
  const asNpm = { npm_lifecycle_event: 'cli', INIT_CWD: folder };
  const { code, out } = await cli(['analyse', '--json', 'house.wav'], asNpm, ROOT);
  expect(code).toBe(0);
  expect(rows(out)[0]).toMatchObject({ file: 'house.wav', bpm: 124 });
});

test.skipIf(ffmpegPath === null || process.platform === 'win32')(
  'ends when the npm that started it is gone',
  async () => {
    // Decodes nothing for as long as the test may take, and says when it began.
    const slow = join(folder, 'ffmpeg-slow');
    const began = join(folder, 'began');
    const text = `#!/bin/sh\ncase "$*" in *-version) exec "${ffmpegPath}" -version;; esac\ntouch "${began}"\nexec sleep 20\n`;
    await writeFile(slow, text, { mode: 0o755 });
    // A shell between npm and the program, as npm puts one there: it dies without telling its child.
    const script = '"$0" "$1" analyse house.wav & echo $! ; wait';
    const shell = spawn('sh', ['-c', script, process.execPath, join(ROOT, 'scripts/cli.mjs')], {
      cwd: folder,
      env: { ...process.env, npm_lifecycle_event: 'cli', INIT_CWD: folder, FFMPEG_PATH: slow },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [first] = (await once(shell.stdout, 'data')) as [Buffer];
    const pid = Number(first.toString());
    await expect.poll(() => existsSync(began), { timeout: 15_000 }).toBe(true);
    expect(isRunning(pid)).toBe(true);
    shell.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 10_000, interval: 50 }).toBe(false);
  },
  30_000,
);

test('help documents every command', async () => {
  for (const args of [['--help'], ['analyse', '--help']]) {
    const { code, out } = await cli(args);
    expect(code).toBe(0);
    for (const word of ['analyse', '--json', '--min-bpm', '--jobs', 'Exit code']) expect(out).toContain(word);
  }
});

test('without a working ffmpeg every file has a line that says what to do', async () => {
  const { code, out } = await cli(['analyse', '--json', 'house.wav', 'text.mp3'], { FFMPEG_PATH: '/nowhere/ffmpeg' });
  expect(code).toBe(1);
  expect(rows(out).map(({ error }) => error)).toEqual([
    expect.stringContaining('FFMPEG_PATH does not lead to a working ffmpeg: /nowhere/ffmpeg'),
    expect.stringContaining('FFMPEG_PATH'),
  ]);
});
