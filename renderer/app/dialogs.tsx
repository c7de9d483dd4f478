import type { ComponentType } from 'react';
import { ChooseCrateDialog } from '#renderer/features/collections/choose-crate.tsx';
import { NewCrateDialog } from '#renderer/features/collections/crate-dialogs.tsx';
import { NewTagDialog, RenameTagDialog } from '#renderer/features/collections/tag-dialogs.tsx';
import { CueDialog } from '#renderer/features/deck/cue-dialog.tsx';
import { WriteTagsDialog } from '#renderer/features/file-tags/write-tags-dialog.tsx';
import { HistoryDialog } from '#renderer/features/history/history-dialog.tsx';
import { EditTextsDialog } from '#renderer/features/text-edits/edit-texts-dialog.tsx';
import { WrittenTagsDialog } from '#renderer/features/file-tags/written-tags-dialog.tsx';
import { BackupDialog } from '#renderer/features/backups/backup-dialog.tsx';
import { FolderChooser } from '#renderer/features/folders/folder-chooser.tsx';
import { RemoveFolderDialog, ScanProblemsDialog } from '#renderer/features/folders/folder-dialogs.tsx';
import { RenderDialog } from '#renderer/features/import/render-dialog.tsx';
import { CopyDialog } from '#renderer/features/import/copy-dialog.tsx';
import { ExportDialog } from '#renderer/features/import/export-dialog.tsx';
import { ImportDialog } from '#renderer/features/import/import-dialog.tsx';
import { RemoveTracksDialog } from '#renderer/features/library/remove-tracks-dialog.tsx';
import { SmartCrateDialog } from '#renderer/features/library/smart-crate-dialog.tsx';
import { FindMissingDialog } from '#renderer/features/missing/find-missing-dialog.tsx';
import { LocateDialog } from '#renderer/features/missing/locate-dialog.tsx';
import { MendAllDialog } from '#renderer/features/quality/mend-all-dialog.tsx';
import { PlanSetDialog } from '#renderer/features/sets/plan-set-dialog.tsx';
import { BridgeDialog } from '#renderer/features/sets/bridge-dialog.tsx';
import { FillSetDialog } from '#renderer/features/sets/fill-set-dialog.tsx';
import { PlayedSetDialog } from '#renderer/features/sets/played-set-dialog.tsx';
import { SetVersionsDialog } from '#renderer/features/sets/set-versions-dialog.tsx';
import { OrderSetDialog } from '#renderer/features/sets/order-set-dialog.tsx';
import { TemplateOfSetDialog, TemplatesDialog } from '#renderer/features/sets/templates-dialog.tsx';
import { DeleteSetDialog, NewSetDialog, RenameSetDialog } from '#renderer/features/sets/set-dialogs.tsx';
import { TransitionDialog } from '#renderer/features/transitions/transition-dialog.tsx';
import { AnalysisDialog } from '#renderer/features/status/analysis-dialog.tsx';
import { SettingsDialog } from '#renderer/features/settings/settings-dialog.tsx';
import { ShortcutsDialog } from '#renderer/features/settings/shortcuts-dialog.tsx';
import { type OpenDialog, useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Palette } from '#renderer/features/palette/palette.tsx';
import { useChooseFolder } from './use-add-music-folder.ts';
import { useCommands } from './use-commands.ts';

function PaletteWithCommands({ onClose }: { readonly onClose: () => void }) {
  return <Palette commands={useCommands()} onClose={onClose} />;
}

function SettingsWithFolders({ onClose }: { readonly onClose: () => void }) {
  const tab = useDialogs(({ dialog }) => (dialog?.kind === 'settings' ? dialog.tab : undefined));
  return <SettingsDialog {...(tab === undefined ? {} : { tab })} chooseFolder={useChooseFolder()} onClose={onClose} />;
}

function FindMissing({ onClose }: { readonly onClose: () => void }) {
  return <FindMissingDialog chooseFolder={useChooseFolder()} onClose={onClose} />;
}

/** Dialogs that need nothing to open. */
const PLAIN_DIALOGS = {
  settings: SettingsWithFolders,
  shortcuts: ShortcutsDialog,
  palette: PaletteWithCommands,
  analysis: AnalysisDialog,
  import: ImportDialog,
  'find-missing': FindMissing,
  'scan-problems': ScanProblemsDialog,
  'new-tag': NewTagDialog,
  'written-tags': WrittenTagsDialog,
  history: HistoryDialog,
  templates: TemplatesDialog,
} as const satisfies Partial<Record<OpenDialog['kind'], ComponentType<{ readonly onClose: () => void }>>>;

type PlainDialog = Extract<OpenDialog, { readonly kind: keyof typeof PLAIN_DIALOGS }>;

const isPlain = (dialog: OpenDialog): dialog is PlainDialog => dialog.kind in PLAIN_DIALOGS;

type SetDialog = Extract<OpenDialog, { readonly kind: `${string}-set` }>;

