/** Reads a file text block by text block, so that the text never stands in memory as a whole. */
export interface BlockReader<Result> {
  /** @param text The next part; it may end anywhere, even inside a name. */
  write(text: string): void;
  finish(): Result;
}

export function readBlocks<Result>(reader: BlockReader<Result>, blocks: Iterable<string>): Result {
  for (const block of blocks) reader.write(block);
  return reader.finish();
}

export async function readBlocksAsync<Result>(
  reader: BlockReader<Result>,
  blocks: AsyncIterable<string>,
): Promise<Result> {
  for await (const block of blocks) reader.write(block);
  return reader.finish();
}
