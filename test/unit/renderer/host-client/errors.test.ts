import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { describeError, isTransient } from '#renderer/host-client/errors.ts';

test('a typed error shows its own message and keeps its facts', () => {
  const error = new ORPCError('invalid-input', { message: 'A tempo is a number.', data: { details: { position: 4 } } });
  expect(describeError(error)).toEqual({
    code: 'invalid-input',
    message: 'A tempo is a number.',
    details: { position: 4 },
  });
});

test('an internal error shows the request to quote and nothing from inside', () => {
  const error = new ORPCError('internal', { message: 'TypeError: x of undefined', data: { requestId: '7f3a' } });
  const { message } = describeError(error);
  expect(message).toContain('7f3a');
  expect(message).not.toContain('TypeError');
});

test('only a lost line and a busy host are worth another try', () => {
  const typed = (code: string) => new ORPCError(code, { data: { details: {} } });
  expect(['unavailable', 'busy', 'not-found', 'internal'].map((code) => isTransient(typed(code)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
