/* oxlint-disable no-control-regex -- signatures hold bytes that are no letters */

/** The first bytes as text, a letter a byte. */
export function latin1(bytes: Uint8Array, count: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(count, bytes.length)).toString('latin1');
}

interface Signature {
  /** First bytes as Latin-1 text. */
  readonly start: string | RegExp;
  readonly says: string;
}

const AUDIO = 'This is a recording, not a library. Add its folder to your library instead.';
const PACKED = (kind: string): string => `This is a ${kind}. Unpack it, and import the file inside.`;

/** What is often chosen by mistake, whatever its name ends in. */
const SIGNATURES: readonly Signature[] = [
  // A workbook is a zip whose first entries say so.
  {
    start: /^PK\x03\x04[\s\S]{0,400}(?:xl\/|\[Content_Types\]\.xml[\s\S]{0,2000}xl\/)/,
    says: 'This is an Excel workbook. Save it as CSV (UTF-8), and import that.',
  },
  {
    start: /^PK\x03\x04[\s\S]{0,80}mimetypeapplication\/vnd\.oasis/,
    says: 'This is a LibreOffice file. Save it as CSV or plain text, and import that.',
  },
  {
    start: /^PK\x03\x04[\s\S]{0,2000}word\//,
    says: 'This is a Word document. Save it as plain text, and import that.',
  },
  { start: /^PK(?:\x03\x04|\x05\x06|\x07\x08)/, says: PACKED('zip archive') },
  { start: '\x1f\x8b', says: PACKED('gzip archive') },
  { start: 'BZh', says: PACKED('bzip2 archive') },
  { start: '\xfd7zXZ', says: PACKED('xz archive') },
  { start: '7z\xbc\xaf\x27\x1c', says: PACKED('7-Zip archive') },
  { start: 'Rar!', says: PACKED('RAR archive') },
  { start: '\x28\xb5\x2f\xfd', says: PACKED('Zstandard archive') },
  { start: '\xd0\xcf\x11\xe0', says: 'This is an old Office document. Save it as CSV or plain text, and import that.' },
  { start: '%PDF', says: 'This is a PDF. Copy the tracklist out of it, and paste it as text.' },
  { start: '\x89PNG', says: 'This is a picture. Type or paste the tracklist as text.' },
  { start: '\xff\xd8\xff', says: 'This is a picture. Type or paste the tracklist as text.' },
  { start: 'GIF8', says: 'This is a picture. Type or paste the tracklist as text.' },
  {
    start: 'bplist00',
    says: 'This is a binary property list. In Music, choose File > Library > Export Library, and import that file.',
  },
  {
    start: /^(?:hfma|hdfm)/,
    says: 'This is the library of iTunes itself. In Music, choose File > Library > Export Library, and import that file.',
  },
  { start: 'ID3', says: AUDIO },
  { start: 'fLaC', says: AUDIO },
  { start: 'OggS', says: AUDIO },
  { start: /^RIFF[\s\S]{4}WAVE/, says: AUDIO },
  { start: /^FORM[\s\S]{4}AIF[FC]/, says: AUDIO },
  { start: /^[\s\S]{4}ftyp/, says: AUDIO },
  { start: /^\xff[\xf2-\xf7\xfa\xfb]/, says: AUDIO },
];

/** Names that say more than bytes that look like noise. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:master|exportlibrary|networkanalyze\d*)\.db(?:-wal|-shm)?$|^datafile\.edb$/i,
    'rekordbox encrypts its own database. In rekordbox, choose File > Export Collection in xml format, and import that file.',
  ],
  [
    /^export(?:ext)?\.pdb$/i,
    'This is the database of a rekordbox player. In rekordbox, choose File > Export Collection in xml format, and import that file.',
  ],
  [/^m\.db$/i, 'This database of Engine DJ is damaged: it does not begin as a database does. Choose a backup of it.'],
  [
    /^mixxxdb\.sqlite$/i,
    'This database of Mixxx is damaged: it does not begin as a database does. Choose a backup of it.',
  ],
  [
    /^database v2$|\.crate$/i,
    'This file of Serato is damaged: it does not begin as one does. Choose a backup from "_Serato_Backup".',
  ],
];

/** @returns What the file is and what to do, where it is something known that is no library; null otherwise. */
export function whatElse(head: Uint8Array, name: string): string | null {
  const start = latin1(head, 4096);
  const found = SIGNATURES.find((signature) =>
    typeof signature.start === 'string' ? start.startsWith(signature.start) : signature.start.test(start),
  );
  if (found !== undefined) return found.says;
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
