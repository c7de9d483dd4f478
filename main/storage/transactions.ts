import type Database from 'better-sqlite3';
import type { Changes } from './changes.ts';
import { storageError } from './storage-error.ts';

/**
 * `user`: on the disk when the call returns (`synchronous = FULL`), even if the power fails in the next moment.
 * `derived`: safe from a killed process, and a power cut can lose only the newest, which can be computed again.
 */
export type Durability = 'user' | 'derived';

/**
 * Runs `work` in one transaction: all of it or nothing. Inside another transaction it is a part of that one, which can
 * fail alone. Synchronous, so nothing else can slip in between.
 * @throws {AppError} `storage-full`, `permission-denied`, `busy` or `conflict`; nothing was written then.
 */
export type Transaction = <Result>(durability: Durability, work: () => Result) => Result;

export function createTransaction(raw: Database.Database, changes: Changes): Transaction {
  const atomically = raw.transaction((work: () => unknown) => work());

  function run<Result>(work: () => Result): Result {
    const point = changes.checkpoint();
    try {
      return atomically.immediate(work) as Result;
    } catch (error) {
      changes.rollBackTo(point);
      throw storageError(error);
    }
  }

  // SQLite takes a new `synchronous` only between transactions, so it is set around the outermost one.
  function runDurably<Result>(work: () => Result): Result {
    raw.pragma('synchronous = FULL');
    try {
      return run(work);
    } finally {
      raw.pragma('synchronous = NORMAL');
    }
  }

  return (durability, work) => {
    if (raw.inTransaction) return run(work);
    const result = durability === 'user' ? runDurably(work) : run(work);
    changes.commit();
    return result;
  };
}
