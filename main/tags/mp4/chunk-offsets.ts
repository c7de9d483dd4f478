import { refusal } from '#main/tags/tag-document.ts';
import type { Splice } from '#main/tags/splice.ts';
import { type Atom, childAtoms, findChild } from './atoms.ts';

/** A table that says where in the file pieces of sound begin: 32 bits (`stco`) or 64 (`co64`). */
interface OffsetTable {
  /** Of the first number, in the bytes of `moov`. */
  readonly start: number;
  readonly width: 4 | 8;
  readonly offsets: readonly number[];
}

const PATH = ['mdia', 'minf', 'stbl'];

function readTable(moov: Buffer, atom: Atom): OffsetTable {
  const width = atom.type === 'co64' ? 8 : 4;
  const start = atom.start + 16;
  const count = Math.min(moov.readUInt32BE(atom.start + 12), Math.floor((atom.end - start) / width));
  const offsets = Array.from({ length: count }, (_, index) => {
    const at = start + index * width;
    return width === 8 ? Number(moov.readBigUInt64BE(at)) : moov.readUInt32BE(at);
  });
  return { start, width, offsets };
}

/** @param moov The bytes of the atom, `root` its place in them. */
export function offsetTables(moov: Buffer, root: Atom): OffsetTable[] {
  const tracks = childAtoms(moov, root).filter(({ type }) => type === 'trak');
  return tracks.flatMap((track) => {
    const table = PATH.reduce<Atom | undefined>((atom, type) => findChild(moov, atom, type), track);
    const own = table === undefined ? [] : childAtoms(moov, table);
    return own.filter(({ type }) => type === 'stco' || type === 'co64').map((atom) => readTable(moov, atom));
  });
}

/** The tables with every place behind `from` moved. @param base Where `moov` stands in the file. */
export function movedTables(tables: readonly OffsetTable[], base: number, from: number, by: number): Splice[] {
  return tables.map(({ start, width, offsets }) => {
    const bytes = Buffer.alloc(offsets.length * width);
    for (const [index, offset] of offsets.entries()) {
      const moved = offset >= from ? offset + by : offset;
      if (width === 8) bytes.writeBigUInt64BE(BigInt(moved), index * width);
      else if (moved > 0xffff_ffff) throw refusal('This MP4 file cannot be larger.');
      else bytes.writeUInt32BE(moved, index * width);
    }
    return { start: base + start, end: base + start + bytes.length, bytes };
  });
}

/** Where the pieces begin, counted within the sound they are in: the same in every form of the file. */
export function soundPlaces(tables: readonly OffsetTable[], sounds: readonly Atom[]): Buffer {
  const places = tables.map(({ offsets }) =>
    offsets.map((offset) => {
      const index = sounds.findIndex(({ start, end }) => offset >= start && offset < end);
      return `${index}:${offset - (sounds[index]?.start ?? 0)}`;
    }),
  );
  return Buffer.from(JSON.stringify(places));
}
