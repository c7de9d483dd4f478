import type Database from 'better-sqlite3';

export interface SlowStatement {
  /** With placeholders: no value of the user's stands in it. */
  readonly sql: string;
  readonly milliseconds: number;
}

/** From here on a statement is felt when typing in the search field. */
export const SLOW_STATEMENT_MS = 40;

/** Reports every statement of this connection that takes longer than SLOW_STATEMENT_MS, kysely's included. */
export function reportSlowStatements(raw: Database.Database, report: (slow: SlowStatement) => void): void {
  const prepare = raw.prepare.bind(raw) as (sql: string) => Database.Statement;
  const time =
    <Result>(sql: string, method: (...parameters: unknown[]) => Result) =>
    (...parameters: unknown[]): Result => {
      const start = performance.now();
      try {
        return method(...parameters);
      } finally {
        const milliseconds = performance.now() - start;
        if (milliseconds > SLOW_STATEMENT_MS) report({ sql, milliseconds });
      }
    };
  const timed = (sql: string): Database.Statement => {
    const statement = prepare(sql);
    return Object.assign(statement, {
      run: time(sql, statement.run.bind(statement)),
      get: time(sql, statement.get.bind(statement)),
      all: time(sql, statement.all.bind(statement)),
    });
  };
  Object.assign(raw, { prepare: timed });
}
