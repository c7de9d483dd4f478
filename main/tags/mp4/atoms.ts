import { damaged, refusal } from '#main/tags/tag-document.ts';

/** A box of an MP4 file. Positions are those of the bytes it was read from. @source ISO 14496-12, 4.2. */
export interface Atom {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const HEAD = 8;
const MAX_ATOMS = 100_000;

/** The atoms in [start, end). A rest of zeros is allowed at the end of user data. */
export function listAtoms(bytes: Buffer, start: number, end: number): Atom[] {
  const atoms: Atom[] = [];
  let at = start;
  while (at + HEAD <= end) {
    const size = bytes.readUInt32BE(at);
    if (size === 0 && bytes.subarray(at, end).every((byte) => byte === 0)) return atoms;
    if (size === 1) throw refusal('Its structure has parts of 64 bits, which cannot be written.');
    if (size < HEAD || at + size > end || atoms.length === MAX_ATOMS) throw damaged('The structure of this MP4 file');
    atoms.push({ type: bytes.toString('latin1', at + 4, at + HEAD), start: at, end: at + size });
    at += size;
  }
  if (bytes.subarray(at, end).some((byte) => byte !== 0)) throw damaged('The structure of this MP4 file');
  return atoms;
}

/** Where the children of an atom begin: `meta` has four bytes before them, except in QuickTime's form. */
export function childrenStart(bytes: Buffer, { type, start }: Atom): number {
  if (type !== 'meta') return start + HEAD;
  return bytes.toString('latin1', start + HEAD + 4, start + HEAD + 8) === 'hdlr' ? start + HEAD : start + HEAD + 4;
}

export const childAtoms = (bytes: Buffer, atom: Atom): Atom[] => listAtoms(bytes, childrenStart(bytes, atom), atom.end);

export function findChild(bytes: Buffer, parent: Atom | undefined, type: string): Atom | undefined {
  return parent === undefined ? undefined : childAtoms(bytes, parent).find((atom) => atom.type === type);
}

export function makeAtom(type: string, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(content.reduce((sum, { length }) => sum + length, HEAD));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...content]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
