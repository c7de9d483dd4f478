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

function dialogOf(dialog: OpenDialog, onClose: () => void) {
  switch (dialog.kind) {
    case 'settings':
      return <SettingsWithFolders onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />;
    case 'palette':
      return <PaletteWithCommands onClose={onClose} />;
    case 'analysis':
      return <AnalysisDialog onClose={onClose} />;
    case 'scan-problems':
      return <ScanProblemsDialog onClose={onClose} />;
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
