/**
 * A path with at least one folder: where a word can start, then segments that end in a slash. Names may have spaces, question
 * marks, and apostrophes and colons inside a word. Two slashes begin a path on a server, unless a scheme stands before them.
 */
const FOLDERS =
  /(?<=^|[\s"'`(=:,[{])(?:file:\/\/|~)?(?:[A-Za-z]:|\\)?(?:(?<!:)\/\/|[\\/])(?:(?:[^\\/\n"'`<>|:*]|(?<=\w)['’:](?=\w))+[\\/])+/g;
const SECRET_KEY = /token|secret|password|cookie|authorization|api[-_]?key/i;
const SECRET_IN_TEXT = /\b(token|secret|password|api[-_]?key)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi;
const REMOVED = '[removed]';
const DEEPEST = 6;

/** Leaves file names only ("/home/joe/Music/a b.mp3" becomes "a b.mp3") and takes out secrets. */
export function scrubText(text: string): string {
  return text.replaceAll(SECRET_IN_TEXT, `$1$2${REMOVED}`).replaceAll(FOLDERS, '');
}

function describe(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: scrubValue(error.cause, depth + 1) };
  return {
    name: error.name,
    ...code,
    message: scrubText(error.message),
    stack: scrubText(error.stack ?? ''),
    ...cause,
  };
}

/** The same for everything inside a value; errors become plain objects. */
export function scrubValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[deeper]';
  if (value instanceof Error) return describe(value, depth);
  if (Array.isArray(value)) return value.map((item) => scrubValue(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET_KEY.test(key) ? REMOVED : scrubValue(inner, depth + 1)]),
  );
}
