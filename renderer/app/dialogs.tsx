import type { ComponentType } from 'react';
import { CueDialog } from '#renderer/features/deck/cue-dialog.tsx';
import { FolderChooser } from '#renderer/features/folders/folder-chooser.tsx';
import { RemoveFolderDialog, ScanProblemsDialog } from '#renderer/features/folders/folder-dialogs.tsx';
import { RemoveTracksDialog } from '#renderer/features/library/remove-tracks-dialog.tsx';
import { DeleteSetDialog, NewSetDialog, RenameSetDialog } from '#renderer/features/sets/set-dialogs.tsx';
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
  return <SettingsDialog chooseFolder={useChooseFolder()} onClose={onClose} />;
}

/** Dialogs that need nothing to open. */
const PLAIN_DIALOGS = {
  settings: SettingsWithFolders,
  shortcuts: ShortcutsDialog,
  palette: PaletteWithCommands,
  analysis: AnalysisDialog,
  'scan-problems': ScanProblemsDialog,
} as const satisfies Partial<Record<OpenDialog['kind'], ComponentType<{ readonly onClose: () => void }>>>;

type PlainDialog = Extract<OpenDialog, { readonly kind: keyof typeof PLAIN_DIALOGS }>;

const isPlain = (dialog: OpenDialog): dialog is PlainDialog => dialog.kind in PLAIN_DIALOGS;

function dialogOf(dialog: OpenDialog, onClose: () => void) {
  if (isPlain(dialog)) {
    const Plain = PLAIN_DIALOGS[dialog.kind];
    return <Plain onClose={onClose} />;
  }
  switch (dialog.kind) {
    case 'new-set':
      return <NewSetDialog {...dialog} onClose={onClose} />;
    case 'rename-set':
      return <RenameSetDialog {...dialog} onClose={onClose} />;
    case 'delete-set':
      return <DeleteSetDialog {...dialog} onClose={onClose} />;
    case 'remove-folder':
      return <RemoveFolderDialog {...dialog} onClose={onClose} />;
    case 'remove-tracks':
      return <RemoveTracksDialog {...dialog} onClose={onClose} />;
    case 'edit-cue':
      return <CueDialog {...dialog} onClose={onClose} />;
    case 'choose-folder': {
      const chosen = (path: string) => {
        onClose();
        dialog.chosen(path);
      };
      return <FolderChooser title={dialog.title} onChosen={chosen} onClose={onClose} />;
    }
  }
  return null;
}

/** The open dialog. Only the app knows all features, so it joins them. */
export function Dialogs() {
  const { dialog, close } = useDialogs();
  return dialog === null ? null : dialogOf(dialog, close);
}
