import { create } from 'zustand';
import type { TrackId } from '#shared/contract/ids.ts';

/** Where missing files are looked for: kept while a folder is chosen in another dialog, and from one search to the next. */
interface MissingState {
  readonly folders: readonly string[];
  /** The one track that is looked for; null for all. */
  readonly only: { readonly id: TrackId; readonly title: string } | null;
  readonly addFolder: (path: string) => void;
  readonly removeFolder: (path: string) => void;
  readonly lookFor: (only: MissingState['only']) => void;
}

export const useMissing = create<MissingState>()((set) => ({
  folders: [],
  only: null,
  addFolder: (path) => set(({ folders }) => (folders.includes(path) ? {} : { folders: [...folders, path] })),
  removeFolder: (path) => set(({ folders }) => ({ folders: folders.filter((folder) => folder !== path) })),
  lookFor: (only) => set({ only }),
}));
