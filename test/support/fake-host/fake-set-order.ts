import { setTimeout as sleep } from 'node:timers/promises';
import type { SetOrderUseCases } from '#main/rpc/set-order.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { OrderRequest, SetOrdering } from '#shared/contract/set-order.ts';
import { orderSet } from '#shared/domain/set-order/order-set.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FakeLibrary } from './fake-library.ts';

/** The ordering of the fake host: the real search, but a set of "endless" in its name is never done and one of "broken" fails. */
export class FakeSetOrder implements SetOrderUseCases {
  private readonly library: FakeLibrary;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  async *propose({ id, rules, arc }: OrderRequest, signal: AbortSignal): AsyncGenerator<SetOrdering, void, void> {
    const tracks = this.tracks(id);
    const { name } = this.library.set(id);
    if (tracks.length < 2) {
      const words = 'There is nothing to order: the set has fewer than two tracks. Add some first.';
      throw new AppError('invalid-input', words);
    }
    yield { phase: 'working', fraction: 0.4 };
    if (name.includes('broken')) {
      throw new AppError('unavailable', 'The search stopped by a fault. Nothing has changed. Try again.');
    }
    while (name.includes('endless') && !signal.aborted) await sleep(20);
    const found = orderSet({ tracks, rules, arc });
    const order = found.order.flatMap((index) => tracks[index]?.id ?? []);
    const { price: cost, priceBefore: costBefore, greedyPrice: greedyCost, isExact } = found;
    yield { phase: 'found', proposal: { tracks, order, cost, costBefore, greedyCost, isExact } };
  }

  accept(id: SetId, before: readonly TrackId[], order: readonly TrackId[]): { moved: number } {
    const set = this.library.set(id);
    if (set.trackIds.some((trackId, place) => trackId !== before[place])) {
      const words = 'The set has changed since this order was found. Nothing was moved. Order it again.';
      throw new AppError('conflict', words);
    }
    this.library.replaceSet(`Order set "${set.name}"`, { ...set, trackIds: order });
    return { moved: order.filter((trackId, place) => trackId !== before[place]).length };
  }

  private tracks(id: SetId) {
    const set = this.library.set(id);
    return set.trackIds.map((trackId) => {
      const { title, artist, bpm, keyIndex, energy } = this.library.find(trackId);
      const locked = set.entries?.[trackId]?.locked ?? false;
      return { id: trackId, title, artist, bpm, key: keyIndex, energy, artists: [artist], song: title, locked };
    });
  }
}
