/** SQLite takes at most this many parameters comfortably; longer lists are asked for in parts. */
const LIST_PART = 500;

/** Splits a list for statements with `IN (...)`. */
export function inParts<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += LIST_PART) parts.push(items.slice(start, start + LIST_PART));
  return parts;
}
