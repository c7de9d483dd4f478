import type { DialogRequest } from './dialog-request.ts';

/** What the window can do that a page cannot; in the browser a page-made substitute stands in. */
export interface ShellApi {
  readonly kind: 'electron' | 'browser';
  /** False in the browser, where the page lists the host's folders and files itself. */
  readonly hasDialogs: boolean;
  /** Opens a dialog of the system. @returns Paths; none = dismissed. */
  choose(request: DialogRequest): Promise<readonly string[]>;
  /** Where a file is that was dropped onto the window (a DOM `File`). null = not told, as in the browser. */
  pathOfFile(file: object): string | null;
  /** A music folder was added: the menu offers it again. */
  rememberFolder(path: string): void;
  copyText(text: string): Promise<void>;
  /** Menu commands chosen by the user ("add-folder", "undo", ...). Returns an unsubscribe function. */
  onCommand(listener: (command: ShellCommand) => void): () => void;
  /** The host process was restarted after it died; the message says so. */
  onHostRestart(listener: (message: string) => void): () => void;
}

export const SHELL_COMMANDS = [
  'add-folder',
  'add-recent-folder',
  'import',
  'export',
  'open-archive',
  'new-set',
  'find',
  'undo',
  'redo',
  'settings',
  'shortcuts',
] as const;

/** `argument` is the folder for add-recent-folder. */
export interface ShellCommand {
  readonly name: (typeof SHELL_COMMANDS)[number];
  readonly argument?: string;
}
