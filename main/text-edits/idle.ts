import type { TextEditing } from '#shared/contract/text-edits.ts';

export const IDLE: TextEditing = {
  job: 0,
  phase: 'idle',
  done: 0,
  total: 0,
  secondsLeft: null,
  preview: null,
  result: null,
  error: null,
};
