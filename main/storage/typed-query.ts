import type Database from 'better-sqlite3';
import type { Compilable } from 'kysely';

/**
 * Runs kysely queries at once, without a promise: needed inside a transaction, and cheaper anywhere, because SQLite
 * answers on this thread in any case. Statements are kept by their text.
 */
export interface TypedQuery {
  all<Row>(query: Compilable<Row>): Row[];
  first<Row>(query: Compilable<Row>): Row | undefined;
  /** @returns How many rows were changed. */
  run(query: Compilable): number;
}

/** Queries with lists of varying length have many texts; the oldest are dropped. */
const STATEMENTS_KEPT = 200;

export function createTypedQuery(raw: Database.Database): TypedQuery {
  const statements = new Map<string, Database.Statement>();

  function prepared(sql: string): Database.Statement {
    const statement = statements.get(sql) ?? raw.prepare(sql);
    statements.delete(sql);
    statements.set(sql, statement);
    const oldest = statements.keys().next();
    if (statements.size > STATEMENTS_KEPT && !oldest.done) statements.delete(oldest.value);
    return statement;
  }

  return {
    all: <Row>(query: Compilable<Row>) => {
      const { sql, parameters } = query.compile();
      return prepared(sql).all(...parameters) as Row[];
    },
    first: <Row>(query: Compilable<Row>) => {
      const { sql, parameters } = query.compile();
      return prepared(sql).get(...parameters) as Row | undefined;
    },
    run: (query) => {
      const { sql, parameters } = query.compile();
      return prepared(sql).run(...parameters).changes;
    },
  };
}
