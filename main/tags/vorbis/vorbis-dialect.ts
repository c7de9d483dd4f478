import { isFieldName } from '#main/tags/field-names.ts';
import type { TagDialect, TagEntry } from '#main/tags/tag-document.ts';
import type { TagField } from '#shared/contract/file-tags.ts';
import { isComment } from '#shared/domain/tag-comment.ts';
import { isStarScale, starsOfText } from '#shared/domain/tag-rating.ts';
import { vorbisEntry } from './vorbis-comment.ts';

const USUAL: Readonly<Record<TagField, string>> = {
  key: 'INITIALKEY',
  bpm: 'BPM',
  energy: 'ENERGYLEVEL',
  rating: 'RATING',
  comment: 'COMMENT',
};

/** Ratings as stars, everything else as it is. */
export const vorbisText = (name: string, value: string): string =>
  name.toUpperCase() === USUAL.rating ? String(starsOfText(value) ?? 0) : value;

function holds({ id, text }: TagEntry, field: TagField): boolean {
  const name = id.toUpperCase();
  if (field === 'comment') return (name === 'COMMENT' || name === 'DESCRIPTION') && isComment('', text);
  return name === USUAL[field] || isFieldName(field, name, text);
}

const isNamed = (id: string, name: string): boolean => id.toUpperCase() === name;

/** The comment that is read first, which may be a description, and the one in which most programs look. */
function readComments(found: readonly TagEntry[]): readonly TagEntry[] {
  const [first] = found;
  const usual = found.find(({ id }) => isNamed(id, USUAL.comment));
  return [...new Set([first, usual])].filter((entry) => entry !== undefined);
}

/** Stars stay stars where the file counts so; else they are written as parts of 100. */
function ratingText(stars: string, like: TagEntry | null): string {
  const old = like?.raw.toString('utf8').slice(like.id.length + 1) ?? '';
  return isStarScale(Number(old)) ? stars : String(Number(stars) * 20);
}

export const VORBIS_DIALECT: TagDialect = {
  find: (entries, field) => {
    const found = entries.filter((entry) => holds(entry, field));
    return field === 'comment' ? readComments(found) : found;
  },
  isUsual: ({ id }, field) => isNamed(id, USUAL[field]),
  encode: (field, text, like) => {
    if (text === '' && field !== 'rating') return null;
    const name = like?.id ?? USUAL[field];
    const value = field === 'rating' ? ratingText(text === '' ? '0' : text, like) : text;
    return vorbisEntry(Buffer.from(`${name}=${value}`, 'utf8'), vorbisText);
  },
  readNamed: ({ id, raw }) => {
    const cut = raw.indexOf('=');
    return cut < 0 ? null : { name: id, bytes: raw.subarray(cut + 1) };
  },
  makeNamed: ({ name, bytes }, like) =>
    vorbisEntry(Buffer.concat([Buffer.from(`${like?.id ?? name}=`, 'utf8'), bytes]), vorbisText),
};
