/**
 * Paths as rekordbox and iTunes write them: "file://localhost/" and the path, percent-encoded in part. They are not URLs:
 * "#" and "?" stand for themselves, so that a URL parser would cut the path there.
 */
const SCHEME = /^file:\/\/(?:localhost)?/i;
const DRIVE = /^\/?[A-Za-z]:(?=\/|$)/;
/** "spotify:track:1": rekordbox puts what it streams where paths stand, without a slash. */
const STREAM = /^[a-z][a-z0-9]+:[a-z]+:/i;
/** A doubled slash before these folders is a slip of a program, not the name of a computer. */
const DOUBLED_SLASH = /^\/\/(?=(?:Users|Volumes|home|media|mnt|private|Applications)\/)/;

/** The bytes of a character in UTF-8. */
const CHARACTER =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A "%" that stands for itself, or bytes of another encoding: they stay as they are.
    return part;
  }
}

function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  const whole = decodePart(text);
  return whole === text ? text.replace(CHARACTER, decodePart) : whole;
}

/** "/C:/Music/a.mp3" as Windows spells it, "/Users/me/a.mp3" as it stands. */
function toNative(path: string): string {
  if (DRIVE.test(path)) return path.replace(/^\//, '').replaceAll('/', '\\');
  const single = path.replace(DOUBLED_SLASH, '/');
  return single.startsWith('//') ? single.replaceAll('/', '\\') : single;
}

/**
 * @param location What the file says, with or without the scheme.
 * @returns The path as its system spells it, also for Windows shares ("\\nas\music\a.mp3"); null where there is none, as with
 *   tracks of streaming services.
 */
export function parseFileLocation(location: string): string | null {
  const scheme = SCHEME.exec(location)?.[0];
  if (scheme === undefined) return location === '' ? null : location;
  const rest = decodePercent(location.slice(scheme.length));
  if (rest === '' || STREAM.test(rest)) return null;
  const hasHost = scheme.length === 'file://'.length && !rest.startsWith('/');
  return toNative(hasHost ? `//${rest}` : rest);
}

/** Bytes that stand for themselves in what rekordbox itself exports; all others are two lower-case hexadecimal digits. */
const ENCODED = /[^A-Za-z0-9\-_.~!*(),$+@#:/]/gu;

function encodeCharacter(character: string): string {
  let text = '';
  for (const byte of Buffer.from(character)) text += `%${byte.toString(16).padStart(2, '0')}`;
  return text;
}

/** The inverse of `parseFileLocation`. */
export function formatFileLocation(path: string): string {
  const isShare = path.startsWith('\\\\');
  const isDrive = /^[A-Za-z]:\\/.test(path);
  const slashed = isShare || isDrive ? path.replaceAll('\\', '/') : path;
  return `file://localhost${isDrive ? '/' : ''}${slashed.replace(ENCODED, encodeCharacter)}`;
}
