import { expect, test } from 'vitest';
import { remembered } from '#shared/domain/remembered.ts';

test('what was asked before is not worked out again', () => {
  const asked: string[] = [];
  const length = remembered((text) => {
    asked.push(text);
    return { length: text.length };
  });
  expect(length('Bicep')).toBe(length('Bicep'));
  expect(length('Overmono')).toEqual({ length: 8 });
  expect(asked).toEqual(['Bicep', 'Overmono']);
});

test('keeps no more than some thousand answers', () => {
  let asked = 0;
  const count = remembered(() => {
    asked += 1;
    return asked;
  });
  for (let n = 0; n < 10_000; n += 1) count(`artist ${n}`);
  count('artist 0');
  expect(asked).toBe(10_001);
  count('artist 0');
  expect(asked).toBe(10_001);
});
