import { expect, test } from 'vitest';
import type { CueProposal, Section } from '#shared/domain/analysis-details.ts';
import { toBeatGrid } from '#shared/domain/beat-grid.ts';
import { formOnGrid } from '#shared/domain/form-on-grid.ts';
import { seconds } from '#shared/domain/units.ts';

const DURATION = seconds(64.1);
const gridOf = (startSeconds: number, bpm: number, firstBeatNumber = 1) =>
  toBeatGrid({ beatsPerBar: 4, segments: [{ startSeconds, bpm, firstBeatNumber }] });
const section = (startSeconds: number, endSeconds: number, bars: number): Section => ({
  startSeconds,
  endSeconds,
  bars,
  kind: 'verse',
  energy: 0.5,
});

/** At 120 BPM, 2 s a bar, from 0.1 s on. */
const SECTIONS = [section(0.1, 16.1, 8), section(16.1, 18.1, 1), section(18.1, 64.1, 23)];
const CUES: CueProposal[] = [{ kind: 'drop', timeSeconds: 16.1 }];
const on = (...grid: Parameters<typeof gridOf>) =>
  formOnGrid({ sections: SECTIONS, cues: CUES }, gridOf(...grid), DURATION);
const spans = ({ sections }: ReturnType<typeof on>) =>
  sections.map(({ startSeconds, endSeconds, bars }) => [startSeconds, endSeconds, bars]);

test('the same grid changes nothing', () => {
  expect(on(0.1, 120)).toEqual({ sections: SECTIONS, cues: CUES });
});

test('a grid moved by 12 ms takes sections and cues along', () => {
  const form = on(0.112, 120);
  expect(spans(form)).toEqual([
    [0.112, 16.112, 8],
    [16.112, 18.112, 1],
    [18.112, 64.1, 23],
  ]);
  expect(form.cues).toEqual([{ kind: 'drop', timeSeconds: 16.112 }]);
});

test('a downbeat a beat later does so too', () => {
  expect(on(0.6, 120).cues).toEqual([{ kind: 'drop', timeSeconds: 16.6 }]);
});

test('bars half as long are twice as many', () => {
  expect(spans(on(0.1, 240))).toEqual([
    [0.1, 16.1, 16],
    [16.1, 18.1, 2],
    [18.1, 64.1, 46],
  ]);
});

test('bars four times as long leave no section of a quarter of a bar', () => {
  const form = on(0.1, 30);
  const bounds = spans(form);
  expect(bounds.length).toBe(2);
  expect(bounds.every(([, , bars]) => Number(bars) >= 1)).toBe(true);
  // Without gaps.
  expect(bounds[1]?.[0]).toBe(bounds[0]?.[1]);
});

test('a grid without a whole bar has no form', () => {
  expect(formOnGrid({ sections: SECTIONS, cues: CUES }, gridOf(0.1, 30), seconds(1))).toEqual({
    sections: [],
    cues: [],
  });
});
