function withEnd(folder: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? folder : folder + separator;
}

/** Finds the id of the folder that a path lies in; null outside of all. Folders may be roots: "/", "E:\\". */
export function folderFinder(
  folders: readonly { readonly id: string; readonly path: string }[],
): (path: string) => string | null {
  const ends = folders.map(({ id, path }) => ({ id, start: withEnd(path) }));
  return (path) => ends.find(({ start }) => path.startsWith(start))?.id ?? null;
}
