/** Bytes of UTF-8, with number and ending: below the 255 of every file system, and short enough for a player's display. */
const MOST_BYTES = 180;
const MOST_EXTENSION = 12;
/** What FAT and exFAT refuse, and what a shell or another system reads as something else. */
const REFUSED = /[<>:"/\\|?*\p{Cc}]/gu;
/** Names of devices, which Windows refuses with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/iu;
const ENCODER = new TextEncoder();

const byteLength = (text: string): number => ENCODER.encode(text).length;

/** Cuts between characters as they are seen, not within one. */
function shorten(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (byteLength(short) + byteLength(segment) > bytes) break;
    short += segment;
  }
  return short;
}

/** Ends in neither dot nor space: Windows takes them off, and does not find the file. */
const clean = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(REFUSED, '_').replace(/\s+/gu, ' ').trim();
const withoutEnd = (text: string): string => text.replace(/[. ]+$/u, '');

/** The ending of a path with its dot; '' for none. */
function extensionOf(path: string): string {
  const found = /\.[^./\\]{1,16}$/u.exec(path)?.[0] ?? '';
  return shorten(withoutEnd(clean(found)), MOST_EXTENSION);
}

/** A name for a folder or playlist that FAT and exFAT take. @param text Any text. @param otherwise Where nothing is left of it. */
export function safeName(text: string, otherwise: string): string {
  const name = withoutEnd(shorten(clean(text), MOST_BYTES));
  if (name === '') return otherwise;
  return DEVICE.test(name) || name.startsWith('.') ? `_${name}` : name;
}

interface Named {
  readonly artist: string;
  readonly title: string;
  /** Of the file. */
  readonly path: string;
}

/**
 * Name of the copy of a track: "01 Artist - Title.mp3". Names of one list are unique, whatever the case, by their number.
 * @param place From 0, in a list of `count`.
 */
export function copyName({ artist, title, path }: Named, place: number, count: number): string {
  const number = String(place + 1).padStart(Math.max(2, String(count).length), '0');
  const text = [artist, title].map(clean).filter((part) => part !== '');
  const extension = extensionOf(path);
  const stem = withoutEnd(shorten(`${number} ${text.join(' - ')}`, MOST_BYTES - byteLength(extension)));
  return `${stem}${extension}`;
}

/** The same name for another file: "01 Artist - Title (2).mp3". @param number From 2. */
export function otherName(name: string, number: number): string {
  const extension = extensionOf(name);
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}
