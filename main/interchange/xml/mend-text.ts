/**
 * Makes text fit for the parser before it sees it, without knowing where in the document it stands: a bare "&" would make
 * everything up to the next ";" the name of an entity, and a lone surrogate or a reference to a control character would be
 * reported without being kept. Each becomes a character that XML forbids, so that the parser reports it with its line;
 * `restoreText` turns it into what was meant.
 */
const BARE_AMPERSAND = '\uffff';
const NO_CHARACTER = '\ufffe';
const REPLACEMENT = '\ufffd';

/** Every "&" but those of the references that XML defines, with what follows if that is a reference at all. */
const SUSPECT = /&(?!(?:amp|lt|gt|quot|apos);)(?:(#[0-9]{1,32}|#x[0-9a-fA-F]{1,32}|[A-Za-z_:][\w:.-]{0,63});)?/g;
/** Longer than any match of it. */
const LONGEST_REFERENCE = 70;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Of the characters that XML forbids, those that can stand in a string and be kept. */
const isControl = (code: number): boolean => code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d;
const isNoCharacter = (code: number): boolean =>
  code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;

function mendReference(match: string, reference: string | undefined): string {
  if (reference === undefined) return BARE_AMPERSAND + match.slice(1);
  if (!reference.startsWith('#')) return match;
  const code = reference.startsWith('#x') ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  if (isNoCharacter(code)) return NO_CHARACTER;
  return isControl(code) ? String.fromCharCode(code) : match;
}

/** @param text Whole references and whole surrogate pairs. */
export function mendText(text: string): string {
  const paired = text.isWellFormed() ? text : text.replace(LONE_SURROGATE, NO_CHARACTER);
  const marked = paired.includes(BARE_AMPERSAND) ? paired.replaceAll(BARE_AMPERSAND, NO_CHARACTER) : paired;
  return marked.includes('&') ? marked.replace(SUSPECT, mendReference) : marked;
}

/** @returns Where `text` can be cut without cutting a reference or a surrogate pair. */
export function safeEnd(text: string): number {
  const ampersand = text.lastIndexOf('&');
  const mayGoOn = ampersand >= 0 && text.length - ampersand < LONGEST_REFERENCE;
  if (mayGoOn && /^&[#\w:.-]*$/.test(text.slice(ampersand))) return ampersand;
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.length - 1 : text.length;
}

export function restoreText(value: string): string {
  return value.replaceAll(BARE_AMPERSAND, '&').replaceAll(NO_CHARACTER, REPLACEMENT);
}
