import { expect, test } from 'vitest';
import { mixHints } from '#main/interchange/sheet/mix-hints.ts';
import { type MixChange, toMixTrack, UNCHANGED } from '#shared/domain/transition/mix-track.ts';
import { planTransition } from '#shared/domain/transition/plan-transition.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';

/** 96 bars from 0 on. */
const track = (bpm: number) =>
  toMixTrack({
    seconds: (96 * 240) / bpm,
    grid: { beatsPerBar: 4, segments: [{ startSeconds: 0, bpm, firstBeatNumber: 1 }] },
    bpm,
    key: 0,
    loudnessLufs: null,
    sections: [],
    bands: null,
  });

const hints = (change: Partial<MixChange>, next = 126) =>
  mixHints(planTransition(track(120), track(next), { ...UNCHANGED, ...change }, ORDER_RULES));

test('say where it goes over, as it was changed', () => {
  expect(hints({})).toEqual({ mix: ['Mix out at 2:40.0, the next from 0:00.0: 16 bars, bass swapped'], tempo: null });
  expect(hints({ mixOutSeconds: 96, mixInSeconds: 80 / 21, bars: 32, bassSwap: false, tempoMode: 'ramp' })).toEqual({
    mix: ['Mix out at 1:36.0, the next from 0:03.8: 32 bars, bass of both'],
    tempo: expect.stringMatching(/^Both go from 120\.\d to 12[56]\.\d BPM in the mix$/) as string,
  });
});

test('say what else is to be known of it', () => {
  expect(hints({ mixOutSeconds: 186 }, 132)?.mix.slice(1)).toEqual([
    'The mix goes on after the end of this track',
    'Pitched beyond the range of the decks',
  ]);
});

test('are none where beats are not known', () => {
  const plain = planTransition({ ...track(120), grid: null }, track(126), UNCHANGED, ORDER_RULES);
  expect(mixHints(plain)).toBeNull();
});
