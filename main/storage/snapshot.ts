import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Nine tenths of a library, and computed again from the music: left empty unless they are asked for. */
const WAVEFORMS = 'waveforms';
/** So many rows are copied before others have their turn; a waveform is as long as hundreds of others. */
const ROWS_A_STEP = 500;
const WAVEFORMS_A_STEP = 10;
/** What a row of waveforms counts for in the progress. */
const WAVEFORM_WEIGHT = ROWS_A_STEP / WAVEFORMS_A_STEP;

export interface SnapshotOptions {
  readonly withWaveforms?: boolean;
}

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
 * @returns After each step how far it is, 0-1.
 */
export function* snapshotSteps(
  source: string,
  target: string,
  { withWaveforms = false }: SnapshotOptions = {},
): Generator<number, void, void> {
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
    yield* copySchemaAndRows(raw, withWaveforms);
    raw.pragma(`user_version = ${raw.pragma('library.user_version', { simple: true }) as number}`);
    raw.exec('COMMIT');
  } finally {
    raw.close();
  }
  syncFile(target);
}

/** @returns Steps of copying: how much has been copied of how much, in rows. */
function progressOf(raw: Database.Database, tables: readonly TableInfo[]) {
  const weightOf = (name: string): number => (name === WAVEFORMS ? WAVEFORM_WEIGHT : 1);
  const rows = (name: string) => raw.prepare(`SELECT count(*) FROM library."${name}"`).pluck().get() as number;
  const total = tables.reduce((sum, { name }) => sum + rows(name) * weightOf(name), 0);
  let copied = 0;
  return (name: string, count: number): number => {
    copied += count * weightOf(name);
    return total === 0 ? 1 : copied / total;
  };
}

function* copySchemaAndRows(raw: Database.Database, withWaveforms: boolean): Generator<number, void, void> {
  const tables = (raw.pragma('library.table_list') as TableInfo[]).filter(({ name }) => !name.startsWith('sqlite_'));
  create(raw, tables, ['table', 'virtual']);
  const copied = tables.filter(
    ({ type, name }) => type !== 'virtual' && type !== 'view' && (withWaveforms || name !== WAVEFORMS),
  );
  const advance = progressOf(raw, copied);
  for (const table of copied) {
    if (table.type === 'shadow') raw.exec(`DELETE FROM main."${table.name}"`); // what an empty virtual table starts with
    for (const count of copyRows(raw, table)) yield advance(table.name, count);
  }
  // The counter behind AUTOINCREMENT: a number in the change log is never used twice.
  raw.exec('DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM library.sqlite_sequence');
  const rest = raw.prepare(
    `SELECT sql FROM library.sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL`,
  );
  for (const sql of rest.pluck().all() as string[]) {
    raw.exec(sql);
    yield 1;
  }
}

function create(raw: Database.Database, tables: readonly TableInfo[], types: readonly TableInfo['type'][]): void {
  const definition = raw.prepare(`SELECT sql FROM library.sqlite_schema WHERE type = 'table' AND name = ?`).pluck();
  for (const type of types) {
    for (const table of tables) if (table.type === type) raw.exec(definition.get(table.name) as string);
  }
}

/** @returns After each step how many rows it copied. */
function* copyRows(raw: Database.Database, { name, wr }: TableInfo): Generator<number, void, void> {
  if (wr === 1) {
    raw.exec(`INSERT INTO main."${name}" SELECT * FROM library."${name}"`);
    return;
  }
  const from = `FROM library."${name}" WHERE rowid > ? ORDER BY rowid LIMIT ${name === WAVEFORMS ? WAVEFORMS_A_STEP : ROWS_A_STEP}`;
  const last = raw.prepare(`SELECT max(rowid) FROM (SELECT rowid ${from})`).pluck();
  const copy = raw.prepare(`INSERT INTO main."${name}" SELECT * ${from}`);
  let copied = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const next = last.get(copied) as number | null;
    if (next === null) return;
    const { changes } = copy.run(copied);
    copied = next;
    yield changes;
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
