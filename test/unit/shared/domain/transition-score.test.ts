import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyFromIndex, parseKey } from '#shared/domain/key.ts';
import { scoreTransition, type TransitionOptions, type TransitionTrack } from '#shared/domain/transition-score.ts';

const STRICT: TransitionOptions = { keyRule: 'strict', tempoRangePercent: 6, energy: 'any' };
const track = (key: string | null, bpm: number | null, energy: number | null): TransitionTrack => ({
  key: key === null ? null : parseKey(key),
  bpm,
  energy,
});
const score = (from: TransitionTrack, to: TransitionTrack, options = STRICT) =>
  scoreTransition(from, to, options)?.score ?? -1;

const playing = track('8A', 126, 0.5);

describe('ranking', () => {
  test('an equal track is a perfect match', () => {
    expect(score(playing, playing)).toBeCloseTo(1, 12);
  });

  test('same key before a fifth before relative before a clash', () => {
    const scores = ['8A', '9A', '8B', '2A'].map((key) => score(playing, track(key, 126, 0.5)));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
  });

  test('a smaller tempo change is better, half time nearly as good as direct', () => {
    const scores = [126, 63, 128, 131, 140].map((bpm) => score(playing, track('8A', bpm, 0.5)));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(5);
  });

  test('loose lets a diagonal count, strict does not and says so', () => {
    const diagonal = track('9B', 126, 0.5);
    expect(score(playing, diagonal, { ...STRICT, keyRule: 'loose' })).toBeGreaterThan(score(playing, diagonal));
    const [key] = scoreTransition(playing, diagonal, STRICT)?.parts ?? [];
    expect(key).toMatchObject({ score: 0, reason: 'Diagonal (8A to 9B): outside the strict rule' });
  });

  test('the wish for more energy prefers a step up to none to a step down', () => {
    const scores = [0.62, 0.5, 0.38].map((energy) =>
      score(playing, track('8A', 126, energy), { ...STRICT, energy: 'up' }),
    );
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(3);
  });
});

describe('reasons', () => {
  const reasons = (to: TransitionTrack) => scoreTransition(playing, to, STRICT)?.parts.map((part) => part.reason);

  test('each part is said in words', () => {
    expect(reasons(track('9A', 123, 0.62))).toEqual([
      'A fifth up (8A to 9A)',
      '+2.4 % tempo',
      'Energy one step up (6 to 7)',
    ]);
    expect(reasons(track('8A', 62.9, 0.5))).toEqual(['Same key (8A)', '+0.2 % tempo, half time', 'Energy holds at 6']);
  });

  test('a large change names the pitch that moves without key lock', () => {
    expect(reasons(track('8A', 119, 0.5))?.[1]).toBe('+5.9 % tempo, 1 semitone up without key lock');
  });

  test('what is unknown has no weight and the rest shares it', () => {
    const result = scoreTransition(playing, track('8A', 126, null), STRICT);
    expect(result?.parts[2]).toEqual({ aspect: 'energy', score: 0, weight: 0, reason: 'Energy unknown: not counted' });
    expect(result?.score).toBeCloseTo(1, 12);
    expect(scoreTransition(playing, track(null, null, null), STRICT)).toBeNull();
  });
});

test('any two tracks: score and weights stay in range and add up', () => {
  const anyTrack = fc.record({
    key: fc.option(fc.integer({ min: 0, max: 23 }).map(keyFromIndex)),
    bpm: fc.option(fc.double({ min: 20, max: 400, noNaN: true })),
    energy: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  const anyOptions = fc.record({
    keyRule: fc.constantFrom('strict' as const, 'loose' as const),
    tempoRangePercent: fc.integer({ min: 1, max: 50 }),
    energy: fc.constantFrom('any' as const, 'hold' as const, 'up' as const, 'down' as const),
  });
  fc.assert(
    fc.property(anyTrack, anyTrack, anyOptions, (from, to, options) => {
      const result = scoreTransition(from, to, options);
      if (result === null) return;
      expect(result.parts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(1, 9);
      expect(result.score).toBeGreaterThanOrEqual(0);
      expect(result.score).toBeLessThanOrEqual(1 + 1e-9);
      for (const part of result.parts) expect(part.reason).not.toBe('');
    }),
  );
});
