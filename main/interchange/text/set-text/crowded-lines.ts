const CLOCK = /(?:^|\s)[[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?(?=\s)/g;
const NUMBER = /(?:^|\s)\d{1,3}[.)]\s(?=\S)/g;
const DASH = /\s[-–—]\s/g;
const LEAST_ROWS = 3;
/** A list of so few lines can be one whose line breaks were lost. */
const FEW_LINES = 3;

function splitBefore(line: string, mark: RegExp): string[] | null {
  const places = [...line.matchAll(mark)].map((match) => match.index);
  const dashes = line.match(DASH)?.length ?? 0;
  if (places.length < LEAST_ROWS || dashes < places.length) return null;
  const starts = places[0] === 0 ? places : [0, ...places];
  return starts.map((start, index) => line.slice(start, starts[index + 1]).trim()).filter((row) => row !== '');
}

/** Numbers count up where they are those of rows. */
function splitAtNumbers(line: string): string[] | null {
  const numbers = [...line.matchAll(NUMBER)].map((match) => Number.parseInt(match[0], 10));
  return numbers.every((number, index) => number === (numbers[0] ?? 0) + index) ? splitBefore(line, NUMBER) : null;
}

/** Gives a list whose line breaks were lost in copying its rows back. */
export function splitCrowdedLines(lines: readonly string[]): readonly string[] {
  if (lines.filter((line) => line.trim() !== '').length > FEW_LINES) return lines;
  return lines.flatMap((line) => splitBefore(line, CLOCK) ?? splitAtNumbers(line) ?? [line]);
}
