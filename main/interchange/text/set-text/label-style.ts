import { isMixName } from './mix-words.ts';

/** Labels that stand behind the title without square brackets: only most of a list's rows together show that they are there. */
export interface LabelStyle {
  /** "Title (Label)". */
  readonly isRound: boolean;
  /** "Title LABEL": the labels that are sure, in capitals; null where the list does not write them so. */
  readonly capitals: ReadonlySet<string> | null;
}

export const NO_LABELS: LabelStyle = { isRound: false, capitals: null };

const LEAST_ROWS = 4;
const GUESTS = /^(?:feat|ft|featuring|with|w\/|prod|original by|aka)\b/iu;
const ROUND = /^(.*\s[-–—]\s.*\S|.+["”“»])\s*\(([^()]+)\)$/u;

function roundLabel(body: string): { readonly rest: string; readonly label: string } | null {
  const [, rest, label] = ROUND.exec(body) ?? [];
  if (rest === undefined || label === undefined || isMixName(label) || GUESTS.test(label.trim())) return null;
  return { rest, label: label.trim() };
}

const hasLowerCase = (token: string): boolean => /\p{Ll}/u.test(token);

/** "RCA (SONY)": a label may end in its owner. @returns Index of the owner's first token; the number of tokens without one. */
function ownerFrom(tokens: readonly string[]): number | null {
  if (tokens.at(-1)?.endsWith(')') !== true) return tokens.length;
  const opened = tokens.findLastIndex((token) => token.startsWith('('));
  const owner = tokens.slice(opened).join(' ').slice(1, -1);
  return opened < 0 || hasLowerCase(owner) || isMixName(owner) ? null : opened;
}

/** Index of the first token of the capitals at the end; the number of tokens where there are none. */
function capitalsFrom(tokens: readonly string[]): number {
  let first = ownerFrom(tokens);
  if (first === null) return tokens.length;
  while (first > 0) {
    const token = tokens[first - 1] ?? '';
    if (hasLowerCase(token) || token.endsWith(')') || /^[-–—]$/.test(token)) break;
    first -= 1;
  }
  return first;
}

interface Capitals {
  readonly rest: string;
  readonly label: string;
  /** Whether the title is in capitals as well, so that it could end anywhere in them. */
  readonly isOpen: boolean;
}

function capitalLabel(body: string): Capitals | null {
  const tokens = body.split(' ');
  const first = capitalsFrom(tokens);
  const label = tokens.slice(first).join(' ');
  if ((label.match(/\p{Lu}/gu)?.length ?? 0) < 2) return null;
  const rest = tokens.slice(0, first).join(' ');
  return { rest, label, isOpen: /(?:^|\s)[-–—]$/.test(rest) };
}

export function detectLabels(bodies: readonly string[]): LabelStyle {
  if (bodies.length < LEAST_ROWS) return NO_LABELS;
  const round = bodies.filter((body) => roundLabel(body) !== null).length;
  if (round >= 0.6 * bodies.length) return { isRound: true, capitals: null };
  const capitals = bodies.map(capitalLabel).filter((found) => found !== null && !found.isOpen);
  if (capitals.length < 0.5 * bodies.length) return NO_LABELS;
  const labels = new Set(
    capitals.flatMap((found) => (found === null ? [] : [found.label, ...found.label.split(/\s?\/\s?/)])),
  );
  return { isRound: false, capitals: labels };
}

/** In a title of capitals only a label that other rows have shows where the title ends. */
function closeCapitals(
  { rest, label }: Capitals,
  labels: ReadonlySet<string>,
): { readonly rest: string; readonly label: string } | null {
  const tokens = label.split(' ');
  for (let from = 1; from < tokens.length; from += 1) {
    const end = tokens.slice(from).join(' ');
    const isKnown = labels.has(end) || end.split(/\s?\/\s?/).some((part) => labels.has(part));
    if (isKnown) return { rest: `${rest} ${tokens.slice(0, from).join(' ')}`, label: end };
  }
  return null;
}

/** @returns The row without its label, and the label; '' where it has none. */
export function takeLabel(body: string, style: LabelStyle): { readonly rest: string; readonly label: string } {
  const none = { rest: body, label: '' };
  if (style.isRound) return roundLabel(body) ?? none;
  const found = style.capitals === null ? null : capitalLabel(body);
  if (found === null || style.capitals === null) return none;
  return found.isOpen ? (closeCapitals(found, style.capitals) ?? none) : found;
}
