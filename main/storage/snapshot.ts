import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Left empty in a snapshot: nine tenths of a library, and computed again from the music. */
const LEFT_OUT: ReadonlySet<string> = new Set(['waveforms']);
/** So many rows are copied before others have their turn. */
const ROWS_A_STEP = 500;

interface TableInfo {
  readonly name: string;
  /** `shadow`: a table in which a virtual one (the search index) keeps its data. */
  readonly type: 'table' | 'virtual' | 'shadow' | 'view';
  /** 1 = WITHOUT ROWID. */
  readonly wr: number;
}

/**
 * Copies a library, as it is at the first step, into a new file: all that the user made, in the same schema. Rows are
 * copied by SQL and not page by page, so that the waveforms can be left out.
 * @param target A path where nothing is; the file is complete when the generator is done.
 */
export function* snapshotSteps(source: string, target: string): Generator<void, void, void> {
  const raw = new Database(target);
  try {
    // Nobody reads the file before it is complete, and one that is not is thrown away.
    raw.pragma('journal_mode = OFF');
    raw.pragma('synchronous = OFF');
    raw.pragma('foreign_keys = OFF');
    // The search index is copied as it is, and SQLite guards the tables that it keeps its data in.
    raw.unsafeMode(true);
    raw.prepare('ATTACH ? AS library').run(source);
    raw.exec('BEGIN');
    yield* copySchemaAndRows(raw);
    raw.pragma(`user_version = ${raw.pragma('library.user_version', { simple: true }) as number}`);
    raw.exec('COMMIT');
  } finally {
    raw.close();
  }
  syncFile(target);
}

function* copySchemaAndRows(raw: Database.Database): Generator<void, void, void> {
  const tables = (raw.pragma('library.table_list') as TableInfo[]).filter(({ name }) => !name.startsWith('sqlite_'));
  create(raw, tables, ['table', 'virtual']);
  for (const table of tables) {
    if (table.type === 'virtual' || table.type === 'view' || LEFT_OUT.has(table.name)) continue;
    if (table.type === 'shadow') raw.exec(`DELETE FROM main."${table.name}"`); // what an empty virtual table starts with
    yield* copyRows(raw, table);
  }
  // The counter behind AUTOINCREMENT: a number in the change log is never used twice.
  raw.exec('DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM library.sqlite_sequence');
  const rest = raw.prepare(
    `SELECT sql FROM library.sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL`,
  );
  for (const sql of rest.pluck().all() as string[]) {
    raw.exec(sql);
    yield;
  }
}

function create(raw: Database.Database, tables: readonly TableInfo[], types: readonly TableInfo['type'][]): void {
  const definition = raw.prepare(`SELECT sql FROM library.sqlite_schema WHERE type = 'table' AND name = ?`).pluck();
  for (const type of types) {
    for (const table of tables) if (table.type === type) raw.exec(definition.get(table.name) as string);
  }
}

function* copyRows(raw: Database.Database, { name, wr }: TableInfo): Generator<void, void, void> {
  if (wr === 1) {
    raw.exec(`INSERT INTO main."${name}" SELECT * FROM library."${name}"`);
    return;
  }
  const from = `FROM library."${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${ROWS_A_STEP}`;
  const last = raw.prepare(`SELECT max(rowid) FROM (SELECT rowid ${from})`).pluck();
  const copy = raw.prepare(`INSERT INTO main."${name}" SELECT * ${from}`);
  let copied = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const next = last.get(copied) as number | null;
    if (next === null) return;
    copy.run(copied);
    copied = next;
    yield;
  }
}

/** Waits until the content of the file is on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
