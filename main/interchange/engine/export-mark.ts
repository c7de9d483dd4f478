/**
 * How a database that was written here is told from one that Engine DJ works with. SQLite keeps both in the header of the file: a
 * number for the program that made it, and how often it has been written to since it was made.
 */
export const ENGINE_EXPORT_MARK = 0x4d_46_45_78;

const [COUNTER_AT, MARK_AT, HEADER_BYTES] = [24, 68, 100];

/** @param head The first bytes of an m.db, at least its header. */
export function isUntouchedEngineDatabase(head: Uint8Array): boolean {
  if (head.length < HEADER_BYTES) return false;
  const header = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return header.getUint32(MARK_AT) === ENGINE_EXPORT_MARK && header.getUint32(COUNTER_AT) === 0;
}
