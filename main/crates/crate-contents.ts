import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { allNumbersOfCrate, cratesOfEntries } from '#main/storage/queries/crates.ts';
import { type ListEntry, listEntries } from '#main/storage/queries/sort-values.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query' | 'raw' | 'onChange'>;

/**
 * Which tracks lie in which crate, kept in memory: counts are asked for with every change of the library, several times
 * a second while an analysis runs, and hardly ever is it the crates that changed. Follows the changes of the database.
 */
export class CrateContents {
  private readonly database: Database;
  private readonly crates = new Map<string, readonly number[]>();
  /** Numbers of tracks that left the library; they stay in their crates for an undo. */
  private readonly gone = new Set<number>();
  private staleTracks: Set<string> | 'all' = 'all';
  private readonly staleEntries = new Set<string>();

  constructor(database: Database) {
    this.database = database;
    database.onChange(({ rows }) => {
      for (const id of rows.get('crate_tracks') ?? []) this.staleEntries.add(id);
      if (this.staleTracks === 'all') return;
      for (const id of rows.get('tracks') ?? []) this.staleTracks.add(id);
    });
  }

  /** Numbers of the live tracks of a crate, in no order; a track that stands there several times is listed so. */
  numbersOf(crateId: string): number[] {
    this.refresh();
    const known = this.crates.get(crateId) ?? allNumbersOfCrate(this.database, crateId);
    this.crates.set(crateId, known);
    return known.filter((number) => !this.gone.has(number));
  }

  private refresh(): void {
    if (this.staleEntries.size > 0) {
      for (const id of cratesOfEntries(this.database, [...this.staleEntries])) this.crates.delete(id);
      this.staleEntries.clear();
    }
    if (this.staleTracks !== 'all' && this.staleTracks.size === 0) return;
    const changed: readonly ListEntry[] = listEntries(
      this.database,
      this.staleTracks === 'all' ? undefined : [...this.staleTracks],
    );
    for (const [number, , isAlive] of changed) {
      if (isAlive === 1) this.gone.delete(number);
      else this.gone.add(number);
    }
    this.staleTracks = new Set();
  }
}
