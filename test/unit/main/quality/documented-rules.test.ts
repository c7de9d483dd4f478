import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FIELD_WEIGHTS, RULES } from '#main/quality/registry.ts';

const page = readFileSync(new URL('../../../../docs/data-quality.md', import.meta.url), 'utf8');

test('the documentation names every rule as it is', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const expected = RULES.map(
    ({ id, name, field, severity, weight, help, mend }) =>
      `| \`${id}\` | ${name} | ${field} | ${severity} | ${weight} | ${mend ? 'yes' : '-'} | ${help} |`,
  );
  expect(rows).toEqual(expected);
});

test('and what each field weighs', () => {
  const fields = Object.entries(FIELD_WEIGHTS);
  expect(page).toContain(`| field | ${fields.map(([field]) => field).join(' | ')} |`);
  expect(page).toContain(`| weight | ${fields.map(([, weight]) => weight).join(' | ')} |`);
});
