import { isFieldName } from '#main/tags/field-names.ts';
import type { TagDialect, TagEntry } from '#main/tags/tag-document.ts';
import type { TagField } from '#shared/contract/file-tags.ts';
import { isComment } from '#shared/domain/tag-comment.ts';
import { popularityOfStars, starsOfPopularity } from '#shared/domain/tag-rating.ts';
import { objectHead, readObject } from './id3-object.ts';
import { type FrameLayout, frameContent, type Id3Frame, makeFrame } from './id3-frames.ts';
import { cutAtZero, encodeText, encodingFor, firstText, terminator } from './id3-text.ts';

/** v2.2 has names of three letters. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  TKE: 'TKEY',
  TBP: 'TBPM',
  TXX: 'TXXX',
  COM: 'COMM',
  POP: 'POPM',
  GEO: 'GEOB',
};
const NEW_NAMES = new Map(Object.entries(OLD_NAMES).map(([old, name]) => [name, old]));

const USUAL: Readonly<Record<Exclude<TagField, 'rating' | 'comment'>, string>> = {
  key: 'TKEY',
  bpm: 'TBPM',
  energy: 'TXXX:EnergyLevel',
};
/** Reading programs that know owners know this one; the others take any. */
const RATING_OWNER = 'Windows Media Player 9 Series';
const LANGUAGE = 'eng';
const TXXX = 'TXXX:';
const COMM = 'COMM:';
const POPM = 'POPM:';
const GEOB = 'GEOB:';

interface Said {
  readonly id: string;
  readonly text: string;
}

/** @source ID3v2.4.0 frames, 4.2.6, 4.10, 4.17. */
function readContent(name: string, content: Buffer): Said {
  const encoding = content[0] ?? 0;
  if (name === 'POPM') {
    const [owner, rest] = cutAtZero(content, 0);
    const email = owner.toString('latin1');
    return { id: POPM + email, text: String(starsOfPopularity(email, rest[0] ?? 0)) };
  }
  if (name === 'TXXX') {
    const [description, value] = cutAtZero(content.subarray(1), encoding);
    return { id: TXXX + firstText(description, encoding), text: firstText(value, encoding) };
  }
  if (name === 'COMM') {
    const [description, value] = cutAtZero(content.subarray(4), encoding);
    const language = content.toString('latin1', 1, 4);
    return { id: `${COMM}${language}:${firstText(description, encoding)}`, text: firstText(value, encoding) };
  }
  if (name === 'GEOB') return { id: GEOB + readObject(content).description, text: '' };
  return { id: name, text: firstText(content.subarray(1), encoding) };
}

const READ = new Set(['TKEY', 'TBPM', 'TXXX', 'COMM', 'POPM', 'GEOB']);

export function id3Entry(frame: Id3Frame, layout: FrameLayout): TagEntry {
  const name = OLD_NAMES[frame.id] ?? frame.id;
  const content = READ.has(name) ? frameContent(frame, layout) : null;
  const said = content === null ? { id: name, text: '' } : readContent(name, content);
  return { ...said, raw: frame.raw };
}

const afterColon = (id: string): string => id.slice(id.indexOf(':') + 1);
/** Of "COMM:eng:name" the name. */
const commentName = (id: string): string => id.slice(COMM.length + 4);

function holds({ id, text }: TagEntry, field: TagField): boolean {
  if (field === 'comment') return id.startsWith(COMM) && isComment(commentName(id), text);
  if (field === 'rating' && id.startsWith(POPM)) return true;
  if (field !== 'rating' && id === USUAL[field]) return true;
  return id.startsWith(TXXX) && isFieldName(field, afterColon(id), text);
}

function textContent(id: string, text: string, layout: FrameLayout): Buffer {
  if (!id.startsWith(TXXX)) {
    const encoding = encodingFor(layout.version, [text]);
    return Buffer.concat([Buffer.from([encoding]), encodeText(text, encoding)]);
  }
  const name = afterColon(id);
  const encoding = encodingFor(layout.version, [name, text]);
  const head = [Buffer.from([encoding]), encodeText(name, encoding), terminator(encoding)];
  return Buffer.concat([...head, encodeText(text, encoding)]);
}

function commentContent(id: string, text: string, layout: FrameLayout): Buffer {
  const name = commentName(id);
  const encoding = encodingFor(layout.version, [name, text]);
  const language = Buffer.from(id.slice(COMM.length, COMM.length + 3).padEnd(3, ' '), 'latin1');
  const head = [Buffer.from([encoding]), language, encodeText(name, encoding), terminator(encoding)];
  return Buffer.concat([...head, encodeText(text, encoding)]);
}

/** The counter of plays is kept; a new one is zero. */
function ratingContent(id: string, stars: string, like: TagEntry | null, layout: FrameLayout): Buffer {
  const owner = afterColon(id);
  const old = like === null ? null : frameContent({ id: 'POPM', raw: like.raw }, layout);
  const counter = old === null ? Buffer.alloc(4) : cutAtZero(old, 0)[1].subarray(1);
  const rating = Buffer.from([popularityOfStars(owner, Number(stars))]);
  return Buffer.concat([Buffer.from(`${owner}\0`, 'latin1'), rating, counter]);
}

function newId(field: TagField): string {
  if (field === 'rating') return POPM + RATING_OWNER;
  return field === 'comment' ? `${COMM}${LANGUAGE}:` : USUAL[field];
}

/** The object in an entry; null where it is none, or cannot be read. */
function objectOf({ id, raw }: TagEntry, layout: FrameLayout) {
  const content = id.startsWith(GEOB) ? frameContent({ id: 'GEOB', raw }, layout) : null;
  return content === null ? null : readObject(content);
}

const frameId = (name: string, { version }: FrameLayout): string =>
  version === 2 ? (NEW_NAMES.get(name) ?? name) : name;

function contentOf(id: string, text: string, like: TagEntry | null, layout: FrameLayout): Buffer {
  if (id.startsWith(POPM)) return ratingContent(id, text === '' ? '0' : text, like, layout);
  return id.startsWith(COMM) ? commentContent(id, text, layout) : textContent(id, text, layout);
}

export function id3Dialect(layout: FrameLayout): TagDialect {
  return {
    find: (entries, field) => {
      const found = entries.filter((entry) => holds(entry, field));
      return field === 'comment' ? found.slice(0, 1) : found;
    },
    isUsual: ({ id }, field) => {
      if (field === 'comment') return true;
      // Names of own fields are written in any case.
      return field === 'rating' ? id.startsWith(POPM) : id.toUpperCase() === USUAL[field].toUpperCase();
    },
    encode: (field, text, like) => {
      const id = like?.id ?? newId(field);
      if (text === '' && !id.startsWith(POPM)) return null;
      const content = contentOf(id, text, like, layout);
      const name = id.split(':')[0] ?? id;
      return id3Entry(makeFrame(frameId(name, layout), content, layout), layout);
    },
    readNamed: (entry) => {
      const object = objectOf(entry, layout);
      return object === null ? null : { name: object.description, bytes: object.bytes };
    },
    makeNamed: ({ name, bytes }, like) => {
      const head = (like === null ? null : objectOf(like, layout)?.head) ?? objectHead(name);
      return id3Entry(makeFrame(frameId('GEOB', layout), Buffer.concat([head, bytes]), layout), layout);
    },
  };
}
