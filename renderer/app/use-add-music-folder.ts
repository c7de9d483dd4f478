import { useCallback } from 'react';
import { useAddFolder } from '#renderer/host-client/mutations.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';

/** Asks for a folder, by the native dialog where there is one, else by a dialog of the page. */
export function useChooseFolder(): (
  title: string,
  chosen: (path: string) => void,
  cancelled?: () => void,
) => Promise<void> {
  const shell = useShell();
  return useCallback(
    async (title, chosen, cancelled) => {
      if (!shell.hasDialogs) return useDialogs.getState().show({ kind: 'choose-folder', title, chosen, cancelled });
      const [path] = await shell.choose({ kind: 'folder', title });
      if (path !== undefined) chosen(path);
    },
    [shell],
  );
}

/** Adds a music folder; the menu of the window remembers those that were really added. */
export function useAddFolderAt(): (path: string) => void {
  const shell = useShell();
  const { mutate: add } = useAddFolder((folder) => shell.rememberFolder(folder.path));
  return useCallback((path) => add({ path }), [add]);
}

/** Asks for a music folder and adds it. */
export function useAddMusicFolder(): () => void {
  const choose = useChooseFolder();
  const add = useAddFolderAt();
  return useCallback(() => void choose('Add music folder', add), [choose, add]);
}
