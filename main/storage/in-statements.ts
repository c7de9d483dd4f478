/**
 * A statement has its cost: so many rows in one take half the time of as many statements. The word index writes down what it
 * has whenever a statement begins that may have to be taken back, so texts of tracks gain most.
 */
const ROWS_A_STATEMENT = 50;

/** Rows as they go into statements: one by one at the end, so that there are two statements and not one for every number of rows. */
export function* inStatements<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  const whole = rows.length - (rows.length % ROWS_A_STATEMENT);
  for (let start = 0; start < whole; start += ROWS_A_STATEMENT) yield rows.slice(start, start + ROWS_A_STATEMENT);
  for (const row of rows.slice(whole)) yield [row];
}

/** "(?, ?), (?, ?)": the places for some rows. */
export function placesFor(rows: number, row: string): string {
  return Array<string>(rows).fill(`(${row})`).join(', ');
}

/** So many rows are read and written by the same statements. */
const MOST_TOGETHER = 250;

/**
 * Splits what follows each other into runs that can be done together: of one kind, and each of another row, because what comes
 * later must see what came before.
 * @param kindOf null = alone.
 */
export function* runsOf<Item>(
  items: Iterable<Item>,
  kindOf: (item: Item) => string | null,
  rowOf: (item: Item) => string,
): Generator<readonly Item[]> {
  let run: Item[] = [];
  let rows = new Set<string>();
  let kind: string | null = null;
  for (const item of items) {
    const own = kindOf(item);
    const row = rowOf(item);
    if (run.length > 0 && (own === null || own !== kind || rows.has(row) || run.length === MOST_TOGETHER)) {
      yield run;
      run = [];
      rows = new Set();
    }
    run.push(item);
    rows.add(row);
    kind = own;
  }
  if (run.length > 0) yield run;
}
