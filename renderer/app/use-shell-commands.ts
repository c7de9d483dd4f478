import { useEffect } from 'react';
import type { ShellCommand } from '#shared/shell/shell-api.ts';
import { useShell } from '#renderer/shell/shell.tsx';
import { type OpenDialog, useDialogs } from '#renderer/stores/dialogs-store.ts';
import { isTyping } from './is-typing.ts';
import { useAddFolderAt } from './use-add-music-folder.ts';

/** Puts the keyboard into the search box, with what stands there selected. */
export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('#library-search');
  box?.focus();
  box?.select();
}

/** Commands that have no shortcut: what they open. */
const MENU_DIALOGS = {
  export: { kind: 'export', scope: { kind: 'all' } },
  'open-archive': { kind: 'backup', task: { kind: 'open' }, fromMenu: true },
} as const satisfies Partial<Record<ShellCommand['name'], OpenDialog>>;

type Actions = Readonly<
  Record<Exclude<ShellCommand['name'], 'add-recent-folder' | keyof typeof MENU_DIALOGS>, () => void>
>;

/** On a Mac the menu hears the keys before the page does: while the user types, undo is that of the text. */
function undoText(name: 'undo' | 'redo'): boolean {
  if (!isTyping(document.activeElement)) return false;
  // The one way to the text's own history; deprecated, and without a successor.
  document.execCommand(name);
  return true;
}

/** Follows the commands of the native menu. */
export function useShellCommands(actions: Actions): void {
  const shell = useShell();
  const add = useAddFolderAt();
  useEffect(() => {
    const run = ({ name, argument }: ShellCommand) => {
      if ((name === 'undo' || name === 'redo') && undoText(name)) return undefined;
      // A dialog is modal for the menu as well.
      if (useDialogs.getState().dialog !== null) return undefined;
      if (name === 'add-recent-folder') return argument === undefined ? undefined : add(argument);
      if (name === 'export' || name === 'open-archive') return useDialogs.getState().show(MENU_DIALOGS[name]);
      return actions[name]();
    };
    return shell.onCommand(run);
  }, [shell, actions, add]);
}
