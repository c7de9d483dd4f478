import type { MenuItemConstructorOptions } from 'electron';
import type { ShellCommand } from '#shared/shell/shell-api.ts';

export interface MenuParts {
  readonly isMac: boolean;
  readonly isPackaged: boolean;
  readonly recentFolders: readonly string[];
  readonly run: (command: ShellCommand) => void;
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };

/** The page has the same shortcuts and hears them first; here they are only shown. */
function commandItem(parts: MenuParts, label: string, name: ShellCommand['name'], accelerator?: string): Item {
  const shortcut = accelerator === undefined ? {} : { accelerator, registerAccelerator: false };
  return { label, click: () => parts.run({ name }), ...shortcut };
}

function fileMenu(parts: MenuParts): Item {
  const recent = parts.recentFolders.map(
    (folder): Item => ({
      label: folder,
      click: () => parts.run({ name: 'add-recent-folder', argument: folder }),
    }),
  );
  return {
    label: '&File',
    submenu: [
      commandItem(parts, 'Add Music Folder…', 'add-folder', 'CmdOrCtrl+O'),
      { label: 'Add Recent Folder', enabled: recent.length > 0, submenu: recent },
      commandItem(parts, 'New Set', 'new-set', 'CmdOrCtrl+N'),
      SEPARATOR,
      commandItem(parts, 'Import…', 'import', 'CmdOrCtrl+Shift+O'),
      commandItem(parts, 'Export…', 'export'),
      commandItem(parts, 'Open Library Archive…', 'open-archive'),
      SEPARATOR,
      ...(parts.isMac ? [] : [commandItem(parts, 'Settings', 'settings', 'CmdOrCtrl+,'), SEPARATOR]),
      { role: parts.isMac ? 'close' : 'quit' },
    ],
  };
}

function editMenu(parts: MenuParts): Item {
  return {
    label: '&Edit',
    submenu: [
      commandItem(parts, 'Undo', 'undo', 'CmdOrCtrl+Z'),
      commandItem(parts, 'Redo', 'redo', 'CmdOrCtrl+Shift+Z'),
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      SEPARATOR,
      commandItem(parts, 'Find', 'find', 'CmdOrCtrl+F'),
    ],
  };
}

function appMenu(parts: MenuParts): Item {
  const settings = commandItem(parts, 'Settings…', 'settings', 'Cmd+,');
  return {
    role: 'appMenu',
    submenu: [{ role: 'about' }, SEPARATOR, settings, SEPARATOR, { role: 'hide' }, { role: 'quit' }],
  };
}

/** The application menu. What it does is done by the page, which gets the command. */
export function menuTemplate(parts: MenuParts): Item[] {
  const developer: Item[] = parts.isPackaged ? [] : [SEPARATOR, { role: 'reload' }, { role: 'toggleDevTools' }];
  return [
    ...(parts.isMac ? [appMenu(parts)] : []),
    fileMenu(parts),
    editMenu(parts),
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [commandItem(parts, 'Keyboard Shortcuts', 'shortcuts')] },
  ];
}
