import { COLOURS } from './colours.ts';
import type { EmptyField, PlainCondition, SearchCondition } from './search-conditions.ts';
import { readAdded, type TimeRange } from './search-dates.ts';
import {
  type CollectionField,
  FIELD_HELP,
  isCollectionField,
  isNumberField,
  isTextField,
  type NumberField,
  type SearchField,
  type TextField,
} from './search-fields.ts';
import { isNearBeginning, readNear } from './search-near.ts';
import type { SearchProblem } from './search-parser.ts';
import type { SearchTerm, SearchValue } from './search-tokens.ts';
import {
  BPM_SYNTAX,
  LENGTH_SYNTAX,
  type NumberSyntax,
  readKeys,
  readNumberRange,
  SHARE_SYNTAX,
  type Unread,
  WHOLE_SYNTAX,
} from './search-values.ts';
import type { SearchText } from './search-words.ts';

const NEVER_EMPTY: readonly string[] = ['added', 'plays', 'played', 'missing', 'quality'];
const mayBeEmpty = (field: SearchField): field is EmptyField => !NEVER_EMPTY.includes(field);

const NUMBER_SYNTAX: Readonly<Record<NumberField, NumberSyntax>> = {
  bpm: BPM_SYNTAX,
  energy: WHOLE_SYNTAX,
  rating: WHOLE_SYNTAX,
  year: WHOLE_SYNTAX,
  time: LENGTH_SYNTAX,
  plays: WHOLE_SYNTAX,
  quality: SHARE_SYNTAX,
};

/** Letters and digits are what the word index knows. */
const HAS_WORD = /[\p{L}\p{N}]/u;
/** Scripts written without spaces, whose words the index cannot tell apart. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const BEYOND_ASCII = /[^\p{ASCII}\s]/u;

/** @returns null when there is nothing to look for: a lone "&" or "-". */
function searchText(value: SearchValue): SearchText | null {
  const text = value.text.trim();
  if (UNSPACED.test(text) || (!HAS_WORD.test(text) && BEYOND_ASCII.test(text))) return { text, match: 'part' };
  if (!HAS_WORD.test(text)) return null;
  return { text, match: value.quoted && value.closed ? 'phrase' : 'words' };
}

const searchTexts = (values: readonly SearchValue[]): SearchText[] =>
  values.map(searchText).filter((text) => text !== null);

/** Reads every value. An incomplete one counts as not typed yet. */
function readAll<Value>(term: SearchTerm, read: (text: string) => Value | Unread): readonly Value[] | Unread {
  const results: Value[] = [];
  for (const value of term.values) {
    const result = read(value.text);
    if (result === 'wrong') return 'wrong';
    if (result !== 'incomplete') results.push(result);
  }
  return results.length === 0 ? 'incomplete' : results;
}

/** One of the words; the beginning of one is incomplete. */
function readWord<Word extends string>(text: string, words: readonly Word[]): Word | Unread {
  const wanted = text.trim().toLowerCase();
  const found = words.find((word) => word.toLowerCase() === wanted);
  if (found !== undefined) return found;
  return words.some((word) => word.toLowerCase().startsWith(wanted)) ? 'incomplete' : 'wrong';
}

const COLOUR_NAMES = COLOURS.map(([, name]) => name);

type Reader = (term: SearchTerm, now: Date) => PlainCondition | Unread;

const READERS: Readonly<Record<'key' | 'added' | 'played' | 'colour' | 'missing', Reader>> = {
  key: (term) => {
    const keys = readAll(term, readKeys);
    return typeof keys === 'string' ? keys : { kind: 'key', keyIndexes: [...new Set(keys.flat())] };
  },
  added: (term, now) => {
    const ranges = readAll(term, (text) => readAdded(text, now));
    return typeof ranges === 'string' ? ranges : { kind: 'added', ranges };
  },
  played: (term, now) => {
    const times = readAll(term, (text): TimeRange | 'never' | Unread => {
      const word = /^[a-z]+$/i.test(text) ? readWord(text, ['never']) : 'wrong';
      return word === 'wrong' ? readAdded(text, now) : word;
    });
    if (typeof times === 'string') return times;
    return { kind: 'played', never: times.includes('never'), ranges: times.filter((time) => time !== 'never') };
  },
  colour: (term) => {
    const names = readAll(term, (text) => readWord(text, COLOUR_NAMES));
    return typeof names === 'string' ? names : { kind: 'colour', names };
  },
  missing: (term) => {
    const answers = readAll(term, (text) => readWord(text, ['yes', 'no']));
    return typeof answers === 'string' ? answers : { kind: 'missing', missing: answers[0] === 'yes' };
  },
};

function isEmptyTest({ values }: SearchTerm): boolean {
  const [value] = values;
  return values.length === 1 && value?.quoted === true && value.closed && value.text === '';
}

function readValueField(field: Exclude<SearchField, TextField | CollectionField>, term: SearchTerm, now: Date) {
  if (!isNumberField(field)) return READERS[field](term, now);
  const ranges = readAll(term, (text) => readNumberRange(text, NUMBER_SYNTAX[field]));
  return typeof ranges === 'string' ? ranges : { kind: 'number' as const, field, ranges };
}

/** @returns A condition, null for what says nothing (yet), or what is wrong with it. */
function readField(field: SearchField, term: SearchTerm, now: Date): SearchCondition | string | null {
  if (term.near) return readNear(field, term);
  if (isEmptyTest(term) && mayBeEmpty(field)) return { kind: 'empty', field };
  if (isTextField(field) || isCollectionField(field)) {
    const texts = searchTexts(term.values);
    if (texts.length === 0) return null;
    if (isTextField(field)) return { kind: 'text', field, texts };
    return { kind: 'collection', field, names: texts, start: term.start, end: term.end };
  }
  const condition = readValueField(field, term, now);
  if (condition === 'incomplete') return null;
  return condition === 'wrong' ? FIELD_HELP[field] : condition;
}

/** What a term asks for; null when it says nothing (yet) or something wrong, which `problems` tells of. */
export function readTerm(term: SearchTerm, now: Date, problems: SearchProblem[]): SearchCondition | null {
  if (term.field === null) {
    const texts = searchTexts(term.values);
    const isBeginning = term.values.some(({ text, quoted }) => !quoted && isNearBeginning(text));
    return texts.length === 0 || isBeginning ? null : { kind: 'text', field: null, texts };
  }
  const read = readField(term.field, term, now);
  if (typeof read !== 'string') return read;
  problems.push({ message: read, start: term.start, end: term.end });
  return null;
}
