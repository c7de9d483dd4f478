import type { HistoryResult, HistoryTravelResult } from '#shared/contract/history.ts';

const keptWords = (kept: number): string =>
  kept > 0 ? ` ${kept} later ${kept === 1 ? 'change was' : 'changes were'} kept.` : '';

/** What a step did, in words; how many values it had to leave, because they were changed again since. */
export function describeStep({ done, kept }: HistoryResult, nothing: string, verb: string): string {
  return done === null ? nothing : `${verb}: ${done}.${keptWords(kept)}`;
}

/** What a way over several steps came to. */
export function travelWords({ direction, steps, kept, cancelled }: HistoryTravelResult): string {
  const many = `${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'}`;
  const verb = direction === 'undo' ? 'Undone' : 'Done again';
  return `${verb}: ${many}${cancelled ? ', then stopped' : ''}.${keptWords(kept)}`;
}
