import { expect, test } from 'vitest';
import { keyShiftSemitones, matchTempo, tempoChangePercent, mixableTempoWindows } from '#shared/domain/tempo.ts';

test('the change is what the candidate must do to meet the playing track', () => {
  expect(matchTempo(126, 120)).toEqual({ relation: 'direct', changePercent: expect.closeTo(5, 9) });
  expect(matchTempo(120, 126).changePercent).toBeCloseTo(-4.7619, 4);
});

test('half and double time meet', () => {
  expect(matchTempo(174, 87)).toEqual({ relation: 'half', changePercent: expect.closeTo(0, 9) });
  expect(matchTempo(70, 141)).toEqual({ relation: 'double', changePercent: expect.closeTo(-0.7092, 4) });
});

test('a tempo lies in a window exactly when its change is within the range', () => {
  for (const range of [3, 6, 16, 50]) {
    const windows = mixableTempoWindows(128, range);
    for (let bpm = 40; bpm < 300; bpm += 0.37) {
      const inside = windows.some(({ minBpm, maxBpm }) => bpm >= minBpm && bpm <= maxBpm);
      expect(inside, `${bpm} BPM at ${range} %`).toBe(Math.abs(matchTempo(128, bpm).changePercent) <= range);
    }
  }
});

test('six percent is about a semitone, an octave is twelve', () => {
  expect(keyShiftSemitones(5.9463)).toBeCloseTo(1, 4);
  expect(keyShiftSemitones(100)).toBe(12);
  expect(keyShiftSemitones(-50)).toBe(-12);
});

test('the change alone is that of the match, for all tempos', () => {
  const tempos = Array.from({ length: 60 }, (_, index) => 60 + index * 2.37);
  for (const playing of tempos) {
    for (const candidate of tempos) {
      for (const halfDouble of [true, false]) {
        const { changePercent } = matchTempo(playing, candidate, halfDouble);
        expect(tempoChangePercent(playing, candidate, halfDouble)).toBe(changePercent);
      }
    }
  }
});
