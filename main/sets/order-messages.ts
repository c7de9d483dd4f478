import type { FillRequest, FoundFill } from '#shared/domain/set-fill/fill-set.ts';
import type { FoundOrder, OrderRequest } from '#shared/domain/set-order/order-set.ts';

/** What the thread is started with. */
export type OrderJob =
  | { readonly kind: 'order'; readonly request: OrderRequest }
  | { readonly kind: 'fill'; readonly request: FillRequest };

/** What it finds for each kind of job. */
export interface FoundBy {
  readonly order: FoundOrder;
  readonly fill: FoundFill;
}

/** Thread to host: state, not deltas; `found` is the last. */
export type OrderMessage<Found> =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'found'; readonly found: Found };
