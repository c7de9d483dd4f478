import type { TextChange, TextCleaning, TextField, TextReplacement } from '#shared/contract/text-edits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type CleanUp, cleanText } from '#shared/domain/clean-text.ts';
import { moveGuests } from '#shared/domain/guest-names.ts';

export type TrackTexts = Readonly<Record<TextField, string>>;

/** What a change makes of one text. `paired`: title and artist change together or not at all. */
export interface ChangedText {
  readonly field: TextField;
  readonly after: string;
  readonly paired: boolean;
}

export interface ChangedTexts {
  readonly changes: readonly ChangedText[];
  /** Texts that are left as they are: a title would be empty, or a text longer than its field. */
  readonly emptied: number;
  readonly tooLong: number;
}

/** As long as editing one track allows (TrackEdit). */
const MOST_LETTERS: Readonly<Partial<Record<TextField, number>>> = { comment: 5000, genre: 200, label: 200 };
const MOST_OTHERWISE = 500;

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** @throws {AppError} `invalid-input` when a pattern is not one. */
function expressionOf({ find, match, matchCase }: TextReplacement): RegExp {
  const flags = matchCase ? 'gu' : 'giu';
  const text = find.normalize('NFC');
  if (match === 'text') return new RegExp(escapeRegExp(text), flags);
  const word = String.raw`[\p{L}\p{N}\p{M}_]`;
  if (match === 'words') return new RegExp(`(?<!${word})${escapeRegExp(text)}(?!${word})`, flags);
  try {
    return new RegExp(text, flags);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^.*\/[a-z]*: /su, '') : '';
    throw new AppError('invalid-input', `This is no regular expression: ${reason}.`, {}, cause);
  }
}

type Change = (texts: TrackTexts) => Partial<Record<TextField, string>>;

function replacer(change: TextReplacement, fields: readonly TextField[]): Change {
  const expression = expressionOf(change);
  const { replacement } = change;
  // A plain text is put in as it is: "$1" means something in a pattern only.
  const replace = (text: string): string =>
    change.match === 'pattern' ? text.replace(expression, replacement) : text.replace(expression, () => replacement);
  return (texts) =>
    Object.fromEntries(
      fields.map((field) => {
        // An accent may be stored as a letter of its own; who looks for "é" means both.
        const text = texts[field].normalize('NFC');
        const after = replace(text);
        return [field, after === text ? texts[field] : after];
      }),
    );
}

function cleaner({ cleanUps, caseChange, guestsTo }: TextCleaning, fields: readonly TextField[]): Change {
  const wanted = new Set<CleanUp>(cleanUps);
  return (texts) => {
    const clean = Object.fromEntries(fields.map((field) => [field, cleanText(texts[field], wanted, caseChange)]));
    if (guestsTo === null) return clean;
    return { ...clean, ...moveGuests({ artist: texts.artist, title: texts.title, ...clean }, guestsTo) };
  };
}

const fits = (field: TextField, text: string): boolean => text.length <= (MOST_LETTERS[field] ?? MOST_OTHERWISE);
/** A comment may begin with an empty line; all others are names. */
const trimmed = (field: TextField, text: string): string => (field === 'comment' ? text : text.trim());

/** Guests stand in one of these or the other. */
const isNamed = ({ field }: { readonly field: TextField }): boolean => field === 'title' || field === 'artist';

/**
 * Makes a function that finds out what the change does to the texts of a track.
 * @throws {AppError} `invalid-input` when a pattern is not one.
 */
export function textChanger(change: TextChange, fields: readonly TextField[]): (texts: TrackTexts) => ChangedTexts {
  const run = change.kind === 'replace' ? replacer(change, fields) : cleaner(change, fields);
  const movesGuests = change.kind === 'clean' && change.guestsTo !== null;
  return (texts) => {
    const entries = Object.entries(run(texts)) as [TextField, string][];
    const changed = entries
      .filter(([field, after]) => after !== texts[field])
      .map(([field, after]) => ({ field, after: trimmed(field, after) }))
      .filter(({ field, after }) => after !== texts[field]);
    const isEmptied = ({ field, after }: (typeof changed)[number]): boolean => field === 'title' && after === '';
    const good = changed.filter((text) => fits(text.field, text.after) && !isEmptied(text));
    const isPair = movesGuests && good.filter(isNamed).length === 2;
    // One half of a pair that cannot be written keeps the other back: the guests would be lost or doubled.
    const isBroken = movesGuests && changed.some((text) => isNamed(text) && !good.includes(text));
    const kept = isBroken ? good.filter((text) => !isNamed(text)) : good;
    return {
      changes: kept.map((text) => ({ ...text, paired: isPair && isNamed(text) })),
      emptied: changed.filter(isEmptied).length,
      tooLong: changed.filter(({ field, after }) => !fits(field, after)).length,
    };
  };
}
