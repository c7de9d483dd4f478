import { skipToken, useQuery } from '@tanstack/react-query';
import type { Copying, CopyScope } from '#shared/contract/copies.ts';

import { useHost } from './host.tsx';
import { plural, useChange } from './use-change.ts';

/** What a copy would do; asked for anew each time, as sticks fill up and are changed. @param folder Undefined until one is on show. */
export function useCopyPlan(scope: CopyScope, folder: string | undefined) {
  const input = folder === undefined ? skipToken : { scope, folder };
  return useQuery(useHost().orpc.copies.plan.queryOptions({ input, staleTime: 0, gcTime: 0, retry: false }));
}

/** @param onStarted Called when a copy has begun. */
export function useCopies(onStarted?: () => void) {
  const { copies } = useHost().client;
  return {
    start: useChange(copies.start, { onDone: onStarted }),
    resume: useChange(copies.resume),
    cancel: useChange(copies.cancel),
  };
}

/** How a copy stands, in a few words; null when there is none. */
export function copyWords({ phase, files, filesDone, error, result }: Copying): string | null {
  if (phase === 'idle') return null;
  if (phase === 'copying')
    return files === 0 ? 'Copying files' : `Copying file ${Math.min(files, filesDone + 1)} of ${files}`;
  if (error !== null) return 'Copying stopped';
  if (result?.cancelled === true) return 'Copying was stopped';
  const problems = result?.problemCount ?? 0;
  return problems > 0 ? `Copied, but for ${plural(problems, 'file')}` : 'Files copied';
}
