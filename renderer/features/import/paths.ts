/** The last part of a path of any system. */
export const baseName = (path: string): string => path.split(/[\\/]/).findLast(Boolean) ?? path;

/** The folder that a path lies in, as a path of any system spells it. */
export const parentOf = (path: string): string => path.replace(/[^\\/]+$/, '').replace(/(?<=[^:\\/])[\\/]$/, '');

/** Whether a typed path names a file: its last part has an ending, and no folder is meant by a slash. */
export const isFilePath = (path: string): boolean => /[^\\/.][^\\/]*\.[a-z0-9]{1,7}$/i.test(path);

/** A name in a folder, with the folder's own kind of slash. */
export function joinPath(folder: string, name: string): string {
  const slash = folder.includes('\\') || /^[a-z]:/i.test(folder) ? '\\' : '/';
  return /[\\/]$/.test(folder) ? `${folder}${name}` : `${folder}${slash}${name}`;
}

/** A name for a file that every system takes. */
export function fileNameFor(title: string, extension: string): string {
  // Windows refuses these signs, and names that end in a dot.
  const plain = title
    .replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '-')
    .replace(/[. ]+$/, '')
    .trim();
  return `${plain === '' ? 'MusicForge' : plain.slice(0, 120)}.${extension}`;
}

/** A name whose ending is another; what has none gets one. */
export function withExtension(name: string, extension: string, endings: readonly string[]): string {
  const known = endings.find((ending) => name.toLowerCase().endsWith(`.${ending}`));
  return `${known === undefined ? name : name.slice(0, -known.length - 1)}.${extension}`;
}
