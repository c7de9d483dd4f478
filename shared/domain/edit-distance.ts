/** One line of the table of distances: from the beginning of a word to each beginning of the other. */
function nextLine(from: string, row: number, to: string, last: readonly number[], beforeLast: readonly number[]) {
  const line = [row];
  for (let column = 1; column <= to.length; column += 1) {
    const isSame = from[row - 1] === to[column - 1];
    const change = (last[column - 1] ?? 0) + (isSame ? 0 : 1);
    const cost = Math.min((last[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, change);
    const isSwapped = !isSame && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    line.push(isSwapped && row > 1 ? Math.min(cost, (beforeLast[column - 2] ?? 0) + 1) : cost);
  }
  return line;
}

/**
 * Letters to change, leave out, add or swap with their neighbour to come from one word to the other.
 * @returns `most` + 1 for everything beyond `most`.
 * @source Optimal string alignment, the restricted Damerau-Levenshtein distance.
 */
export function editDistance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const line = nextLine(from, row, to, last, beforeLast);
    // A swap reaches over one line.
    if (Math.min(...line) > most && Math.min(...last) > most) return most + 1;
    [beforeLast, last] = [last, line];
  }
  return Math.min(last[to.length] ?? 0, most + 1);
}
