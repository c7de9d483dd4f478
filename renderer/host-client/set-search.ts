import { useEffect, useState } from 'react';
import type { HostClient } from '#shared/contract/contract.ts';
import { describeError } from './errors.ts';
import { useHost } from './host.tsx';

type Told<Proposal> =
  | { readonly phase: 'working'; readonly fraction: number }
  | { readonly phase: 'found'; readonly proposal: Proposal };

/** A search of the host for an order or a filling of a set, as it stands. */
export type SetSearch<Proposal> =
  | { readonly phase: 'idle' }
  | Told<Proposal>
  | { readonly phase: 'failed'; readonly message: string };

type Start<Request, Proposal> = (
  client: HostClient,
  request: Request,
  signal: AbortSignal,
) => Promise<AsyncIterable<Told<Proposal>>>;

/** Tells every state of a search until its end, or until `signal` aborts. */
async function follow<Request, Proposal>(
  client: HostClient,
  { request, start }: { readonly request: Request; readonly start: Start<Request, Proposal> },
  signal: AbortSignal,
  tell: (search: SetSearch<Proposal>) => void,
): Promise<void> {
  try {
    for await (const state of await start(client, request, signal)) if (!signal.aborted) tell(state);
  } catch (error) {
    if (!signal.aborted) tell({ phase: 'failed', message: describeError(error).message });
  }
}

/**
 * Has something looked for. The search ends when the request is another or null, or nobody looks any more.
 * @param start The same function at every call.
 */
export function useSetSearch<Request, Proposal>(
  request: Request | null,
  start: Start<Request, Proposal>,
): SetSearch<Proposal> {
  const { client } = useHost();
  const [told, setTold] = useState<{ readonly of: Request; readonly search: SetSearch<Proposal> } | null>(null);
  useEffect(() => {
    if (request === null) return undefined;
    const leave = new AbortController();
    void follow(client, { request, start }, leave.signal, (search) => setTold({ of: request, search }));
    return () => leave.abort();
  }, [client, request, start]);
  if (request === null) return { phase: 'idle' };
  return told?.of === request ? told.search : { phase: 'working', fraction: 0 };
}
