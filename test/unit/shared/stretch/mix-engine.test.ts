import { describe, expect, test } from 'vitest';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import { Crossover } from '#shared/domain/transition/crossover.ts';
import { type DeckName, type Mix, MixEngine } from '#shared/domain/transition/mix-engine.ts';
import { type MixTrack, type TempoMode, UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { planTransition } from '#shared/domain/transition/plan-transition.ts';
import { createStretchVoice } from '#shared/stretch/stretch-voice.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';

const RATE = 44_100;
const BLOCK = 128;

function trackOf(bpm: number): MixTrack {
  const grid = toBeatGrid({ beatsPerBar: 4, segments: [{ startSeconds: 0, bpm, firstBeatNumber: 1 }] });
  return { seconds: (32 * 240) / bpm, grid, bpm, key: 0, loudnessLufs: -14, sections: [], bands: null };
}

/** A short burst on every beat. */
function clicks({ seconds, bpm }: MixTrack, hertz: number): Int16Array {
  const samples = new Int16Array(Math.ceil(seconds * RATE) * 2);
  for (let beat = 0; beat < (seconds * (bpm ?? 0)) / 60; beat += 1) {
    const first = Math.round((beat * 60 * RATE) / (bpm ?? 1));
    for (let frame = 0; frame < 2000; frame += 1) {
      const value = 20_000 * Math.exp(-frame / 400) * Math.sin((2 * Math.PI * hertz * frame) / RATE);
      samples[(first + frame) * 2] = value;
      samples[(first + frame) * 2 + 1] = value;
    }
  }
  return samples;
}

async function rendered(mix: Mix, from: number, seconds: number): Promise<Float32Array> {
  const voices = { from: await createStretchVoice(RATE), to: await createStretchVoice(RATE) };
  const engine = new MixEngine(mix, voices, RATE, from);
  const heard = new Float32Array(Math.floor((seconds * RATE) / BLOCK) * BLOCK);
  const right = new Float32Array(BLOCK);
  for (let at = 0; at < heard.length; at += BLOCK) engine.render(heard.subarray(at, at + BLOCK), right);
  return heard;
}

/** Where bursts begin, in seconds. */
function onsets(heard: Float32Array): number[] {
  const most = heard.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  const found: number[] = [];
  for (let frame = 0; frame < heard.length; frame += 1) {
    const last = found.at(-1) ?? Number.NEGATIVE_INFINITY;
    if (Math.abs(heard[frame] ?? 0) > most * 0.35 && frame / RATE - last > 0.2) found.push(frame / RATE);
  }
  return found;
}

function mixOf(
  own: number,
  next: number,
  over: { tempoMode?: TempoMode; solo?: DeckName; keyLock?: boolean } = {},
): Mix {
  const [from, to] = [trackOf(own), trackOf(next)];
  const { tempoMode = 'match', solo = null, keyLock = true } = over;
  const plan = planTransition(from, to, { ...UNCHANGED, bars: 8, tempoMode }, ORDER_RULES);
  const audio = {
    from: { samples: clicks(from, 1000), startSeconds: 0 },
    to: { samples: clicks(to, 1000), startSeconds: 0 },
  };
  return { plan, keyLock, audio, solo };
}

describe('a mix is rendered', () => {
  test.each([
    [120, 126, 'match'],
    [126, 120, 'ramp'],
    [128, 128, 'match'],
  ] as const)('with the beats of both tracks within 10 ms: %d into %d BPM, %s', async (own, next, tempoMode) => {
    const middle = mixOf(own, next, { tempoMode }).plan.seconds / 2 - 2;
    const heard = await Promise.all(
      (['from', 'to'] as const).map((solo) => rendered(mixOf(own, next, { tempoMode, solo }), middle, 5)),
    );
    const [from = [], to = []] = heard.map(onsets);
    expect(from.length).toBeGreaterThanOrEqual(8);
    for (const time of from.slice(1, -1)) {
      const apart = Math.min(...to.map((other) => Math.abs(other - time)));
      expect(apart).toBeLessThanOrEqual(0.01);
    }
  });

  test('with the one track before it and the other after it, at the level that they have', async () => {
    const mix = mixOf(120, 120);
    const peak = (heard: Float32Array) => heard.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const loudness = 20_000 / 32_768;
    const before = await rendered({ ...mix, solo: 'from' }, -4, 3);
    expect(peak(before)).toBeGreaterThan(loudness * 0.6);
    expect(peak(before)).toBeLessThan(loudness * 1.3);
    expect(peak(await rendered({ ...mix, solo: 'to' }, -4, 3))).toBe(0);
    expect(peak(await rendered({ ...mix, solo: 'from' }, mix.plan.seconds + 0.1, 2))).toBe(0);
    expect(peak(await rendered({ ...mix, solo: 'to' }, mix.plan.seconds + 0.1, 2))).toBeGreaterThan(loudness * 0.6);
  });
});

describe('a crossover', () => {
  const gains = (value: number) => new Float32Array(RATE).fill(value);
  const tone = (hertz: number) =>
    Float32Array.from({ length: RATE }, (_, frame) => Math.sin((2 * Math.PI * hertz * frame) / RATE));
  /** Level of the second half, against that of a tone, in dB. */
  function level(hertz: number, low: number, high: number): number {
    const samples = tone(hertz);
    new Crossover(180, RATE).apply(samples, gains(low), gains(high));
    const power = samples.subarray(RATE / 2).reduce((sum, sample) => sum + sample * sample, 0) / (RATE / 2);
    return 10 * Math.log10(power / 0.5);
  }

  test.each([40, 90, 180, 360, 2000])('adds up flat at %d Hz', (hertz) => {
    expect(Math.abs(level(hertz, 1, 1))).toBeLessThan(0.05);
  });

  test('is 6 dB down at its frequency and 24 dB an octave beyond', () => {
    expect(level(180, 1, 0)).toBeCloseTo(-6.02, 1);
    expect(level(720, 1, 0)).toBeLessThan(-46);
    expect(level(45, 0, 1)).toBeLessThan(-46);
  });
});
