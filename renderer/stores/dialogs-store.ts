import { create } from 'zustand';
import type { CuePoint } from '#shared/contract/cue-points.ts';
import type { FolderId, SetId, TrackId } from '#shared/contract/ids.ts';

/** The one dialog that is open. */
export type OpenDialog =
  | { readonly kind: 'settings' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'analysis' }
  | { readonly kind: 'scan-problems' }
  | { readonly kind: 'new-set'; readonly trackIds: readonly TrackId[] }
  | { readonly kind: 'rename-set'; readonly id: SetId; readonly name: string }
  | { readonly kind: 'delete-set'; readonly id: SetId; readonly name: string }
  | { readonly kind: 'remove-folder'; readonly id: FolderId; readonly path: string; readonly trackCount: number }
  | { readonly kind: 'remove-tracks'; readonly ids: readonly TrackId[] }
  | { readonly kind: 'edit-cue'; readonly cue: CuePoint }
  | { readonly kind: 'choose-folder'; readonly title: string; readonly chosen: (path: string) => void };

interface DialogsState {
  readonly dialog: OpenDialog | null;
  readonly show: (dialog: OpenDialog) => void;
  readonly close: () => void;
}

export const useDialogs = create<DialogsState>()((set) => ({
  dialog: null,
  show: (dialog) => set({ dialog }),
  close: () => set({ dialog: null }),
}));
