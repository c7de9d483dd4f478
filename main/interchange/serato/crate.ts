import { joinBytes } from '#main/interchange/bytes.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { type Chunk, encodeChunkText, formatChunk, readChunkNumber, readChunks, readChunkText } from './chunks.ts';

export interface SeratoCrate {
  readonly version: string;
  /** By which column the list is sorted; "#" is by hand. */
  readonly sort: { readonly column: string; readonly isReversed: boolean } | null;
  readonly columns: readonly { readonly name: string; readonly width: string }[];
  /** As Serato keeps them: from the top of the drive. */
  readonly paths: readonly string[];
}

export const newSeratoCrate = (paths: readonly string[]): SeratoCrate => ({
  version: '1.0/Serato ScratchLive Crate',
  sort: { column: '#', isReversed: false },
  columns: ['song', 'artist', 'bpm', 'key', 'album', 'length', 'comment'].map((name) => ({ name, width: '0' })),
  paths,
});

type Fields = ReadonlyMap<string, Uint8Array>;

/** The chunks inside another one; those that are not among `known` are counted. */
function readFields(chunk: Chunk, known: readonly string[], report: ReadReport): Fields {
  const fields = new Map<string, Uint8Array>();
  for (const { tag, body, isWhole } of readChunks(chunk.body)) {
    if (!isWhole) report.problem(`byte ${chunk.offset}`, 'An entry of the crate is cut short and was left out.');
    else if (known.includes(tag)) fields.set(tag, body);
    else report.unknown(`${chunk.tag}.${tag}`);
  }
  return fields;
}

function fieldText(fields: Fields, tag: string): string {
  const body = fields.get(tag);
  return body === undefined ? '' : readChunkText(body);
}

function readSort(chunk: Chunk, report: ReadReport): SeratoCrate['sort'] {
  const fields = readFields(chunk, ['tvcn', 'brev'], report);
  return {
    column: fieldText(fields, 'tvcn'),
    isReversed: readChunkNumber(fields.get('brev') ?? new Uint8Array()) === 1,
  };
}

function readPath(chunk: Chunk, report: ReadReport): string[] {
  const path = fieldText(readFields(chunk, ['ptrk'], report), 'ptrk');
  if (path !== '') return [path];
  report.problem(`byte ${chunk.offset}`, 'An entry of the crate has no path and was left out.');
  return [];
}

/** Reads a .crate file (the .scrate of a smart crate has the same entries, and rules that are counted as unknown). */
export function parseSeratoCrate(bytes: Uint8Array, report: ReadReport): SeratoCrate {
  let [version, sort]: [string, SeratoCrate['sort']] = ['', null];
  const [columns, paths]: [{ name: string; width: string }[], string[]] = [[], []];
  for (const chunk of readChunks(bytes)) {
    if (!chunk.isWhole) report.problem(`byte ${chunk.offset}`, 'The crate is cut short; what was before was read.');
    if (chunk.tag === 'vrsn') version = readChunkText(chunk.body);
    else if (chunk.tag === 'osrt') sort = readSort(chunk, report);
    else if (chunk.tag === 'ovct') {
      const fields = readFields(chunk, ['tvcn', 'tvcw'], report);
      columns.push({ name: fieldText(fields, 'tvcn'), width: fieldText(fields, 'tvcw') });
    } else if (chunk.tag === 'otrk') paths.push(...readPath(chunk, report));
    else if (chunk.tag !== '') report.unknown(chunk.tag);
  }
  return { version, sort, columns, paths };
}

export function formatSeratoCrate(crate: SeratoCrate): Uint8Array {
  const text = (tag: string, value: string) => formatChunk(tag, encodeChunkText(value));
  const { version, sort, columns, paths } = crate;
  const chunks = [text('vrsn', version)];
  if (sort !== null) {
    chunks.push(
      formatChunk('osrt', text('tvcn', sort.column), formatChunk('brev', Uint8Array.of(sort.isReversed ? 1 : 0))),
    );
  }
  for (const { name, width } of columns) chunks.push(formatChunk('ovct', text('tvcn', name), text('tvcw', width)));
  for (const path of paths) chunks.push(formatChunk('otrk', text('ptrk', path)));
  return joinBytes(chunks);
}
