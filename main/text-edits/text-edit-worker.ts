import { textChanger } from './change-texts.ts';
import type { TextEditTask, TextEditReply } from './text-edit-messages.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * What the pool calls, by this name. A thread of its own, because a pattern of the user may go through a text for ever:
 * only a thread can be ended.
 */
export function runTextEditTask({ change, fields, texts }: TextEditTask): TextEditReply {
  try {
    return { type: 'done', tracks: texts.map(textChanger(change, fields)) };
  } catch (error) {
    if (error instanceof AppError) return { type: 'refused', message: error.message };
    throw error;
  }
}
