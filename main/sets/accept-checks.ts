import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { acceptedChecks, plannedEntries } from '#main/storage/queries/set-builder.ts';
import type { SetId } from '#shared/contract/ids.ts';
import type { CheckSubject } from '#shared/contract/set-builder.ts';
import { subjectKey } from '#shared/domain/set-checks/check-subject.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { planOf } from './read-set.ts';

/** Checks that the DJ calls fine as they are. */
export interface Accepting {
  /** Calls a check fine as it is, or takes that back. @throws {AppError} `not-found` where its tracks left the set. */
  acceptCheck(id: SetId, check: CheckSubject, accepted: boolean): void;
}

export function createAccepting(database: LibraryDatabase): Accepting {
  function adding(id: SetId, { kind, trackId, otherId, found }: CheckSubject): Mutation[] {
    const present = new Set(plannedEntries(database, id).map((entry) => entry.trackId));
    if (!present.has(trackId) || (otherId !== null && !present.has(otherId))) {
      throw new AppError('not-found', 'What this check is about is no longer in the set.');
    }
    const set = { set_id: id, kind, track_id: trackId, other_id: otherId, found };
    return [{ op: 'insert', table: 'set_accepted_checks', id: database.newId(), set }];
  }

  return {
    acceptCheck: (id, check, accepted) => {
      const { name } = planOf(database, id);
      const key = subjectKey(check);
      const stored = acceptedChecks(database, id).filter((each) => subjectKey(each) === key);
      if (accepted === stored.length > 0) return;
      const taking = stored.map((row): Mutation => ({ op: 'delete', table: 'set_accepted_checks', id: row.id }));
      database.mutate({
        origin: 'user',
        label: accepted ? `Call a check of "${name}" fine` : `Check "${name}" as before`,
        mutations: accepted ? adding(id, check) : taking,
      });
    },
  };
}
