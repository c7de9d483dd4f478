/** Comments by which iTunes, MediaMonkey and Serato keep data of their own; those are for machines. */
const MACHINE_NAME = /^(?:iTun|Songs-DB|Serato|ID3v1)/i;
/** Normalisation data of iTunes. */
const MACHINE_TEXT = /^(?: ?[0-9A-F]{8}){8,}$/;
/** Longer values are damage or abuse; they would slow every list down. */
const MAX_COMMENT = 5000;

/** One line, without control characters, trimmed. */
export function tagLine(text: string, limit: number): string {
  return text
    .slice(0, limit * 2)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, limit);
}

/** A comment as the library keeps it. */
export const commentLine = (text: string): string => tagLine(text, MAX_COMMENT);

/**
 * Whether a comment is for people.
 * @param name What its frame is called beside the text; "" in most.
 */
export function isComment(name: string, text: string): boolean {
  const line = commentLine(text);
  return line !== '' && !MACHINE_NAME.test(name) && !MACHINE_TEXT.test(line);
}
