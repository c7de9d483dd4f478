import { useCallback } from 'react';
import { useAddFolder } from '#renderer/host-client/mutations.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';

/** Asks for a folder, by the native dialog where there is one, else by a dialog of the page. */
export function useChooseFolder(): (title: string, chosen: (path: string) => void) => Promise<void> {
  const shell = useShell();
  return useCallback(
    async (title, chosen) => {
      if (!shell.hasFolderDialog) return useDialogs.getState().show({ kind: 'choose-folder', title, chosen });
      const path = await shell.chooseFolder(title);
      if (path !== null) chosen(path);
    },
    [shell],
  );
}

/** Asks for a music folder and adds it. */
export function useAddMusicFolder(): () => void {
  const choose = useChooseFolder();
  const { mutate: add } = useAddFolder();
  return useCallback(() => void choose('Add music folder', (path) => add({ path })), [choose, add]);
}
