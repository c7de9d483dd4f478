import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { findSmartIfRead } from '#main/storage/queries/smart-crates.ts';
import { NumberSet } from './number-set.ts';

/** Counting takes at most one part in so many of the host's time, however often the library changes. */
const SHARE = 5;

interface Find {
  readonly revision: number;
  readonly foundMs: number;
  /** What it took. */
  readonly costMs: number;
  /** null for a search that cannot be read. */
  readonly found: NumberSet | null;
}

/**
 * What the searches of smart crates find. During an analysis the library changes several times a second, and a search of
 * 100,000 tracks takes up to a fifth of one: then a find is kept a little longer than it is true, and when its time is
 * over the library says that something changed, so that whoever shows it asks again.
 */
export class SmartFinds {
  private readonly database: LibraryDatabase;
  private readonly now: () => Date;
  private readonly finds = new Map<string, Find>();
  private again: ReturnType<typeof setTimeout> | null = null;

  constructor(database: LibraryDatabase, now: () => Date) {
    this.database = database;
    this.now = now;
  }

  /** Numbers of the tracks that a search finds; null when it cannot be read. */
  of(query: string): NumberSet | null {
    const known = this.finds.get(query);
    if (known === undefined) return this.find(query);
    if (known.revision === this.database.revision()) return known.found;
    const restMs = known.foundMs + (SHARE - 1) * this.totalCostMs() - performance.now();
    if (restMs <= 0) return this.find(query);
    this.askAgainIn(restMs);
    return known.found;
  }

  /** Forgets the searches that no crate has any more. */
  keepOnly(queries: ReadonlySet<string>): void {
    for (const query of this.finds.keys()) {
      if (!queries.has(query)) this.finds.delete(query);
    }
  }

  private find(query: string): NumberSet | null {
    const startMs = performance.now();
    const revision = this.database.revision();
    const numbers = findSmartIfRead(this.database, query, this.now());
    const found = numbers === null ? null : new NumberSet();
    found?.addAll(numbers ?? []);
    const foundMs = performance.now();
    this.finds.set(query, { revision, foundMs, costMs: foundMs - startMs, found });
    return found;
  }

  private totalCostMs(): number {
    return [...this.finds.values()].reduce((sum, { costMs }) => sum + costMs, 0);
  }

  private askAgainIn(milliseconds: number): void {
    this.again ??= setTimeout(() => {
      this.again = null;
      if (!this.database.raw.open) return;
      this.database.transaction('derived', () => this.database.markChanged('crates', ['smart']));
    }, milliseconds).unref();
  }
}
