import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decode } from '#main/platform/decode.ts';
import { systemClock } from '#main/platform/clock.ts';
import { createRendersService, type RendersService } from '#main/renders/create-renders-service.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import type { Rendering, RenderRequest } from '#shared/contract/renders.ts';
import type { PairTrack } from '#shared/contract/transitions.ts';
import { UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { ffmpegPath, needFfmpeg } from '#test/support/ffmpeg.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';
import { writeFloatWav } from '#test/support/wav.ts';

const WORKER = new URL(import.meta.resolve('#main/renders/render-worker.ts'));
const RATE = 44_100;
const BARS = 48;
const SET = SetId.parse('0192f0c4-0000-7000-8000-000000000001');

let folder: string;
let tracks: PairTrack[];
let problems: unknown[];

/** A short burst on every beat. */
async function writeClicks(path: string, bpm: number, level: number): Promise<void> {
  const samples = new Float32Array(Math.ceil(((BARS * 240) / bpm) * RATE));
  for (let beat = 0; beat < BARS * 4; beat += 1) {
    const first = Math.round((beat * 60 * RATE) / bpm);
    for (let frame = 0; frame < 1500; frame += 1) {
      samples[first + frame] = level * Math.exp(-frame / 300) * Math.sin((2 * Math.PI * 1000 * frame) / RATE);
    }
  }
  await writeFloatWav(path, samples, { channels: 1, sampleRate: RATE });
}

const pathOf = (id: TrackId): string => join(folder, `${id}.wav`);

async function addTrack(bpm: number, loudnessLufs: number | null = -14, level = 0.6): Promise<void> {
  const id = TrackId.parse(`0192f0c4-0000-7000-8000-00000000010${tracks.length}`);
  await writeClicks(pathOf(id), bpm, level);
  const grid = { beatsPerBar: 4, segments: [{ startSeconds: 0, bpm, firstBeatNumber: 1 }] };
  tracks.push({
    id,
    title: `${bpm} BPM`,
    artist: '',
    missing: false,
    waveformVersion: 0,
    mix: { seconds: (BARS * 240) / bpm, grid, bpm, key: 0, loudnessLufs, sections: [], bands: null },
  });
}

function service(ffmpeg: string = needFfmpeg()): RendersService {
  return createRendersService({
    clock: systemClock,
    log: { error: (_, fields) => void problems.push(fields) },
    workerUrl: WORKER,
    ffmpegPath: () => Promise.resolve(ffmpeg),
    tracksOf: () => ({ tracks, changes: tracks.slice(1).map(() => UNCHANGED) }),
    pathOf,
  });
}

const request = (name: string, parts: Partial<RenderRequest> = {}): RenderRequest => ({
  scope: { kind: 'set', id: SET },
  path: join(folder, name),
  replace: false,
  rules: ORDER_RULES,
  ...parts,
});

async function ended(renders: RendersService): Promise<Rendering> {
  for await (const state of renders.watch()) if (state.phase === 'done') return state;
  throw new Error('It did not end');
}

async function render(renders: RendersService, asked: RenderRequest): Promise<Rendering> {
  await renders.start(asked);
  return ended(renders);
}

/** Left channel of a file. */
async function heard(path: string): Promise<Float32Array> {
  const blocks: number[] = [];
  const samples = (block: Float32Array) => {
    for (let index = 0; index < block.length; index += 2) blocks.push(block[index] ?? 0);
  };
  await decode(path, { ffmpegPath: needFfmpeg() }, { start: () => undefined, samples });
  return Float32Array.from(blocks);
}

/** Where bursts begin, in seconds. */
function onsets(samples: Float32Array): number[] {
  const found: number[] = [];
  for (const [frame, sample] of samples.entries()) {
    const last = found.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (Math.abs(sample) > 0.1 && frame / RATE - last > 0.25) found.push(frame / RATE);
  }
  return found;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'musicforge-render-'));
  tracks = [];
  problems = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(ffmpegPath === null)('a set is rendered', () => {
  test('whole, beat after beat through its transitions', { timeout: 60_000 }, async () => {
    for (const bpm of [120, 124, 122]) await addTrack(bpm);
    const state = await render(service(), request('set.wav'));
    expect(state).toMatchObject({ phase: 'done', error: null });
    const samples = await heard(join(folder, 'set.wav'));
    expect(Math.abs(samples.length / RATE - state.total)).toBeLessThan(0.1);
    const beats = onsets(samples);
    const apart = beats.slice(1).map((beat, index) => beat - (beats[index] ?? 0));
    // From 60/124 s to 60/120 s, with the joins and the stretching.
    expect(Math.min(...apart)).toBeGreaterThan(0.46);
    expect(Math.max(...apart)).toBeLessThan(0.53);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a transition alone, as MP3', { timeout: 60_000 }, async () => {
    for (const bpm of [120, 124]) await addTrack(bpm);
    const scope = { kind: 'transition', id: SET, trackId: tracks[0]!.id, nextTrackId: tracks[1]!.id } as const;
    const state = await render(service(), request('mix.mp3', { scope }));
    expect(state.error).toBeNull();
    expect(state.total).toBeLessThan(90);
    expect(Math.abs((await heard(join(folder, 'mix.mp3'))).length / RATE - state.total)).toBeLessThan(0.2);
  });

  test('one track as it is', { timeout: 60_000 }, async () => {
    await addTrack(120);
    await render(service(), request('one.wav'));
    const [own, rendered] = [await heard(pathOf(tracks[0]!.id)), await heard(join(folder, 'one.wav'))];
    expect(Math.abs(own.length - rendered.length)).toBeLessThan(RATE / 50);
    expect(Math.abs((own[400] ?? 0) - (rendered[400] ?? 0))).toBeLessThan(0.001);
  });

  test('with tracks as loud as each other, and no sample above the ceiling', { timeout: 60_000 }, async () => {
    await addTrack(120, -8, 0.9);
    await addTrack(120, -20, 0.9 * 10 ** (-12 / 20));
    await render(service(), request('set.wav'));
    const samples = await heard(join(folder, 'set.wav'));
    const peakOf = (part: Float32Array) => part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const [before, after] = [peakOf(samples.subarray(0, 20 * RATE)), peakOf(samples.subarray(-20 * RATE))];
    // 6 dB down, and 6 dB up.
    expect(before).toBeCloseTo(0.9 * 10 ** (-6 / 20), 1);
    expect(20 * Math.log10(after / before)).toBeCloseTo(0, 0);
    expect(peakOf(samples)).toBeLessThan(1);
  });

  test('stopped, nothing is left of it', { timeout: 60_000 }, async () => {
    for (const bpm of [120, 124, 122]) await addTrack(bpm);
    const renders = service();
    await renders.start(request('set.wav'));
    await renders.cancel();
    expect(await ended(renders)).toMatchObject({ error: 'Rendering was stopped. Nothing was written.' });
    expect(existsSync(join(folder, 'set.wav'))).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('over a file that is there only when asked to', { timeout: 60_000 }, async () => {
    await addTrack(120);
    writeFileSync(join(folder, 'set.wav'), 'mine');
    await expect(service().start(request('set.wav'))).rejects.toMatchObject({ code: 'conflict' });
    expect((await render(service(), request('set.wav', { replace: true }))).error).toBeNull();
    expect((await heard(join(folder, 'set.wav'))).length).toBeGreaterThan(RATE);
  });

  test('not without its files, and not where it cannot be written: it says so, and leaves nothing', {
    timeout: 60_000,
  }, async () => {
    await expect(service().start(request('set.wav'))).rejects.toThrow('the set is empty');
    await addTrack(120);
    await expect(service().start(request('set.ogg'))).rejects.toThrow('ends in .wav or .mp3');
    const gone = { ...tracks[0]!, missing: true };
    tracks = [gone];
    await expect(service().start(request('set.wav'))).rejects.toThrow('The file of "120 BPM" is missing');
    tracks = [{ ...gone, missing: false }];
    rmSync(pathOf(gone.id));
    expect((await render(service(), request('set.wav'))).error).toContain('not there any more');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('with a program that is no ffmpeg it says so', { timeout: 60_000 }, async () => {
    await addTrack(120);
    expect((await render(service(process.execPath), request('set.wav'))).error).not.toBeNull();
    expect(existsSync(join(folder, 'set.wav'))).toBe(false);
  });
});
