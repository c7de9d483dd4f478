import { fromCamelot, keyIndex, parseKey } from './key.ts';

/** Values from min to max; null = no bound. A bound belongs to the range unless it is `...Open`. */
export interface NumberRange {
  readonly min: number | null;
  readonly max: number | null;
  readonly minOpen: boolean;
  readonly maxOpen: boolean;
}

/** Not understood: `incomplete` may still become something, `wrong` will not. */
export type Unread = 'incomplete' | 'wrong';

/** One number as written, with the span of values that it stands for ("128" covers what is shown as 128). */
interface Quantity {
  readonly min: number;
  /** Not part of the span, unless the span is one point. */
  readonly max: number;
}

/** How the numbers of a field are written. */
export interface NumberSyntax {
  readonly read: (text: string) => Quantity | null;
  /** What a half-typed number looks like. */
  readonly beginning: RegExp;
  /** Bounds let values pass that are shown like the bound: 119.98 is shown as 120. */
  readonly tolerance: number;
}

const point = (value: number): Quantity => ({ min: value, max: value });

/** Whole numbers cover what rounds to them, decimals what rounds to their last digit. */
function readDecimal(text: string): Quantity | null {
  const match = /^\d{1,6}(?:\.(\d{1,4}))?$/.exec(text);
  if (match === null) return null;
  const half = 0.5 * 10 ** -(match[1]?.length ?? 0);
  return { min: Number(text) - half, max: Number(text) + half };
}

function readWhole(text: string): Quantity | null {
  return /^\d{1,6}$/.test(text) ? point(Number(text)) : null;
}

/** "80%", "80", or a share up to 1: "0.8". A decimal of a percentage counts as well: "99.5%". @returns Percent. */
function readShare(text: string): Quantity | null {
  const match = /^(\d{1,3}(?:\.\d{1,4})?)(%?)$/.exec(text);
  const number = Number(match?.[1] ?? Number.NaN);
  const percent = match?.[2] === '' && number <= 1 ? number * 100 : number;
  return percent <= 100 ? point(percent) : null;
}

/** "5" (the sixth minute of a track, 5:00 to 5:59), "5:30", "1:02:03", "90s". @returns Seconds. */
function readLength(text: string): Quantity | null {
  const inSeconds = /^(\d{1,5})s$/i.exec(text);
  if (inSeconds) return { min: Number(inSeconds[1]) - 0.5, max: Number(inSeconds[1]) + 0.5 };
  if (!/^\d{1,4}(?::\d{0,2}){0,2}$/.test(text)) return null;
  const parts = text.split(':').map(Number);
  if (parts.length === 1) return { min: Number(text) * 60, max: Number(text) * 60 + 60 };
  const total = parts.reduce((sum, part) => sum * 60 + part, 0);
  return { min: total - 0.5, max: total + 0.5 };
}

/** Tempo in BPM. */
export const BPM_SYNTAX: NumberSyntax = { read: readDecimal, beginning: /^[\d.]*$/, tolerance: 0.05 };
/** Years, stars, plays, energy levels. */
export const WHOLE_SYNTAX: NumberSyntax = { read: readWhole, beginning: /^\d*$/, tolerance: 0 };
/** Completeness in percent. */
export const SHARE_SYNTAX: NumberSyntax = { read: readShare, beginning: /^\d{0,3}\.?$/, tolerance: 0 };
/** Length in seconds. */
export const LENGTH_SYNTAX: NumberSyntax = { read: readLength, beginning: /^[\d:]*s?$/, tolerance: 0.5 };

function fromQuantity(quantity: Quantity): NumberRange {
  const isPoint = quantity.min === quantity.max;
  return { min: quantity.min, max: quantity.max, minOpen: false, maxOpen: !isPoint };
}

/** The number in the middle of a quantity that a bound means: "128" is 128, "5" minutes is 5:00. */
function boundOf(quantity: Quantity, syntax: NumberSyntax): number {
  return syntax === LENGTH_SYNTAX && quantity.max - quantity.min === 60
    ? quantity.min
    : (quantity.min + quantity.max) / 2;
}

const NO_BOUNDS: NumberRange = { min: null, max: null, minOpen: false, maxOpen: false };

function readComparison(operator: string, bound: number, tolerance: number): NumberRange {
  if (operator === '>') return { ...NO_BOUNDS, min: bound, minOpen: true };
  if (operator === '<') return { ...NO_BOUNDS, max: bound, maxOpen: true };
  if (operator === '>=') return { ...NO_BOUNDS, min: bound - tolerance };
  return { ...NO_BOUNDS, max: bound + tolerance };
}

/** An end of a span: a bound, or no bound for "". */
function readEnd(text: string, syntax: NumberSyntax): { readonly bound: number | null } | Unread {
  if (text === '') return { bound: null };
  const quantity = syntax.read(text);
  if (quantity !== null) return { bound: boundOf(quantity, syntax) };
  return syntax.beginning.test(text) ? 'incomplete' : 'wrong';
}

/** "120-126", "120..126", "120-" (from), "-126" (up to); either order. */
function readSpan(low: string, high: string, syntax: NumberSyntax): NumberRange | Unread {
  const from = readEnd(low, syntax);
  const to = readEnd(high, syntax);
  if (from === 'wrong' || to === 'wrong') return 'wrong';
  if (from === 'incomplete' || to === 'incomplete') return 'incomplete';
  const bounds = [from.bound, to.bound].filter((bound) => bound !== null);
  if (bounds.length === 0) return 'incomplete';
  const min = from.bound === null ? null : Math.min(...bounds) - syntax.tolerance;
  const max = to.bound === null ? null : Math.max(...bounds) + syntax.tolerance;
  return { ...NO_BOUNDS, min, max };
}

/** Reads "128", "120-126", ">6", "<=5:00" ... in a field's way of writing numbers. */
export function readNumberRange(text: string, syntax: NumberSyntax): NumberRange | Unread {
  const [, operator, operand = ''] = /^(>=|<=|>|<|=)?(.*)$/s.exec(text) ?? [];
  if (operator === undefined || operator === '=') {
    const span = /^([^-]*?)(?:\.\.|-)([^-]*)$/s.exec(operand);
    if (span) return readSpan(span[1] ?? '', span[2] ?? '', syntax);
  }
  const quantity = syntax.read(operand);
  if (quantity === null) return syntax.beginning.test(operand) ? 'incomplete' : 'wrong';
  if (operator === undefined || operator === '=') return fromQuantity(quantity);
  return readComparison(operator, boundOf(quantity, syntax), syntax.tolerance);
}

/** A key that is still being typed: "A m", "Ami", "Bb ma", "C d". */
const KEY_BEGINNING = /^(?:0|[a-g]?[#b♯♭]?\s?(?:m(?:i(?:no?)?)?|m(?:ajo?|a|o|ol)|du?)?)$/i;

/** Reads a key in any notation; a number alone ("8", half-typed or meant so) is both letters. @returns Key indexes. */
export function readKeys(text: string): readonly number[] | Unread {
  const trimmed = text.trim();
  const key = parseKey(trimmed);
  if (key !== null) return [keyIndex(key)];
  if (/^(?:0?[1-9]|1[0-2])$/.test(trimmed)) {
    const number = Number(trimmed);
    return (['A', 'B'] as const).map((letter) => keyIndex(fromCamelot({ number, letter })));
  }
  return KEY_BEGINNING.test(trimmed) ? 'incomplete' : 'wrong';
}
