import { createByteReader } from '#main/interchange/bytes.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { type Chunk, readChunkNumber, readChunks, readChunkText } from './chunks.ts';

/** A track that was played in a session. */
export interface SeratoPlay {
  /** As the session spells it: mostly a whole path. */
  readonly path: string;
  /** Seconds since 1970, UTC. */
  readonly startSeconds: number;
  readonly durationSeconds: number | null;
  /** From 0. */
  readonly deck: number | null;
}

/** Numbers of the fields of an entry that are read; there are some fifty, most of them tags of the track again. */
const FIELD = { path: 2, start: 28, end: 29, deckNumber: 31, playTime: 45, played: 50, deckText: 63 } as const;
const HEADER_BYTES = 8;

/** Fields of an entry: number, length, body. A cut one ends them. */
function readFields(body: Uint8Array): Map<number, Uint8Array> {
  const reader = createByteReader(body, 'Serato session');
  const fields = new Map<number, Uint8Array>();
  while (reader.left >= HEADER_BYTES) {
    const [field, length] = [reader.u32(), reader.u32()];
    if (length > reader.left) break;
    fields.set(field, reader.take(length));
  }
  return fields;
}

function deckOf(fields: ReadonlyMap<number, Uint8Array>): number | null {
  const text = fields.get(FIELD.deckText);
  const number =
    text === undefined
      ? readChunkNumber(fields.get(FIELD.deckNumber) ?? new Uint8Array())
      : Number(readChunkText(text));
  return number !== null && Number.isInteger(number) && number >= 1 && number <= 8 ? number - 1 : null;
}

function playOf(chunk: Chunk, report: ReadReport): SeratoPlay[] {
  const inner = readChunks(chunk.body).find(({ tag }) => tag === 'adat');
  const fields = readFields(inner?.body ?? new Uint8Array());
  const numberOf = (field: number): number | null => readChunkNumber(fields.get(field) ?? new Uint8Array());
  // Loaded, but never heard.
  if (numberOf(FIELD.played) === 0) return [];
  const path = readChunkText(fields.get(FIELD.path) ?? new Uint8Array());
  const startSeconds = numberOf(FIELD.start);
  if (path === '' || startSeconds === null || startSeconds === 0) {
    report.problem(`byte ${chunk.offset}`, 'An entry of the history has no path or no time and was left out.');
    return [];
  }
  const end = numberOf(FIELD.end);
  const byClock = end === null || end <= startSeconds ? null : end - startSeconds;
  return [{ path, startSeconds, durationSeconds: numberOf(FIELD.playTime) || byClock, deck: deckOf(fields) }];
}

/**
 * Reads a .session file of "History/Sessions".
 * @source Chunks as in the other library files; an entry's fields by what the community has found out: there is no document of Serato's.
 */
export function parseSeratoSession(bytes: Uint8Array, report: ReadReport): SeratoPlay[] {
  return readChunks(bytes).flatMap((chunk) => {
    if (!chunk.isWhole) report.problem(`byte ${chunk.offset}`, 'The session is cut short; what was before was read.');
    if (chunk.tag === 'oent') return playOf(chunk, report);
    if (chunk.tag !== 'vrsn' && chunk.tag !== '') report.unknown(chunk.tag);
    return [];
  });
}
