import type { DialogRequest } from '#shared/shell/dialog-request.ts';

/** Options as Electron takes them. */
interface DialogOptions {
  readonly title: string;
  readonly filters?: { readonly name: string; readonly extensions: string[] }[];
}
interface OpenOptions extends DialogOptions {
  readonly properties: ('openDirectory' | 'createDirectory' | 'openFile' | 'multiSelections')[];
}
interface SaveOptions extends DialogOptions {
  readonly defaultPath: string;
}

type SaveRequest = Extract<DialogRequest, { readonly kind: 'save' }>;

/** Whatever it ends in: "database V2" ends in nothing, and what a file holds counts. */
const ALL_FILES = { name: 'All files', extensions: ['*'] };
const LIBRARIES = ['xml', 'nml', 'crate', 'db', 'sqlite', 'm3u', 'm3u8', 'cue', 'csv', 'tsv', 'txt'];
const MUSIC = ['mp3', 'flac', 'm4a', 'mp4', 'aif', 'aiff', 'wav', 'ogg'];

/** The last part of a path of any system, behind its last dot. */
const endingOf = (path: string): string | undefined => /\.([a-z0-9]+)$/i.exec(path)?.[1];

const IMPORT: OpenOptions = {
  title: 'Import from another program',
  properties: ['openFile', 'multiSelections'],
  filters: [
    { name: 'Libraries and playlists', extensions: LIBRARIES },
    { name: 'Music with Serato tags', extensions: MUSIC },
    ALL_FILES,
  ],
};
const ARCHIVE: OpenOptions = {
  title: 'Open library archive',
  properties: ['openFile'],
  filters: [{ name: 'Library archives', extensions: ['musicforge'] }, ALL_FILES],
};

/** Options of a dialog that chooses what is there. */
export function openOptions(request: Exclude<DialogRequest, SaveRequest>): OpenOptions {
  if (request.kind === 'folder') return { title: request.title, properties: ['openDirectory', 'createDirectory'] };
  return request.kind === 'import' ? IMPORT : ARCHIVE;
}

/** Options of a dialog that chooses a place for a new file: of the kind that its name ends in. */
export function saveOptions({ title, path }: SaveRequest): SaveOptions {
  const ending = endingOf(path);
  const filters = ending === undefined ? {} : { filters: [{ name: ending.toUpperCase(), extensions: [ending] }] };
  return { title, defaultPath: path, ...filters };
}
