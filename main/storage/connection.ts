import Database from 'better-sqlite3';

/** How long a statement waits for another process (a backup tool, a database browser) before it gives up. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the file for reading and writing, with write-ahead logging, foreign keys and `synchronous = NORMAL`: a killed
 * process loses nothing, a power cut at most the last moments of derived data. User edits raise it (transactions.ts).
 */
export function connect(path: string): Database.Database {
  const raw = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = NORMAL');
    raw.pragma('foreign_keys = ON');
    // A search sorts and joins tens of thousands of rows: keep them and the hot pages in memory.
    raw.pragma('temp_store = MEMORY');
    raw.pragma('cache_size = -32768');
  } catch (error) {
    raw.close();
    throw error;
  }
  return raw;
}

/** A second connection, for another thread that only reads; it sees what was committed when each statement begins. */
export function connectReadOnly(path: string): Database.Database {
  return new Database(path, { timeout: BUSY_TIMEOUT_MS, readonly: true });
}
