import type { FoundOrder } from '#shared/domain/set-order/order-set.ts';

/** Thread to host: state, not deltas; `found` is the last. What the thread is started with is an OrderRequest of shared/domain. */
export type OrderMessage =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'found'; readonly found: FoundOrder };
