import type { StateCreator } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/**
 * A slice that survives a reload, in this window's own storage. Only for how things look: what belongs to the library
 * lives in the host.
 * @param keep Picks what is stored.
 * @param revive Brings what an older version stored up to date.
 */
export function persisted<State, Kept>(
  name: string,
  keep: (state: State) => Kept,
  create: StateCreator<State, [['zustand/persist', unknown]]>,
  revive: (kept: Kept) => Kept = (kept) => kept,
) {
  return persist<State, [], [], Kept>(create, {
    name: `musicforge.${name}`,
    version: 1,
    storage: createJSONStorage(() => localStorage),
    partialize: keep,
    merge: (stored, current) =>
      stored === null || stored === undefined ? current : { ...current, ...revive(stored as Kept) },
  });
}