const isOfSet = (dialog: OpenDialog): dialog is SetDialog => dialog.kind.endsWith('-set');

/** Dialogs about sets, by what they are about. */
const SET_DIALOGS: {
  readonly [Kind in SetDialog['kind']]: ComponentType<
    Extract<SetDialog, { readonly kind: Kind }> & { readonly onClose: () => void }
  >;
} = {
  'new-set': NewSetDialog,
  'rename-set': RenameSetDialog,
  'delete-set': DeleteSetDialog,
  'plan-set': PlanSetDialog,
  'versions-of-set': SetVersionsDialog,
  'played-set': PlayedSetDialog,
  'bridge-set': BridgeDialog,
  'fill-set': FillSetDialog,
  'template-of-set': TemplateOfSetDialog,
  'render-set': RenderDialog,
  'mix-set': TransitionDialog,
  'order-set': OrderSetDialog,
};

function setDialog(dialog: SetDialog, onClose: () => void) {
  // Each kind has the component that takes it; the compiler cannot follow that through one variable.
  const Shown = SET_DIALOGS[dialog.kind] as ComponentType<SetDialog & { readonly onClose: () => void }>;
  return <Shown {...dialog} onClose={onClose} />;
}

type CollectionDialog = Extract<OpenDialog, { readonly kind: `${string}-crate` | `${string}-tag` }>;

/** Dialogs about crates and tags. */
function collectionDialog(dialog: Exclude<CollectionDialog, PlainDialog>, onClose: () => void) {
  switch (dialog.kind) {
    case 'new-crate':
      return <NewCrateDialog {...dialog} onClose={onClose} />;
    case 'smart-crate':
      return <SmartCrateDialog {...dialog} onClose={onClose} />;
    case 'choose-crate':
      return <ChooseCrateDialog {...dialog} onClose={onClose} />;
    case 'rename-tag':
      return <RenameTagDialog {...dialog} onClose={onClose} />;
  }
  return null;
}

const isOfCollection = (dialog: OpenDialog): dialog is CollectionDialog => /-(crate|tag)$/.test(dialog.kind);

type TrackDialog = Extract<
  OpenDialog,
  { readonly kind: 'remove-tracks' | 'locate-track' | 'mend-all' | 'write-tags' | 'edit-texts' | 'edit-cue' }
>;

const TRACK_DIALOGS: readonly string[] = [
  'remove-tracks',
  'locate-track',
  'mend-all',
  'write-tags',
  'edit-texts',
  'edit-cue',
] satisfies TrackDialog['kind'][];

const isOfTracks = (dialog: OpenDialog): dialog is TrackDialog => TRACK_DIALOGS.includes(dialog.kind);

/** Dialogs about tracks and what they hold. */
function trackDialog(dialog: TrackDialog, onClose: () => void) {
  switch (dialog.kind) {
    case 'remove-tracks':
      return <RemoveTracksDialog {...dialog} onClose={onClose} />;
    case 'locate-track':
      return <LocateDialog {...dialog} onClose={onClose} />;
    case 'mend-all':
      return <MendAllDialog {...dialog} onClose={onClose} />;
    case 'write-tags':
      return <WriteTagsDialog {...dialog} onClose={onClose} />;
    case 'edit-texts':
      return <EditTextsDialog {...dialog} onClose={onClose} />;
    case 'edit-cue':
      return <CueDialog {...dialog} onClose={onClose} />;
  }
  return null;
}

function dialogOf(dialog: OpenDialog, onClose: () => void) {
  if (isPlain(dialog)) {
    const Plain = PLAIN_DIALOGS[dialog.kind];
    return <Plain onClose={onClose} />;
  }
  if (isOfCollection(dialog)) return collectionDialog(dialog, onClose);
  if (isOfSet(dialog)) return setDialog(dialog, onClose);
  if (isOfTracks(dialog)) return trackDialog(dialog, onClose);
  switch (dialog.kind) {
    case 'remove-folder':
      return <RemoveFolderDialog {...dialog} onClose={onClose} />;
    case 'export':
      return <ExportDialog {...dialog} onClose={onClose} />;
    case 'copy':
      return <CopyDialog what={dialog} onClose={onClose} />;
    case 'copying':
      return <CopyDialog what={null} onClose={onClose} />;
    case 'backup':
      return (
        <BackupDialog
          task={dialog.task}
          onClose={
            dialog.fromMenu === true ? onClose : () => useDialogs.getState().show({ kind: 'settings', tab: 'library' })
          }
        />
      );
    case 'choose-folder': {
      const chosen = (path: string) => {
        onClose();
        dialog.chosen(path);
      };
      const cancelled = () => {
        onClose();
        dialog.cancelled?.();
      };
      return <FolderChooser title={dialog.title} onChosen={chosen} onClose={cancelled} />;
    }
  }
  return null;
}

/** The open dialog. Only the app knows all features, so it joins them. */
export function Dialogs() {
  const { dialog, close } = useDialogs();
  return dialog === null ? null : dialogOf(dialog, close);
}
