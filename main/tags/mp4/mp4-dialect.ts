import { isFieldName } from '#main/tags/field-names.ts';
import { damaged, type TagDialect, type TagEntry } from '#main/tags/tag-document.ts';
import type { TagField } from '#shared/contract/file-tags.ts';
import { isComment } from '#shared/domain/tag-comment.ts';
import { isStarScale, starsOfText } from '#shared/domain/tag-rating.ts';
import { childAtoms, findChild, listAtoms, makeAtom, uint32 } from './atoms.ts';

const FREE_FORM = '----';
const APPLE = 'com.apple.iTunes';
const USUAL: Readonly<Record<TagField, string>> = {
  key: `${FREE_FORM}:${APPLE}:initialkey`,
  bpm: 'tmpo',
  energy: `${FREE_FORM}:${APPLE}:ENERGYLEVEL`,
  rating: 'rate',
  comment: '\xa9cmt',
};
const OWN_RATING = `${FREE_FORM}:${APPLE}:RATING`;
const UTF8_DATA = 1;
const INTEGER_DATA = 21;

const nameOf = (id: string): string => id.slice(id.lastIndexOf(':') + 1);
const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const isRating = (id: string): boolean => id === USUAL.rating || sameId(id, OWN_RATING);

function payload(raw: Buffer, type: string): Buffer | null {
  const [item] = listAtoms(raw, 0, raw.length);
  const atom = findChild(raw, item, type);
  // Version and flags stand before the content; of `data` these are the kind, and a language follows.
  return atom === undefined ? null : raw.subarray(atom.start + 8, atom.end);
}

function dataText(raw: Buffer, id: string): string {
  const data = payload(raw, 'data');
  if (data === null || data.length < 8) return '';
  const value = data.subarray(8);
  if (id === USUAL.bpm) return value.length >= 1 && value.length <= 6 ? String(value.readUIntBE(0, value.length)) : '';
  return value.toString('utf8');
}

/** @param raw One atom of the list. */
export function mp4Entry(raw: Buffer): TagEntry {
  const type = raw.toString('latin1', 4, 8);
  if (type !== FREE_FORM) {
    const text = Object.values(USUAL).includes(type) ? dataText(raw, type) : '';
    return { id: type, raw, text: isRating(type) ? String(starsOfText(text) ?? 0) : text };
  }
  const part = (name: string): string => payload(raw, name)?.subarray(4).toString('utf8') ?? '';
  const id = `${FREE_FORM}:${part('mean')}:${part('name')}`;
  const text = dataText(raw, id);
  return { id, raw, text: isRating(id) ? String(starsOfText(text) ?? 0) : text };
}

/** @throws {AppError} When an atom reaches over its end. */
export function mp4Entries(
  bytes: Buffer,
  ilst: { readonly type: string; readonly start: number; readonly end: number },
) {
  return childAtoms(bytes, ilst).map(({ start, end }) => mp4Entry(Buffer.from(bytes.subarray(start, end))));
}

function holds({ id, text }: TagEntry, field: TagField): boolean {
  if (field === 'comment') return id === USUAL.comment && isComment('', text);
  if (field === 'rating') return isRating(id);
  return sameId(id, USUAL[field]) || (id.startsWith(FREE_FORM) && isFieldName(field, nameOf(id), text));
}

function ratingText(stars: string, like: TagEntry | null): string {
  const old = like === null ? '' : dataText(like.raw, like.id);
  return isStarScale(Number(old)) ? stars : String(Number(stars) * 20);
}

const data = (kind: number, value: Buffer): Buffer => makeAtom('data', uint32(kind), uint32(0), value);

/** An item of a name of its own. @param kind Of the data: text, as other programs write it, where none was before. */
function freeFormItem(id: string, value: Buffer, kind: Buffer = uint32(UTF8_DATA)): Buffer {
  const [, mean = APPLE, ...name] = id.split(':');
  const named = (type: string, words: string): Buffer => makeAtom(type, uint32(0), Buffer.from(words, 'utf8'));
  return makeAtom(
    FREE_FORM,
    named('mean', mean),
    named('name', name.join(':')),
    makeAtom('data', kind, uint32(0), value),
  );
}

/** The kind of an item's data, as it stands. */
function dataKind({ raw }: TagEntry): Buffer | undefined {
  return payload(raw, 'data')?.subarray(0, 4);
}

/** @source iTunes metadata format; "tmpo" holds whole numbers only. */
function makeItem(id: string, text: string): Buffer {
  if (id === USUAL.bpm) {
    const value = Buffer.alloc(2);
    value.writeUInt16BE(Math.round(Number(text)));
    return makeAtom(id, data(INTEGER_DATA, value));
  }
  const value = Buffer.from(text, 'utf8');
  return id.startsWith(FREE_FORM) ? freeFormItem(id, value) : makeAtom(id, data(UTF8_DATA, value));
}

export const MP4_DIALECT: TagDialect = {
  find: (entries, field) => {
    const found = entries.filter((entry) => holds(entry, field));
    return field === 'comment' ? found.slice(0, 1) : found;
  },
  isUsual: ({ id }, field) => sameId(id, USUAL[field]),
  encode: (field, text, like) => {
    if (text === '' && field !== 'rating') return null;
    const id = like?.id ?? USUAL[field];
    if (field === 'bpm' && !(Number(text) < 65_535.5)) throw damaged('What should be written');
    return mp4Entry(makeItem(id, field === 'rating' ? ratingText(text === '' ? '0' : text, like) : text));
  },
  readNamed: ({ id, raw }) => {
    const value = id.startsWith(FREE_FORM) ? payload(raw, 'data') : null;
    return value === null || value.length < 8 ? null : { name: id, bytes: value.subarray(8) };
  },
  makeNamed: ({ name, bytes }, like) =>
    mp4Entry(freeFormItem(like?.id ?? name, Buffer.from(bytes), like === null ? undefined : dataKind(like))),
};
