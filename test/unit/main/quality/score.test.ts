import { expect, test } from 'vitest';
import { FIELD_WEIGHTS, RULES, ruleBit } from '#main/quality/registry.ts';
import { scoreOf } from '#main/quality/score.ts';
import type { QualityRuleId } from '#shared/contract/quality.ts';

const bits = (...ids: QualityRuleId[]): number => ids.reduce((all, id) => all | ruleBit(id), 0);
const ALL = Object.values(FIELD_WEIGHTS).reduce((sum, weight) => sum + weight, 0);

test('nothing broken is 1, everything broken is 0', () => {
  expect(scoreOf(0, 0)).toBe(1);
  expect(scoreOf(bits(...RULES.map(({ id }) => id)), 0)).toBeCloseTo(0, 9);
});

test('a field that is not there takes its weight', () => {
  expect(ALL).toBe(20);
  expect(scoreOf(bits('key-missing'), 0)).toBeCloseTo(1 - 3 / 20, 9);
  expect(scoreOf(bits('key-missing', 'year-missing'), 0)).toBeCloseTo(1 - 4 / 20, 9);
});

test('of several broken rules of one field the worst counts', () => {
  const [spaces, fileName] = [bits('title-spaces'), bits('title-file-name')];
  expect(scoreOf(spaces, 0)).toBeCloseTo(1 - (3 * 0.25) / 20, 9);
  expect(scoreOf(spaces | fileName, 0)).toBe(scoreOf(fileName, 0));
});

test('an ignored rule takes nothing; a field without rules does not count', () => {
  expect(scoreOf(bits('title-spaces'), bits('title-spaces'))).toBe(1);
  // Without the album (0.5 of 20) a missing key weighs 3 of 19.5.
  expect(scoreOf(bits('key-missing', 'album-missing'), bits('album-missing'))).toBeCloseTo(1 - 3 / 19.5, 9);
  expect(scoreOf(bits('key-missing'), bits(...RULES.map(({ id }) => id)))).toBe(1);
});

test('a rule of another version has no bit', () => expect(ruleBit('loudness-range')).toBe(0));
