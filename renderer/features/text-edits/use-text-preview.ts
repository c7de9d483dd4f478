import { useEffect, useState } from 'react';
import type { TextEditing, TextEditPreview, TextEditRequest } from '#shared/contract/text-edits.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';

/** Joins keys that come at once: each preview goes over all tracks. */
const QUIET_MS = 250;

interface Asked {
  readonly request: TextEditRequest;
  readonly job: number;
}

export interface TextPreviewState {
  /** How far the host is with what was asked for last; null before the first. */
  readonly editing: TextEditing | null;
  /** What was found last; null while nothing is asked for. */
  readonly preview: TextEditPreview | null;
  /** It is what the controls say now, and nothing newer is asked for. */
  readonly isCurrent: boolean;
  /** And it can be written. */
  readonly isReady: boolean;
  /** Why there is nothing. */
  readonly fault: string | null;
}

const readyPreview = (live: TextEditing | null): TextEditPreview | null =>
  live?.phase === 'ready' ? live.preview : null;

/** Has a change looked at whenever it is another. @param request null while there is nothing to look at. */
export function useTextPreview(request: TextEditRequest | null): TextPreviewState {
  const { client, textEditing } = useHost();
  const live = useLive(textEditing, (state) => state);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  // What was found stays on show while the next is looked at.
  const [found, setFound] = useState<TextEditPreview | null>(null);
  useEffect(() => {
    if (request === null) return undefined;
    const told = (next: Asked | null, words: string | null) => {
      if (next !== null) setAsked(next);
      setFault(words);
    };
    const over = new AbortController();
    const ask = async () => {
      try {
        const { job } = await client.textEdits.preview(request);
        if (!over.signal.aborted) told({ request, job }, null);
      } catch (error) {
        if (!over.signal.aborted) told(null, describeError(error).message);
      }
    };
    const timer = setTimeout(() => {
      void ask();
    }, QUIET_MS);
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  }, [client, request]);
  const newest = readyPreview(live) ?? found;
  if (newest !== found) setFound(newest);
  if (live === null || asked === null || live.job < asked.job)
    return { editing: null, preview: null, isCurrent: false, isReady: false, fault };
  const isCurrent = asked.request === request;
  return {
    editing: live,
    preview: request === null || live.error !== null ? null : live.phase === 'reading' ? found : live.preview,
    isCurrent,
    isReady: isCurrent && live.phase === 'ready',
    fault: fault ?? (request === null ? null : live.error),
  };
}
