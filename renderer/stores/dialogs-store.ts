import { create } from 'zustand';
import type { Backup } from '#shared/contract/backups.ts';
import type { CuePoint } from '#shared/contract/cue-points.ts';
import type { CopyScope } from '#shared/contract/copies.ts';
import type { TagPart } from '#shared/contract/file-tags.ts';
import type { CrateId, FolderId, SetId, TagId, TrackId } from '#shared/contract/ids.ts';
import type { ExportScope } from '#shared/contract/interchange.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import type { TemplatePhase } from '#shared/domain/set-template/set-template.ts';
import type { RenderScope } from '#shared/contract/renders.ts';
import type { QualityRuleId } from '#shared/contract/quality.ts';

/** What the dialog is about: a backup to restore, an archive to write into a folder, one to choose and open. */
export type BackupTask =
  | { readonly kind: 'restore'; readonly backup: Backup }
  | { readonly kind: 'export'; readonly folder: string }
  | { readonly kind: 'open' };

/** Where a way between two tracks goes in a set. */
export interface BridgeGap {
  readonly setId: SetId;
  /** Of the track that it leads to, from 0. */
  readonly position: number;
  /** Tracks that stand in the set already. */
  readonly present: readonly TrackId[];
}

/** What a template says of the tracks that fill its sets. */
export interface FillTemplate {
  readonly search: string;
  readonly rules: Pick<MixRules, 'keyRule' | 'tempoRangePercent' | 'halfDoubleTime'>;
  readonly phases: readonly TemplatePhase[];
}

/** The one dialog that is open. */
export type OpenDialog =
  | { readonly kind: 'settings'; readonly tab?: 'library' }
  /** Closed, it goes back to the settings unless the menu has opened it. */
  | { readonly kind: 'backup'; readonly task: BackupTask; readonly fromMenu?: boolean }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'analysis' }
  | { readonly kind: 'scan-problems' }
  | { readonly kind: 'import' }
  | { readonly kind: 'export'; readonly scope: ExportScope }
  | { readonly kind: 'render-set'; readonly scope: RenderScope; readonly name: string }
  | { readonly kind: 'copy'; readonly scope: CopyScope; readonly name: string }
  /** The copy that runs, or ended. */
  | { readonly kind: 'copying' }
  | { readonly kind: 'new-set'; readonly trackIds: readonly TrackId[] }
  | { readonly kind: 'rename-set'; readonly id: SetId; readonly name: string }
  | { readonly kind: 'delete-set'; readonly id: SetId; readonly name: string }
  | { readonly kind: 'plan-set'; readonly id: SetId }
  | { readonly kind: 'versions-of-set'; readonly id: SetId }
  | { readonly kind: 'played-set'; readonly id: SetId }
  | { readonly kind: 'order-set'; readonly id: SetId; readonly name: string }
  /** A way between two tracks, into a gap of a set or by itself. */
  | { readonly kind: 'bridge-set'; readonly from: TrackId; readonly to: TrackId; readonly gap: BridgeGap | null }
  /** From a track of the set into the next; null = from its first. */
  | { readonly kind: 'mix-set'; readonly id: SetId; readonly from: TrackId | null }
  | { readonly kind: 'fill-set'; readonly id: SetId; readonly name: string; readonly template?: FillTemplate }
  | { readonly kind: 'templates' }
  | { readonly kind: 'template-of-set'; readonly id: SetId; readonly name: string }
  | {
      readonly kind: 'new-crate';
      readonly what: 'folder' | 'crate';
      readonly parentId: CrateId | null;
      readonly trackIds: readonly TrackId[];
    }
  | {
      readonly kind: 'smart-crate';
      /** null for a new one. */
      readonly id: CrateId | null;
      readonly parentId: CrateId | null;
      readonly name: string;
      readonly query: string;
    }
  /** A crate for tracks, or (null) one to go to. */
  | { readonly kind: 'choose-crate'; readonly trackIds: readonly TrackId[] | null }
  | { readonly kind: 'new-tag' }
  | { readonly kind: 'rename-tag'; readonly id: TagId; readonly name: string }
  | { readonly kind: 'remove-folder'; readonly id: FolderId; readonly path: string; readonly trackCount: number }
  | { readonly kind: 'remove-tracks'; readonly ids: readonly TrackId[] }
  | { readonly kind: 'write-tags'; readonly ids: readonly TrackId[]; readonly fields?: readonly TagPart[] }
  | { readonly kind: 'history' }
  | { readonly kind: 'written-tags' }
  /** Tracks that are selected; none where the list is meant. */
  | { readonly kind: 'edit-texts'; readonly ids: readonly TrackId[] }
  | { readonly kind: 'edit-cue'; readonly cue: CuePoint }
  | { readonly kind: 'find-missing' }
  | { readonly kind: 'mend-all'; readonly rule: QualityRuleId; readonly name: string }
  | { readonly kind: 'locate-track'; readonly id: TrackId; readonly title: string }
  | {
      readonly kind: 'choose-folder';
      readonly title: string;
      readonly chosen: (path: string) => void;
      /** Closed without a choice; also when `chosen` was never called. */
      readonly cancelled?: (() => void) | undefined;
    };

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
