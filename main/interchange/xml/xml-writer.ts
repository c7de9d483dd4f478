import type { DropCounter } from '#main/interchange/read-report.ts';

/** Attributes in their order; null ones are not written. */
export type XmlAttributeList = readonly (readonly [name: string, value: string | number | null])[];

export interface XmlWriter {
  open(name: string, attributes: XmlAttributeList): void;
  /** Closes the innermost open element. */
  close(): void;
  /** An element without content. */
  leaf(name: string, attributes: XmlAttributeList): void;
  /** The whole document; every element must be closed. */
  text(): string;
}

export interface XmlStyle {
  readonly declaration: string;
  /** How empty elements end: "/>", or a closing tag for readers that want one. */
  readonly emptyElements: 'short' | 'long';
}

/** What cannot stand in an attribute as it is: markup, controls, lone surrogates and the two that are no characters. */
const UNSAFE = /[&<>"'\p{Control}\p{Surrogate}\uFFFE\uFFFF]/u;
const ALL_UNSAFE = new RegExp(UNSAFE, 'gu');
/** A tab or a line break that stands in an attribute as such is read as a space. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
  ['\r', '&#13;'],
]);

const DEEPEST_INDENT = 20;
const BLOCK_LINES = 512;

/** Letters, digits and the like: names from other files could be anything. */
export const isXmlName = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}._-]*$/u.test(name);

/** @param dropped Counts "text.character" for each character that XML cannot hold and that is left out. */
function escapeAttribute(text: string, dropped: DropCounter): string {
  if (!UNSAFE.test(text)) return text;
  return text.replace(ALL_UNSAFE, (character) => {
    const reference = REFERENCES.get(character);
    if (reference !== undefined) return reference;
    const code = character.charCodeAt(0);
    if (code >= 0x7f && code <= 0x9f) return `&#${code};`;
    dropped.drop('text.character');
    return '';
  });
}

/** Indents by two spaces a level, as the programs do; text content is not needed by any format here. */
export function createXmlWriter({ declaration, emptyElements }: XmlStyle, dropped: DropCounter): XmlWriter {
  const blocks: string[] = [];
  let lines: string[] = [declaration];
  const names: string[] = [];
  // Folders nest without bound: their lines must not.
  const indent = (): string => '  '.repeat(Math.min(names.length, DEEPEST_INDENT));
  const tag = (name: string, attributes: XmlAttributeList): string => {
    let text = `${indent()}<${name}`;
    for (const [attribute, value] of attributes) {
      if (value !== null) text += ` ${attribute}="${escapeAttribute(String(value), dropped)}"`;
    }
    return text;
  };
  // Lines are made of many parts; joined in blocks they take the memory of their text.
  const push = (line: string) => {
    if (lines.push(line) < BLOCK_LINES) return;
    blocks.push(lines.join('\n'));
    lines = [];
  };
  return {
    open: (name, attributes) => {
      push(`${tag(name, attributes)}>`);
      names.push(name);
    },
    close: () => {
      const name = names.pop() ?? '';
      push(`${indent()}</${name}>`);
    },
    leaf: (name, attributes) => push(tag(name, attributes) + (emptyElements === 'short' ? '/>' : `></${name}>`)),
    text: () => `${[...blocks, ...lines].join('\n')}\n`,
  };
}
