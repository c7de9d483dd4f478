/** Takes off a line what forums, wikis, chats and web pages put around the words of a tracklist. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
};
const TAGS = /<\/?(?:a|b|br|div|em|font|h[1-6]|i|li|list|ol|p|small|span|strong|td|th|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;
/** Joiners, marks of direction, soft hyphens: invisible, and different from one copy of a name to the next. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/g;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}

function withoutMarkup(text: string): string {
  let plain = text;
  if (plain.includes('&')) plain = plain.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, decodeEntity);
  if (plain.includes('<')) plain = plain.replace(TAGS, ' ');
  if (plain.includes('\\')) plain = plain.replace(/\\([[\](){}*_#.\-+!>~`|])/g, '$1').replace(/\\\s*$/, '');
  if (plain.includes('](')) plain = plain.replace(/\[([^\]]*)\]\((?:https?:|\/|#)[^)\s]*\)/gi, '$1 ');
  if (plain.includes('[[')) plain = plain.replace(/\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]/g, '$1');
  return plain;
}

/** Bold and italics: "**a**", "__a__", "''a''", "_a_" and "*a*" around whole words. */
function withoutEmphasis(text: string): string {
  let plain = text;
  if (plain.includes('**')) plain = plain.replaceAll('**', '');
  if (plain.includes('__')) plain = plain.replaceAll('__', '');
  if ((plain.match(/''/g)?.length ?? 0) % 2 === 0) plain = plain.replaceAll(/'{2,3}/g, '');
  if (plain.includes('_')) plain = plain.replace(/(^|[\s[(])_(?=\S)([^_]*\S)_(?=$|[\s\])?!.,])/g, '$1$2');
  if (plain.includes('*')) plain = plain.replace(/(^|\s)\*(?=\S)([^*]*\S)\*(?=$|\s)/g, '$1$2');
  return plain;
}

const PICTURE = '(?:(?![♥❤©®™])\\p{Extended_Pictographic}|[\\u{1f1e6}-\\u{1f1ff}\\u{1f3fb}-\\u{1f3ff}])';
const LEADING = new RegExp(
  `^(?:\\s|>|[•·●○▪▫◦‣►▶▸▹➤➜→⇒♫♪♬✔✓☑★☆■□◆◇]|\\*(?=\\s)|#{1,2}(?=\\s+(?:\\[|.*\\s[-–—]\\s|\\?))|${PICTURE}\\ufe0f?|[-–—](?=\\s))+`,
  'u',
);
const TRAILING = new RegExp(`(?:\\s|[•·●▪►▶▸➤→♫♪♬✔✓★☆|~]|${PICTURE}\\ufe0f?)+$`, 'u');
/** Digits on a key: a picture of a number. */
const KEYCAPS = /^(?:[\d#*]\ufe0f?\u20e3)+/u;
/** Japanese and Chinese lists number with wide digits. */
const WIDE = /^[\s０-９．：）（［］【】、]+/u;

function withPlainNumber(text: string): string {
  const keycaps = KEYCAPS.exec(text)?.[0];
  if (keycaps !== undefined) return `${keycaps.replace(/\D/g, '')}. ${text.slice(keycaps.length)}`;
  const wide = WIDE.exec(text)?.[0] ?? '';
  if (!/[０-９]/.test(wide)) return text;
  return (
    wide.normalize('NFKC').replaceAll('、', '. ').replaceAll('【', '[').replaceAll('】', ']') + text.slice(wide.length)
  );
}

/** Tabs stay: they tell columns apart. */
export function cleanLine(line: string): string {
  const plain = withoutEmphasis(withoutMarkup(line.replace(CONTROLS, ' ').replace(SPACES, ' ')));
  const numbered = withPlainNumber(plain.trimStart());
  // A line of nothing but marks ("***", "▶") keeps none.
  const words = numbered.replace(INVISIBLE, '').replace(LEADING, '').replace(TRAILING, '');
  // "LxS_-_Showroom_Dummies" is a file's name.
  const spaced = /[^\S\t]/.test(words) ? words : words.replaceAll('_', ' ');
  return spaced
    .replace(/[^\S\t]+/g, ' ')
    .replace(/ ?\t ?/g, '\t')
    .trim();
}
