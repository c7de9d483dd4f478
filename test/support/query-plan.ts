import type { Compilable } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';

/** How SQLite means to answer a query: a line a step, as "SEARCH files USING INDEX files_track (track_id=?)". */
export function queryPlan(library: LibraryDatabase, query: Compilable | string): string[] {
  const sql = typeof query === 'string' ? query : query.compile().sql;
  const parameters = sql.match(/\?/g)?.map(() => null) ?? [];
  const steps = library.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
  return steps.map(({ detail }) => detail);
}
