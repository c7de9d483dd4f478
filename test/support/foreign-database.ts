import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Makes a SQLite file in a folder and fills it. @returns Its path. */
export function makeForeignDatabase(folder: string, name: string, fill: (raw: Database.Database) => void): string {
  const path = join(folder, name);
  const raw = new Database(':memory:');
  // Other programs do not hold to their own references either.
  raw.pragma('foreign_keys = OFF');
  fill(raw);
  writeFileSync(path, raw.serialize());
  raw.close();
  return path;
}
