/**
 * Serato keeps paths from the top of the drive, without its letter and without a slash in front; which drive it is, only the
 * place of the library folder says.
 */
const WINDOWS_ROOT = /^[A-Za-z]:/;
const WHOLE_PATH = /^([A-Za-z]:[\\/]|\/|\\\\)/;

/** @param root "C:" or "C:\" on Windows; "/", or where the drive is mounted ("/Volumes/USB"), elsewhere. */
export function fromSeratoPath(stored: string, root: string): string {
  if (WHOLE_PATH.test(stored)) return stored;
  const top = root.replace(/[\\/]+$/, '');
  return WINDOWS_ROOT.test(root) ? `${top}\\${stored.replaceAll('/', '\\')}` : `${top}/${stored}`;
}

/** @returns The path as Serato keeps it; null if it is not below the root. */
export function toSeratoPath(path: string, root: string): string | null {
  const isWindows = WINDOWS_ROOT.test(root);
  const top = root.replace(/[\\/]+$/, '');
  const plain = (text: string) => (isWindows ? text.replaceAll('\\', '/') : text);
  const [whole, prefix] = [plain(path), `${plain(top)}/`];
  const start = whole.slice(0, prefix.length);
  const isBelow = isWindows ? start.toLowerCase() === prefix.toLowerCase() : start === prefix;
  return isBelow && whole.length > prefix.length ? whole.slice(prefix.length) : null;
}
