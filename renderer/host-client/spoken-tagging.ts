import type { TaggingRun } from '#shared/contract/tagger.ts';

/** Said to screen readers at each step of a tenth, so that they are not flooded. */
export function spokenTagging(tagging: TaggingRun | null): string {
  if (!tagging) return '';
  const heard = tagging.done + tagging.failed;
  if (tagging.running) return `Tagging ${Math.floor((heard / Math.max(1, tagging.total)) * 10) * 10} percent`;
  return heard === 0 ? '' : 'Tagging ended';
}
