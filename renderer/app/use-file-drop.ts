import { useEffect } from 'react';
import { useShell } from '#renderer/shell/shell.tsx';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useImportChoices } from '#renderer/stores/import-store.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';

const NO_PATH =
  'A browser does not tell where a dropped file is. Choose it under Import, or add its folder to the library.';

const carriesFiles = (event: DragEvent): event is DragEvent & { readonly dataTransfer: DataTransfer } =>
  event.dataTransfer?.types.includes('Files') ?? false;

/** Files that are dropped onto the window are chosen for an import. Left alone, the browser would go to them and away from here. */
export function useFileDrop(): void {
  const shell = useShell();
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const paths = [...event.dataTransfer.files].map((file) => shell.pathOfFile(file)).filter((path) => path !== null);
      if (paths.length === 0) return useToasts.getState().show({ level: 'info', message: NO_PATH });
      useImportChoices.getState().add(paths);
      // Another dialog is not taken away: what was dropped is there when the import is opened.
      if (useDialogs.getState().dialog === null) useDialogs.getState().show({ kind: 'import' });
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [shell]);
}
