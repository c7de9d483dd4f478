import type { Mutation, MutationRequest, MutationResult } from './mutation.ts';
import type { LibraryDatabase } from './open-database.ts';

/**
 * A step for undo that is written in many parts, between which others get their turn. What the user does meanwhile is a step of
 * its own and lies above it. Until `end`, undo of it is refused: what came after would be a half that nothing takes back.
 */
export class LongStep {
  private readonly database: Pick<LibraryDatabase, 'mutate' | 'history'>;
  private readonly request: Omit<MutationRequest, 'mutations' | 'continues'>;
  /** What undo takes back; null as long as nothing was written. */
  txnId: string | null;

  /** @param continues A step that this goes on with. */
  constructor(
    database: Pick<LibraryDatabase, 'mutate' | 'history'>,
    request: Omit<MutationRequest, 'mutations' | 'continues'>,
    continues: string | null = null,
  ) {
    this.database = database;
    this.request = request;
    this.txnId = continues;
  }

  write(mutations: readonly Mutation[]): MutationResult {
    const result = this.database.mutate({ ...this.request, mutations, continues: this.txnId });
    this.txnId = result.txnId ?? this.txnId;
    if (this.txnId !== null) this.database.history.hold(this.txnId);
    return result;
  }

  /** To be called in every case, also after a fault. */
  end(): void {
    if (this.txnId !== null) this.database.history.release(this.txnId);
  }
}
