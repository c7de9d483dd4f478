import { realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Whether a path is the folder or lies in it. */
export const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Whether a path is one of the folders or lies in one: with many of them as quick as with few. */
export function isBelowAny(folders: readonly string[]): (path: string) => boolean {
  if (folders.length < 3) return (path) => folders.some((folder) => isBelow(path, folder));
  const places = new Set(folders);
  return (path) => {
    for (let at = path, above = dirname(at); ; at = above, above = dirname(at)) {
      if (places.has(at)) return true;
      if (above === at) return false;
    }
  };
}

/**
 * What the program writes itself is nobody's music, and each scan would be followed by the next. A music folder that
 * lies in such a place (the demo library) is looked through all the same.
 * @param ownPlaces Without links.
 * @param root A music folder, without links.
 * @returns Whether a path below `root`, without links, is to be left out.
 */
export function skipsOwnPlaces(ownPlaces: readonly string[], root: string): (path: string) => boolean {
  const inside = placesInside(ownPlaces, root);
  return (path) => inside.some((place) => isBelow(path, place));
}

const placesInside = (ownPlaces: readonly string[], root: string): string[] =>
  ownPlaces.filter((place) => place !== root && isBelow(place, root));

/** The same for paths that are spelled as the music folder is; links below it are not followed. */
export function skipsOwnPlacesAsSpelled(ownPlaces: readonly string[], root: string): (path: string) => boolean {
  const real = realFolder(root);
  // Most folders hold none: their many files are not worth a look each.
  if (placesInside(ownPlaces, real).length === 0) return () => false;
  const skips = skipsOwnPlaces(ownPlaces, real);
  return (path) => skips(join(real, relative(root, path)));
}

function realFolder(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // It cannot be reached now, so nothing in it can be seen either.
    return path;
  }
}
