import { expect, test } from 'vitest';
import { mixGain } from '#shared/domain/transition/mix-gain.ts';
import { levelWords } from '#renderer/features/transitions/transition-words.ts';

const between = (from: number, to: number) =>
  levelWords({ from: { gain: mixGain(from) }, to: { gain: mixGain(to) } } as Parameters<typeof levelWords>[0]);

test('levels are even as far as tracks are raised', () => {
  expect(between(-8, -17)).toBe('Even levels: −6.0 dB and +3.0 dB, to −14.0 LUFS.');
  expect(between(-8, -26)).toBe('Levels: −6.0 dB and +6.0 dB, towards −14.0 LUFS; no track is raised further.');
});
