import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A tracklist in one of the ways that people and sites write them, with what each row says. */
export interface WrittenTracklist {
  readonly name: string;
  readonly text: string;
  /** "artist | title | mix | label | catalogue number | start in seconds | flags": what is empty at the end is left out. */
  readonly rows: readonly string[];
  /** Name of the set, where a line says it. */
  readonly title: string | null;
}

const FOLDER = resolve(import.meta.dirname, '../fixtures/tracklists');

/** @param file "sites.txt": lists after ">>> name", each followed by ">>> rows" and, where it has one, ">>> title". */
export function writtenTracklists(file: string): WrittenTracklist[] {
  const parts = readFileSync(resolve(FOLDER, file), 'utf8')
    .split(/^>>> (.*)\n/m)
    .slice(1);
  const lists: WrittenTracklist[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [name = '', content = ''] = [parts[i], parts[i + 1]?.replace(/\n+$/, '')];
    const last = lists.at(-1);
    if (name === 'rows' && last !== undefined) lists[lists.length - 1] = { ...last, rows: content.split('\n') };
    else if (name === 'title' && last !== undefined) lists[lists.length - 1] = { ...last, title: content };
    else lists.push({ name, text: content, rows: [], title: null });
  }
  return lists;
}
