/**
 * Base64 as Serato writes it: in lines of 72 characters, without padding, sometimes one character short or too long.
 */
const LINE_CHARACTERS = 72;
const NOT_BASE64 = /[^A-Za-z0-9+/]/;

/** Reads up to the first byte that is neither base64 nor a line break; of a lone last character six bits are real. */
export function decodeSeratoBase64(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('latin1')
    .replace(/[\r\n]/g, '');
  const end = NOT_BASE64.exec(text)?.index ?? text.length;
  const characters = text.slice(0, end);
  return new Uint8Array(Buffer.from(characters.length % 4 === 1 ? `${characters}A` : characters, 'base64'));
}

/**
 * The form inside "Serato Markers2", in lines: where padding would be needed, Serato leaves the last character away too. That loses
 * nothing, for the last byte is always 0.
 */
export function encodeShortBase64(bytes: Uint8Array): string {
  const characters = Buffer.from(bytes).toString('base64').replace(/=+$/, '');
  return inLines(bytes.length % 3 === 0 ? characters : characters.slice(0, -1));
}

/** The outer form in FLAC and MP4: one character more than needed, but for lengths that leave one byte over. */
export function encodeLongBase64(bytes: Uint8Array): string {
  const characters = Buffer.from(bytes).toString('base64').replace(/=+$/, '');
  return inLines(bytes.length % 3 === 1 ? characters : `${characters}A`);
}

function inLines(characters: string): string {
  return characters.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, 'g'))?.join('\n') ?? '';
}
