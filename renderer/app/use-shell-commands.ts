import { useEffect } from 'react';
import type { ShellCommand } from '#shared/shell/shell-api.ts';
import { useAddFolder } from '#renderer/host-client/mutations.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { useAddMusicFolder } from './use-add-music-folder.ts';

/** Puts the keyboard into the search box, with what stands there selected. */
export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('#library-search');
  box?.focus();
  box?.select();
}

interface Actions {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly settings: () => void;
  readonly shortcuts: () => void;
  readonly 'new-set': () => void;
}

/** Follows the commands of the native menu. */
export function useShellCommands(actions: Actions): void {
  const shell = useShell();
  const addFolder = useAddMusicFolder();
  const { mutate: add } = useAddFolder();
  useEffect(() => {
    const run = ({ name, argument }: ShellCommand) => {
      switch (name) {
        case 'add-folder':
          return addFolder();
        case 'add-recent-folder':
          return argument === undefined ? addFolder() : add({ path: argument });
        case 'find':
          return focusSearch();
        case 'new-set':
        case 'undo':
        case 'redo':
        case 'settings':
        case 'shortcuts':
          return actions[name]();
      }
    };
    return shell.onCommand(run);
  }, [shell, actions, addFolder, add]);
}
