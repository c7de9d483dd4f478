/** What the window can do that a page cannot; in the browser a page-made substitute stands in. */
export interface ShellApi {
  readonly kind: 'electron' | 'browser';
  /** False in the browser, where the page lists the host's folders itself (library.browse). */
  readonly hasFolderDialog: boolean;
  /** Opens the native folder dialog. null = dismissed. */
  chooseFolder(title: string): Promise<string | null>;
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
