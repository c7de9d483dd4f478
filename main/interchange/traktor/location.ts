/** Where a file is, as NML says it: "D:", "/:Music/:House/:", "a.mp3". */
export interface TraktorLocation {
  /** A drive ("D:"), a share ("\\nas\music"), or the name of a Mac volume ("Macintosh HD"). */
  readonly volume: string;
  readonly directory: string;
  readonly file: string;
}

const SEPARATOR = '/:';
const DRIVE = /^[A-Za-z]:$/;
const BOOT_VOLUME = 'Macintosh HD';
/** Folders that stand at the top of the volume that a Mac starts from, whatever that is called. */
const BOOT_FOLDERS: ReadonlySet<string> = new Set(['Users', 'Volumes', 'Applications', 'Library', 'private']);

/** On a Mac a colon of the file system is a slash to the user, and NML, which separates with colons, doubles it. */
const decodeName = (name: string): string => name.replaceAll('//', ':');
const encodeName = (name: string): string => name.replaceAll(':', '//');

function foldersOf(directory: string): string[] {
  const separator = directory.includes(SEPARATOR) ? SEPARATOR : '/';
  return directory.split(separator).filter((folder) => folder !== '');
}

const isBoot = (volume: string, folders: readonly string[]): boolean =>
  volume === '' || /^macintosh (?:hd|ssd)$/i.test(volume) || BOOT_FOLDERS.has(folders[0] ?? '');

/** By this playlists name the file. */
export const keyOfLocation = ({ volume, directory, file }: TraktorLocation): string => volume + directory + file;

/** @returns The absolute path as its system spells it; null where no file is named. */
export function pathOfLocation({ volume, directory, file }: TraktorLocation): string | null {
  if (file === '') return null;
  const folders = foldersOf(directory);
  if (DRIVE.test(volume) || volume.startsWith('\\\\')) return [volume, ...folders, file].join('\\');
  const path = [...folders, file].map(decodeName).join('/');
  return isBoot(volume, folders) ? `/${path}` : `/Volumes/${volume}/${path}`;
}

function locate(volume: string, rest: readonly string[]): TraktorLocation {
  const folders = rest.slice(0, -1).map((folder) => `${folder}${SEPARATOR}`);
  return { volume, directory: SEPARATOR + folders.join(''), file: rest.at(-1) ?? '' };
}

/** The places that may mean `path` on a Mac, the likeliest first; the last always does. */
function macLocations(path: string, volume: string | null): TraktorLocation[] {
  const names = path.split('/').slice(1);
  const encoded = names.map(encodeName);
  const external = names[0] === 'Volumes' && names.length > 2 ? [locate(names[1] ?? '', encoded.slice(2))] : [];
  const hinted = volume === null ? [] : [locate(volume, encoded)];
  return [...external, ...hinted, locate(BOOT_VOLUME, encoded), locate('', encoded)];
}

/**
 * The inverse of `pathOfLocation`.
 * @param volume What the file said that the path comes from, where it comes from NML.
 * @returns null if the path is not absolute, or names no file.
 */
export function locationOfPath(path: string, volume: string | null): TraktorLocation | null {
  const root = /^(?:[A-Za-z]:|\\\\[^\\/]+\\[^\\/]+)(?=[\\/])/.exec(path)?.[0];
  if (/[\\/]$/.test(path)) return null;
  if (root !== undefined) return locate(root, path.slice(root.length + 1).split(/[\\/]/));
  if (!path.startsWith('/')) return null;
  return macLocations(path, volume).find((location) => pathOfLocation(location) === path) ?? null;
}
