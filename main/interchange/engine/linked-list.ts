/** A row that names the one after it; 0 is the end. */
export interface LinkedRow {
  readonly id: number;
  readonly next: number;
}

/**
 * Puts the rows of one list in order. Rows of a circle and of loose ends are not lost: they stand at the end.
 * @returns Whether it was one whole list as well.
 */
export function orderLinked<Row extends LinkedRow>(
  rows: readonly Row[],
): { readonly ordered: Row[]; readonly isWhole: boolean } {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const followers = new Set(rows.map(({ next }) => next));
  const heads = rows.filter(({ id }) => !followers.has(id));
  const ordered = new Set<Row>();
  // The rows that none was left for are of circles, which are cut at their first row.
  for (const start of [...heads, ...rows]) {
    let row: Row | undefined = start;
    while (row !== undefined && !ordered.has(row)) {
      ordered.add(row);
      row = byId.get(row.next);
    }
  }
  const last = [...ordered].at(-1);
  return { ordered: [...ordered], isWhole: rows.length === 0 || (heads.length === 1 && last?.next === 0) };
}
