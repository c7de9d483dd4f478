import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { plannedEntries, type StoredEntry } from '#main/storage/queries/set-builder.ts';
import { entriesOfSet } from '#main/storage/queries/sets.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import {
  MOST_ORDERED,
  type OrderProposal,
  type OrderRequest,
  type OrderedTrack,
  type SetOrdering,
} from '#shared/contract/set-order.ts';
import type { FoundOrder } from '#shared/domain/set-order/order-set.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type OrderThread, searchInThread } from './order-in-thread.ts';
import { planOf, setTracks } from './read-set.ts';
import { searchStates } from './search-states.ts';

/** Puts the tracks of a set in an order: looked at first, then made as one step. */
export interface SetOrderService {
  /**
   * @returns How far the search is, then what it found. Ends when `signal` aborts, and the search with it.
   * @throws {AppError} `not-found`; `invalid-input` for too few or too many tracks; `unavailable`
   */
  propose(request: OrderRequest, signal: AbortSignal): AsyncGenerator<SetOrdering, void, void>;
  /** @throws {AppError} `not-found`; `conflict` when the set has changed; `invalid-input` for what is no order of it. */
  accept(id: SetId, before: readonly TrackId[], order: readonly TrackId[]): { moved: number };
  /** Ends what runs. */
  stop(): void;
}

export interface SetOrderDeps {
  readonly database: LibraryDatabase;
  readonly thread: OrderThread;
}

/** @throws {AppError} */
function tracksToOrder(database: LibraryDatabase, id: SetId): OrderedTrack[] {
  planOf(database, id);
  const tracks = setTracks(database, id);
  if (tracks.filter(({ locked }) => !locked).length < 2) {
    const words =
      tracks.length < 2
        ? 'There is nothing to order: the set has fewer than two tracks. Add some first.'
        : 'There is nothing to order: all tracks but one are locked. Unlock some first.';
    throw new AppError('invalid-input', words);
  }
  if (tracks.length > MOST_ORDERED) {
    const words = `A set of more than ${MOST_ORDERED.toLocaleString('en')} tracks cannot be ordered. Make smaller sets of it.`;
    throw new AppError('invalid-input', words);
  }
  return tracks;
}

function proposalOf(tracks: readonly OrderedTrack[], found: FoundOrder): OrderProposal {
  return {
    tracks: [...tracks],
    order: found.order.flatMap((index) => tracks[index]?.id ?? []),
    costBefore: found.priceBefore,
    cost: found.price,
    greedyCost: found.greedyPrice,
    isExact: found.isExact,
  };
}

/** @throws {AppError} `invalid-input` */
function checkOrder(entries: readonly StoredEntry[], order: readonly TrackId[]): void {
  const wanted = new Set<string>(order);
  const isSame = wanted.size === order.length && order.length === entries.length;
  if (!isSame || entries.some(({ trackId }) => !wanted.has(trackId))) {
    throw new AppError('invalid-input', 'This is not an order of the tracks of the set. Order it again.');
  }
  if (entries.some(({ trackId, locked }, place) => locked === 1 && order[place] !== trackId)) {
    throw new AppError('invalid-input', 'A locked track would leave its place. Unlock it first, or order again.');
  }
}

/**
 * The rows take over each other's positions, so that tracks which have left the library keep their place among them. Where two
 * have the same position (of two programs that wrote at once), all get whole numbers.
 */
function placing(database: LibraryDatabase, id: SetId, entries: readonly StoredEntry[], order: readonly TrackId[]) {
  const all = entriesOfSet(database, id);
  const isDistinct = all.every(({ position }, index) => index === 0 || position > (all[index - 1]?.position ?? 0));
  const places = new Map(all.map((entry, index) => [entry.id, isDistinct ? entry.position : index + 1]));
  const byTrack = new Map(entries.map((entry) => [entry.trackId, entry.id]));
  const next = new Map(places);
  for (const [place, trackId] of order.entries()) {
    const position = places.get(entries[place]?.id ?? '') ?? place + 1;
    next.set(byTrack.get(trackId) ?? '', position);
  }
  const update = (row: string, position: number): Mutation => ({
    op: 'update',
    table: 'set_entries',
    id: row,
    set: { position },
  });
  return all.flatMap((entry) => {
    const position = next.get(entry.id) ?? entry.position;
    return position === entry.position ? [] : [update(entry.id, position)];
  });
}

export function createSetOrderService({ database, thread }: SetOrderDeps): SetOrderService {
  const closing = new AbortController();
  return {
    async *propose({ id, rules, arc }, caller) {
      const tracks = tracksToOrder(database, id);
      const signal = AbortSignal.any([caller, closing.signal]);
      yield* searchStates(signal, async (onProgress) => {
        const found = await searchInThread(
          thread,
          { kind: 'order', request: { tracks, rules, arc } },
          onProgress,
          signal,
        );
        return proposalOf(tracks, found);
      });
    },
    accept: (id, before, order) => {
      const { name } = planOf(database, id);
      const entries = plannedEntries(database, id);
      if (entries.length !== before.length || entries.some(({ trackId }, place) => trackId !== before[place])) {
        const words = 'The set has changed since this order was found. Nothing was moved. Order it again.';
        throw new AppError('conflict', words);
      }
      checkOrder(entries, order);
      const mutations = placing(database, id, entries, order);
      database.mutate({ origin: 'user', label: `Order set "${name}"`, mutations });
      return { moved: entries.filter(({ trackId }, place) => order[place] !== trackId).length };
    },
    stop: () => closing.abort(),
  };
}
