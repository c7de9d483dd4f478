/**
 * Paths as programs on other machines wrote them: told apart, cut into segments and compared without asking this machine's file
 * system, which knows nothing of them.
 */
export type PathSystem = 'windows' | 'unc' | 'posix' | 'relative';

export interface ForeignPath {
  readonly system: PathSystem;
  /** "C:", "\\server\share", "/" or ''. */
  readonly root: string;
  /** Below the root, without "." and with ".." resolved; only a relative path can still start with "..". */
  readonly segments: readonly string[];
}

const NUL = '\0';
const DRIVE = /^([A-Za-z]:)([\\/]|$)/;
const LONG_PREFIX = /^\\\\\?\\(UNC\\)?/i;
const SHARE = /^(?:\\\\|\/\/)([^\\/]+)[\\/]+([^\\/]+)(?=[\\/]|$)/;

/** A path cannot climb above a root; what a relative one climbs above its start is kept. */
function resolveDots(parts: readonly string[], canClimb: boolean): string[] {
  const segments: string[] = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') segments.push(part);
    else if (segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else if (canClimb) segments.push(part);
  }
  return segments;
}

const windowsParts = (path: string): string[] => (path.includes('/') ? path.replaceAll('/', '\\') : path).split('\\');

/** A backslash is a letter like any other on macOS and Linux, so it only separates where no slash does. */
function relativeParts(path: string): string[] {
  const isWindows = !path.includes('/') || /^\.{0,2}\\/.test(path);
  return isWindows ? windowsParts(path) : path.split('/');
}

/** @returns null for an empty path and for one with a NUL, which no system allows and which can hide what follows. */
export function parseForeignPath(path: string): ForeignPath | null {
  if (path.trim() === '' || path.includes(NUL)) return null;
  const plain = path.startsWith('\\\\?')
    ? path.replace(LONG_PREFIX, (_, share?: string) => (share ? '\\\\' : ''))
    : path;
  const drive = plain.charAt(1) === ':' ? DRIVE.exec(plain)?.[1] : undefined;
  if (drive !== undefined) {
    const segments = resolveDots(windowsParts(plain.slice(drive.length)), false);
    return { system: 'windows', root: drive.toUpperCase(), segments };
  }
  const share = SHARE.exec(plain);
  if (share !== null) {
    const segments = resolveDots(windowsParts(plain.slice(share[0].length)), false);
    return { system: 'unc', root: `\\\\${share[1]}\\${share[2]}`, segments };
  }
  if (plain.startsWith('/')) return { system: 'posix', root: '/', segments: resolveDots(plain.split('/'), false) };
  return { system: 'relative', root: '', segments: resolveDots(relativeParts(plain), true) };
}

/** The path spelt as its own system spells it. */
export function formatForeignPath({ system, root, segments }: ForeignPath): string {
  if (system === 'posix') return `/${segments.join('/')}`;
  if (system === 'relative') return segments.join('/');
  return [root, ...segments].join('\\');
}

/** Last segment; '' where there is none. */
export function foreignFileName(path: string): string {
  return parseForeignPath(path)?.segments.at(-1) ?? '';
}

/** "Warm-up" of "C:\Sets\Warm-up.m3u": what a file without a name of its own is called by. */
export function foreignFileStem(path: string): string {
  return foreignFileName(path).replace(/(?<=.)\.[^.]{1,8}$/, '');
}

/** NFC, which macOS does not write but all others do. */
export function composedName(name: string): string {
  // Nearly all names are ASCII, and normalize() is slower than looking.
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant, control characters too
  return /^[\0-\x7f]*$/.test(name) ? name : name.normalize('NFC');
}

/**
 * Equal for two spellings of one path: NFC, one kind of separator, and without regard to case where Windows wrote it.
 * @returns null where parseForeignPath does.
 */
export function foreignPathKey(path: string): string | null {
  const parsed = parseForeignPath(path);
  if (parsed === null) return null;
  const root = parsed.root.replaceAll('\\', '/').replace(/\/+$/, '');
  const key = composedName([root, ...parsed.segments].join('/'));
  const isWindows = parsed.system === 'windows' || parsed.system === 'unc';
  return isWindows ? key.toLowerCase() : key;
}

/**
 * Where a relative path of a playlist leads from the playlist's folder; an absolute one stays.
 * @returns null where either is none, or where the path climbs above the folder's root.
 */
export function resolveForeignPath(folder: string, path: string): string | null {
  const [base, target] = [parseForeignPath(folder), parseForeignPath(path)];
  if (base === null || target === null) return null;
  if (target.system !== 'relative') return path;
  const climbs = target.segments.filter((segment) => segment === '..').length;
  if (climbs > base.segments.length) return null;
  const segments = [...base.segments.slice(0, base.segments.length - climbs), ...target.segments.slice(climbs)];
  return formatForeignPath({ ...base, segments });
}

const FILE_URL = /^file:(?:\/\/([^/]*))?/i;
const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

export function isFileUrl(text: string): boolean {
  return /^file:\/\//i.test(text.trim());
}

/** A run of escapes that is no UTF-8 was a name with a % in it: it stays. */
function unescapePath(text: string): string {
  return text.replace(ESCAPES, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch (error) {
      if (error instanceof URIError) return escapes;
      throw error;
    }
  });
}

/**
 * Reads "file://localhost/C:/Music/a%20b.mp3" as rekordbox, iTunes and playlists write it. They leave "#" and "+" as they are, so
 * this is not what URL() reads.
 * @returns "C:\Music\a b.mp3", "\\server\share\a.mp3", "/Users/me/a.mp3"; null for what is no file URL or has a NUL.
 */
export function pathFromFileUrl(url: string): string | null {
  const trimmed = url.trim();
  const match = FILE_URL.exec(trimmed);
  if (match === null) return null;
  const path = unescapePath(trimmed.slice(match[0].length));
  if (path === '' || path.includes(NUL)) return null;
  const drive = /^\/?([A-Za-z])[:|](?=[\\/])/.exec(path);
  if (drive !== null) return `${drive[1]}:${path.slice(drive[0].length).replaceAll('/', '\\')}`;
  const host = match[1] ?? '';
  if (host === '' || host.toLowerCase() === 'localhost') return path;
  // "file://~/Music" and the like are mistakes; "." and "~" are no hosts.
  if (/^[.~]/.test(host)) return `${host}${path}`;
  return `\\\\${unescapePath(host)}${path.replaceAll('/', '\\')}`;
}
