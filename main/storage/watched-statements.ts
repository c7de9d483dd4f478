import type Database from 'better-sqlite3';
import { isCorruption } from './storage-error.ts';

export interface SlowStatement {
  /** With placeholders: no value of the user's stands in it. */
  readonly sql: string;
  readonly milliseconds: number;
}

/** From here on a statement is felt when typing in the search field. */
export const SLOW_STATEMENT_MS = 40;

export interface StatementListeners {
  /** A statement took longer than SLOW_STATEMENT_MS. */
  readonly onSlow?: ((slow: SlowStatement) => void) | undefined;
  /** A statement met damage in the file; it fails all the same. */
  readonly onDamage: (error: unknown) => void;
}

/** Listens to every statement of this connection, kysely's included. */
export function watchStatements(raw: Database.Database, { onSlow, onDamage }: StatementListeners): void {
  const prepare = raw.prepare.bind(raw) as (sql: string) => Database.Statement;
  const watch =
    <Result>(sql: string, method: (...parameters: unknown[]) => Result) =>
    (...parameters: unknown[]): Result => {
      const start = performance.now();
      try {
        return method(...parameters);
      } catch (error) {
        if (isCorruption(error)) onDamage(error);
        throw error;
      } finally {
        const milliseconds = performance.now() - start;
        if (milliseconds > SLOW_STATEMENT_MS) onSlow?.({ sql, milliseconds });
      }
    };
  const watched = (sql: string): Database.Statement => {
    const statement = prepare(sql);
    return Object.assign(statement, {
      run: watch(sql, statement.run.bind(statement)),
      get: watch(sql, statement.get.bind(statement)),
      all: watch(sql, statement.all.bind(statement)),
    });
  };
  Object.assign(raw, { prepare: watched });
}
