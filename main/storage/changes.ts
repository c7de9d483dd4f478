import type { Schema } from './schema.ts';

export interface LibraryChange {
  /** Rises by one with every committed change; starts again with the program. */
  readonly revision: number;
  /** Which rows changed, by table; inserted, updated, deleted and restored ones alike. */
  readonly rows: ReadonlyMap<keyof Schema, ReadonlySet<string>>;
}

export type ChangeListener = (change: LibraryChange) => void;

/** Collects what a transaction changes and tells the listeners once it is committed. */
export interface Changes {
  readonly revision: () => number;
  /** @returns Ends the listening. */
  readonly listen: (listener: ChangeListener) => () => void;
  /** Inside a transaction: this row will have changed. */
  readonly mark: (table: keyof Schema, ids: Iterable<string>) => void;
  /** Inside a transaction: runs when it is committed, before the listeners. */
  readonly afterCommit: (effect: () => void) => void;
  /** A point to come back to when a nested transaction is rolled back. */
  readonly checkpoint: () => number;
  readonly rollBackTo: (point: number) => void;
  readonly commit: () => void;
}

type Entry = { readonly table: keyof Schema; readonly id: string } | { readonly effect: () => void };

/** @param onListenerError A listener that throws must not make a change look as if it had failed. */
export function createChanges(onListenerError: (error: unknown) => void): Changes {
  const listeners = new Set<ChangeListener>();
  let pending: Entry[] = [];
  let revision = 0;
  return {
    revision: () => revision,
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    mark: (table, ids) => {
      for (const id of ids) pending.push({ table, id });
    },
    afterCommit: (effect) => void pending.push({ effect }),
    checkpoint: () => pending.length,
    rollBackTo: (point) => {
      pending.length = point;
    },
    commit: () => {
      const entries = pending;
      pending = [];
      const rows = new Map<keyof Schema, Set<string>>();
      for (const entry of entries) {
        if ('effect' in entry) entry.effect();
        else addTo(rows, entry.table, entry.id);
      }
      if (rows.size === 0) return;
      revision += 1;
      for (const listener of listeners) {
        try {
          listener({ revision, rows });
        } catch (error) {
          onListenerError(error);
        }
      }
    },
  };
}

function addTo(rows: Map<keyof Schema, Set<string>>, table: keyof Schema, id: string): void {
  const ids = rows.get(table);
  if (ids) ids.add(id);
  else rows.set(table, new Set([id]));
}
