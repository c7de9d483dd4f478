import type { ByteReader } from '#main/platform/byte-reader.ts';
import { digestOf } from '#main/tags/digest.ts';
import type { Splice } from '#main/tags/splice.ts';
import { damaged, refusal, type TagDocument, type TagEntry } from '#main/tags/tag-document.ts';
import { type Atom, findChild, makeAtom, uint32 } from './atoms.ts';
import { movedTables, offsetTables, soundPlaces } from './chunk-offsets.ts';
import { MP4_DIALECT, mp4Entries } from './mp4-dialect.ts';
import { tagPlace } from './tag-place.ts';

const HEAD = 8;
/** Room that the tag gets when it has to grow, so that the next change fits. */
const ROOM = 1024;
const MAX_MOOV = 256 * 1024 * 1024;
const MAX_ATOMS = 10_000;

/** The atoms of the file itself; those of 64 bits and one that goes on to the end are allowed, for sound has them. */
async function topAtoms(reader: ByteReader): Promise<Atom[]> {
  const atoms: Atom[] = [];
  for (let start = 0; start < reader.size; ) {
    const head = await reader.read(start, 16);
    if (head.length < HEAD || atoms.length === MAX_ATOMS) throw damaged('The structure of this MP4 file');
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const size = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? reader.size - start : short;
    const type = head.toString('latin1', 4, HEAD);
    if (size < HEAD || start + size > reader.size) throw damaged('The structure of this MP4 file');
    if (type === 'moov' && short < HEAD) throw refusal('Its structure has parts of 64 bits, which cannot be written.');
    if (type === 'moof') throw refusal('It is made of fragments, as for streaming. Such files cannot be written.');
    atoms.push({ type, start, end: start + size });
    start += size;
  }
  return atoms;
}

/** What can be an atom of unused bytes. */
const isRoom = (length: number): boolean => length === 0 || length >= HEAD;
const freeAtom = (length: number): Buffer =>
  length === 0 ? Buffer.alloc(0) : makeAtom('free', Buffer.alloc(length - HEAD));

/**
 * How long the unused bytes behind the list should be.
 * @param base Length of `moov` without them.
 */
function chooseRoom(base: number, now: number, wanted: number): number {
  for (const length of [wanted, now]) if (length >= base && isRoom(length - base)) return length - base;
  return HEAD + ROOM;
}

/**
 * An MP4 file: values are atoms of one list. Unused bytes behind it, or behind `moov`, take up what changes; else the sound
 * moves, and the tables that say where it is are brought up to date.
 */
export async function openMp4(reader: ByteReader): Promise<TagDocument> {
  const top = await topAtoms(reader);
  const [outer, second] = top.filter(({ type }) => type === 'moov');
  if (outer === undefined || second !== undefined || outer.end - outer.start > MAX_MOOV)
    throw damaged('The structure of this MP4 file');
  const moov = await reader.read(outer.start, outer.end - outer.start);
  const root: Atom = { type: 'moov', start: 0, end: moov.length };
  if (findChild(moov, root, 'mvex') !== undefined)
    throw refusal('It is made of fragments, as for streaming. Such files cannot be written.');
  const sounds = top.filter(({ type }) => type === 'mdat');
  const tables = offsetTables(moov, root);
  const place = tagPlace(moov, root);
  const following = top.find(({ start }) => start === outer.end);
  const unused = following?.type === 'free' || following?.type === 'skip' ? following : undefined;
  const behind = unused === undefined ? 0 : unused.end - unused.start;

  async function render(entries: readonly TagEntry[], size = moov.length + behind): Promise<readonly Splice[]> {
    if (outer === undefined) return [];
    const list = makeAtom('ilst', ...entries.map(({ raw }) => raw));
    const base = moov.length - (place.end - place.start) + place.wrap(list).length;
    const room = chooseRoom(base, moov.length, size - behind);
    const content = place.wrap(Buffer.concat([list, freeAtom(room)]));
    const by = base + room - moov.length;
    const sizes = place.ancestors.map(({ start, end }) => ({
      start: outer.start + start,
      end: outer.start + start + 4,
      bytes: uint32(end - start + by),
    }));
    const own = { start: outer.start + place.start, end: outer.start + place.end, bytes: content };
    // A file that grew gives the place back: its sound moves to where it was.
    const rest = by === 0 ? [] : absorb(by, size !== moov.length + behind);
    return [...sizes, own, ...rest].sort((a, b) => a.start - b.start);
  }

  /** What follows `moov` when that changes its length. */
  function absorb(by: number, isMoving: boolean): Splice[] {
    if (outer === undefined) return [];
    const left = behind - by;
    if (unused !== undefined && !isMoving && left >= HEAD) {
      return [{ start: unused.start, end: unused.end, bytes: freeAtom(left) }];
    }
    return movedTables(tables, outer.start, outer.end, by);
  }

  return {
    kind: 'mp4',
    dialect: MP4_DIALECT,
    entries: place.list === undefined ? [] : mp4Entries(moov, place.list),
    size: moov.length + behind,
    surroundings: digestOf([soundPlaces(tables, sounds)]),
    render,
  };
}
