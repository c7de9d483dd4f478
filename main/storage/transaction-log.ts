import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LoggedTransaction } from './change-log.ts';
import type { HybridClock } from './hybrid-clock.ts';
import type { NewId } from './id-source.ts';
import { createRowWriter, type RowWriter, type RowWriterParts } from './row-writer.ts';
import type { ChangeOrigin } from './schema-change-log.ts';

interface TransactionStart {
  readonly origin: ChangeOrigin;
  readonly label: string;
  /** The transaction that is taken back. */
  readonly reverts?: string;
  /** Goes on with a transaction that is in the history already. */
  readonly continues?: string | null;
  /** Not a step of the history. */
  readonly hidden?: boolean;
}

/** Starts a logged transaction: gives it an id and a clock reading, and a writer that stamps both on every row. */
export type OpenTransaction = (start: TransactionStart) => {
  readonly txn: LoggedTransaction;
  readonly writer: RowWriter;
};

export interface TransactionLogParts extends RowWriterParts {
  readonly clock: Clock;
  readonly hybridClock: HybridClock;
  readonly newId: NewId;
}

export function createOpenTransaction(parts: TransactionLogParts): OpenTransaction {
  return ({ origin, label, reverts = null, continues = null, hidden = false }) => {
    const txn: LoggedTransaction = {
      id: continues ?? parts.newId(),
      label,
      origin,
      hlc: parts.hybridClock.tick(),
      at: isoTime(parts.clock.now()),
      reverts,
    };
    return { txn, writer: createRowWriter(parts, txn, continues === null && !hidden) };
  };
}
