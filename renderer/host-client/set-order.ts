import { useEffect, useState } from 'react';
import type { HostClient } from '#shared/contract/contract.ts';
import type { OrderProposal, OrderRequest } from '#shared/contract/set-order.ts';
import { describeError } from './errors.ts';
import { useHost } from './host.tsx';
import { plural, undoable, useChange, useClient } from './use-change.ts';

export type OrderSearch =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly fraction: number }
  | { readonly phase: 'found'; readonly proposal: OrderProposal }
  | { readonly phase: 'failed'; readonly message: string };

/** Tells every state of a search until its end, or until `signal` aborts. */
async function followOrder(
  client: HostClient,
  request: OrderRequest,
  signal: AbortSignal,
  tell: (search: OrderSearch) => void,
): Promise<void> {
  try {
    for await (const state of await client.setOrder.propose(request, { signal })) if (!signal.aborted) tell(state);
  } catch (error) {
    if (!signal.aborted) tell({ phase: 'failed', message: describeError(error).message });
  }
}

/** Has an order looked for. The search ends when the request is another or null, or nobody looks any more. */
export function useOrderSearch(request: OrderRequest | null): OrderSearch {
  const { client } = useHost();
  const [told, setTold] = useState<{ readonly of: OrderRequest; readonly search: OrderSearch } | null>(null);
  useEffect(() => {
    if (request === null) return undefined;
    const leave = new AbortController();
    void followOrder(client, request, leave.signal, (search) => setTold({ of: request, search }));
    return () => leave.abort();
  }, [client, request]);
  if (request === null) return { phase: 'idle' };
  return told?.of === request ? told.search : { phase: 'working', fraction: 0 };
}

/** Puts a set in an order that was looked at. */
export function useAcceptOrder(onDone: () => void) {
  return useChange(useClient().setOrder.accept, {
    done: ({ moved }) => undoable(`Ordered the set: ${plural(moved, 'track')} at another place.`),
    onDone,
  });
}
