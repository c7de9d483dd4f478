import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { OrderRequest, SetOrdering } from '#shared/contract/set-order.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the ordering of sets. The stream ends when `signal` aborts, and the search with it. */
export interface SetOrderUseCases {
  propose(request: OrderRequest, signal: AbortSignal): AsyncIterable<SetOrdering>;
  accept(id: SetId, before: readonly TrackId[], order: readonly TrackId[]): Answer<{ moved: number }>;
}

export function setOrderRouter(ordering: SetOrderUseCases) {
  return {
    propose: os.setOrder.propose.handler(({ input, signal }) =>
      stream((stop) => ordering.propose(input, stop), signal),
    ),
    accept: os.setOrder.accept.handler(({ input }) => ordering.accept(input.id, input.before, input.order)),
  };
}
