import { parseKey } from '#shared/domain/key.ts';
import { parseClock, parseDecimal } from '#main/interchange/text/plain-values.ts';
import { isMixName } from './mix-words.ts';

/** What stands behind the names in a row. */
export interface RowSuffix {
  /** What is left: artist and title. */
  readonly body: string;
  readonly label: string;
  readonly catalogue: string;
  readonly year: number | null;
  readonly bpm: number | null;
  readonly keyText: string;
  /** Seconds: where the track begins or how long it is, as the whole list shows. */
  readonly clock: number | null;
  /** "unreleased", "free download". */
  readonly note: string;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Values = Mutable<RowSuffix>;

// Words that people write in brackets behind a title, and which are no label.
const NOTE =
  /^(?:free|free (?:download|dl|d\/l|track)|unreleased|forthcoming(?: on .*)?|upcoming|promo|premi[eè]re|exclusive|world exclusive|dub ?plate|cd-?r|out now|coming soon|new|hot|id|tbc|tba|hq|vinyl(?: only)?|vinyl rip|digital|test ?press(?:ing)?|unknown label|no label|explicit lyrics|snippet|preview|buy|lyrics|official (?:music )?video|official audio|audio|video|visuali[sz]er|unreleased id|track of the (?:week|month)|tune of the week|classic|request|guest mix|soon|repress|bandcamp|soundcloud|beatport|spotify|youtube)$/iu;
const CAMELOT = /^(?:0?[1-9]|1[0-2])\s?[AB]$/i;
const KEY_NAME = /^[A-G](?:#|♯|b|♭)?\s?(?:m|min|minor|maj|major)$/i;
const BPM = /^(\d{2,3}(?:[.,]\d{1,2})?)\s*bpm$/i;
const YEAR = /^(?:19[5-9]\d|20[0-4]\d)$/;

const TIME = /^\d{1,3}:\d{2}(?::\d{2})?$/;
const isKey = (text: string): boolean => CAMELOT.test(text) || (KEY_NAME.test(text) && parseKey(text) !== null);

/** Values that are what they are wherever they stand, each with what takes it up. */
const VALUES: readonly (readonly [(text: string) => boolean, (text: string, values: Values) => void])[] = [
  [(text) => TIME.test(text) && parseClock(text) !== null, (text, values) => void (values.clock ??= parseClock(text))],
  [(text) => BPM.test(text), (text, values) => void (values.bpm ??= parseDecimal(BPM.exec(text)?.[1] ?? ''))],
  [isKey, (text, values) => void (values.keyText ||= text)],
  [
    (text) => NOTE.test(text),
    (text, values) => {
      values.note = values.note === '' ? text : `${text}, ${values.note}`;
    },
  ],
];

/** @returns Whether it was such a value. */
function readValue(text: string, values: Values): boolean {
  const found = VALUES.find(([matches]) => matches(text));
  found?.[1](text, values);
  return found !== undefined;
}

const CATALOGUE = /^(?=.*\d)[\p{Lu}\d][\p{L}\d\s.\-_/#:]{0,24}$/u;
const CODE_ONLY = /^[\p{Lu}]{2,10}[-\s]?\d{1,5}[A-Z]{0,3}$/u;
/** "Trax Records TX142" */
const NAME_AND_CODE = /^(.*\p{L}{2}.*)\s+((?=.*\d{2})\p{Lu}{2,}[\d.-]+\p{Lu}{0,3}|\d{2,4}\p{Lu}{1,4})$/u;
const TRAILING_YEAR = /^(.*[^\s,])(?:,\s*|\s+\(?)((?:19[5-9]|20[0-4])\d)\)?$/u;

/** How a label and its catalogue number stand together: "Warmtoad - WTD 009DB", "Orbis, ORB-359", "Label (CAT 001)". */
const TWO_PARTS = [
  /^(.*\S)\s+(?:[-–—|/:]|\/\/)\s+(\S.*)$/u,
  /^(.*\S)\s*[,:|]\s*(\S+)$/u,
  /^(.*\S)\s+\(([^()]+)\)$/u,
  NAME_AND_CODE,
];

export interface LabelParts {
  readonly label: string;
  readonly catalogue: string;
  readonly year: number | null;
}

export function splitLabel(whole: string): LabelParts {
  const [, before, found] = TRAILING_YEAR.exec(whole) ?? [];
  const [text, year] = [before ?? whole, found === undefined ? null : Number(found)];
  const parts = TWO_PARTS.map((pattern) => pattern.exec(text)).find(
    (match) => match !== null && CATALOGUE.test(match[2] ?? ''),
  );
  if (parts !== undefined && parts !== null) return { label: parts[1] ?? '', catalogue: parts[2] ?? '', year };
  return CODE_ONLY.test(text) ? { label: '', catalogue: text, year } : { label: text, catalogue: '', year };
}

function readLabel(text: string, values: Values): void {
  const { label, catalogue, year } = splitLabel(text);
  Object.assign(values, { label, catalogue, year: values.year ?? year });
}

/** Brackets that are closed with another than they were opened with are slips of the hand. */
const SQUARE = /^(.*\S)\s*[[{]([^[\]{}]*)[\]}]?$/su;
const ROUND = /^(.*\S)\s*\(([^()]*)\)$/su;
const TAIL = /^(.*?\S)\s+([-–—|@]\s*)?(\d{1,2}:\d{2}:\d{2}|\d{1,3}:\d{2}|\d{2,3}(?:[.,]\d{1,2})?\s*bpm)$/isu;
const DASHED_KEY = /^(.*\S)\s+([-–—|/])\s+((?:0?[1-9]|1[0-2])[AB])$/su;
const LOOSE_END = /(?:[\\,;|~▶►▸•·]|(?<=[)\]])[.:?])+\s*$|\s+[-–—*]+\s*$|(?<![-–—\s])\s+\?$/u;
const SLASHED_LABEL = /^(.*\s[-–—]\s.*\S)\s+\/\/\s+(\S.*)$/su;

const GUESTS = /^(?:feat|ft|featuring|prod)\b/iu;
const SURE_MIX =
  /mix|rmx|edit|vers|\bdub$|\bvip\b|extended|original$|instrumental|a\s?cap|bootleg|flip|re-?work|ミックス|リミ|エディ|ремикс|микс|믹스|混音|版/iu;

/** Labels are called Deconstruction and Session; what a mix is called in square brackets says so more plainly. */
function isLabelOrYear(content: string, values: Values): boolean {
  if (GUESTS.test(content) || (SURE_MIX.test(content) && isMixName(content))) return false;
  if (YEAR.test(content) && values.year === null) values.year = Number(content);
  else if (values.label === '' && values.catalogue === '') readLabel(content, values);
  else return false;
  return true;
}

/** @returns What is left before a bracket in the end that was read, or null where none was. */
function readSquare(body: string, values: Values): string | null {
  const [, before = '', inside = ''] = SQUARE.exec(body) ?? [];
  const content = inside.trim();
  if (before === '') return null;
  if (/^[?.\-–]*$/.test(content) || readValue(content, values)) return before;
  return isLabelOrYear(content, values) ? before : null;
}

function readRound(body: string, values: Values): string | null {
  const match = ROUND.exec(body);
  const content = match?.[2]?.trim() ?? '';
  return match?.[1] !== undefined && content !== '' && readValue(content, values) ? match[1] : null;
}

function readTail(body: string, values: Values): string | null {
  const [, before, dash, content] = TAIL.exec(body) ?? DASHED_KEY.exec(body) ?? [];
  if (before === undefined || content === undefined) return null;
  // In "Adam Beyer - 4:50" the time is the title.
  if (dash !== undefined && !/\s[-–—|]\s/u.test(before)) return null;
  return readValue(content, values) ? before : null;
}

const FILE_ENDING = /\.(?:mp3|flac|wav|aiff?|m4a|ogg|aac)$/i;
const LEADING_VALUE = /^[[(]([^[\]()]{2,10})[\])]\s+(\S.*)$/su;

/** "[8A] Artist - Title", "(126 BPM) Artist - Title". */
function withoutLeadingValue(text: string, values: Values): string {
  const [, content, rest] = LEADING_VALUE.exec(text) ?? [];
  return content !== undefined && rest !== undefined && readValue(content.trim(), values) ? rest : text;
}

/** Takes off brackets, times, keys and tempi from the end until none is left. */
export function readSuffix(text: string): RowSuffix {
  const values: Values = {
    body: '',
    label: '',
    catalogue: '',
    year: null,
    bpm: null,
    keyText: '',
    clock: null,
    note: '',
  };
  let body = withoutLeadingValue(text.trim().replace(FILE_ENDING, ''), values);
  const slashed = SLASHED_LABEL.exec(body);
  if (slashed?.[1] !== undefined && slashed[2] !== undefined && !/\s[-–—]\s/.test(slashed[2])) {
    body = slashed[1];
    readLabel(slashed[2], values);
  }
  for (let count = 0; count < 8; count += 1) {
    const tidy = body.replace(LOOSE_END, '').trim();
    const closed = tidy === '' ? body : tidy;
    const rest = readSquare(closed, values) ?? readRound(closed, values) ?? readTail(closed, values);
    if (rest === null && closed === body) break;
    body = (rest ?? closed).trim();
  }
  return { ...values, body };
}
