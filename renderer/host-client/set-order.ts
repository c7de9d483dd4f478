import type { HostClient } from '#shared/contract/contract.ts';
import type { FillProposal, SetFillRequest } from '#shared/contract/set-fill.ts';
import type { OrderProposal, OrderRequest } from '#shared/contract/set-order.ts';
import { type SetSearch, useSetSearch } from './set-search.ts';
import { plural, undoable, useChange, useClient } from './use-change.ts';

const proposeOrder = (client: HostClient, request: OrderRequest, signal: AbortSignal) =>
  client.setOrder.propose(request, { signal });

/** Has an order looked for. */
export const useOrderSearch = (request: OrderRequest | null): SetSearch<OrderProposal> =>
  useSetSearch(request, proposeOrder);

/** Puts a set in an order that was looked at. */
export function useAcceptOrder(onDone: () => void) {
  return useChange(useClient().setOrder.accept, {
    done: ({ moved }) => undoable(`Ordered the set: ${plural(moved, 'track')} at another place.`),
    onDone,
  });
}

const proposeFill = (client: HostClient, request: SetFillRequest, signal: AbortSignal) =>
  client.setFill.propose(request, { signal });

/** Has tracks looked for that fill a set. */
export const useFillSearch = (request: SetFillRequest | null): SetSearch<FillProposal> =>
  useSetSearch(request, proposeFill);

/** Fills a set with what was looked at. */
export function useAcceptFill(onDone: () => void) {
  return useChange(useClient().setFill.accept, {
    done: ({ added, removed }) => {
      const gone = removed === 0 ? '' : `, ${plural(removed, 'track')} removed`;
      return undoable(`Filled the set: ${plural(added, 'track')} added${gone}.`);
    },
    onDone,
  });
}
