/** SQLite takes at most this many parameters comfortably; longer lists are asked for in parts. */
const LIST_PART = 500;

/** Splits a list for statements with `IN (...)`, or into parts of another size. */
export function inParts<Item>(items: readonly Item[], size = LIST_PART): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
