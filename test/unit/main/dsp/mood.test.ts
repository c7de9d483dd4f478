import { describe, expect, test } from 'vitest';
import { estimateMood } from '#main/dsp/mood.ts';
import type { Mode } from '#shared/domain/key.ts';

const keyOf = (mode: Mode, confidence = 0.9) => ({
  key: { pitchClass: 9, mode },
  confidence,
  second: { key: { pitchClass: 0, mode }, confidence: 0.2 },
  tuningCents: 0,
});

describe('mood', () => {
  test.each([
    ['euphoric', 0.9, 'major', 0.55],
    ['driving', 0.9, 'minor', 0.4],
    ['relaxed', 0.2, 'major', 0.5],
    ['melancholic', 0.2, 'minor', 0.42],
  ] as const)('%s: energy %d in %s', (name, energy, mode, brightness) => {
    const mood = estimateMood({ energy, key: keyOf(mode), brightness });
    expect(mood).toMatchObject({ name, arousal: energy });
    expect(mood.confidence).toBeGreaterThan(0.3);
  });

  test('without a key, and with a key that is a guess, it is unsure', () => {
    const unsure = [null, keyOf('minor', 0.1)].map((key) => estimateMood({ energy: 0.8, key, brightness: 0.465 }));
    for (const { confidence } of unsure) expect(confidence).toBeLessThan(0.1);
  });

  test('a place and its confidence stay within 0 and 1, whatever comes in', () => {
    for (const energy of [0, 0.5, 1])
      for (const brightness of [0, 0.46, 1]) {
        const { arousal, valence, confidence } = estimateMood({ energy, key: keyOf('major', 1), brightness });
        for (const value of [arousal, valence, confidence]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }
  });
});
