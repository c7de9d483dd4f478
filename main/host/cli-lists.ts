import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { storedSets } from '#main/storage/queries/sets.ts';
import { CrateId, SetId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A set or crate as it is named in the terminal. */
export interface NamedList {
  readonly kind: 'set' | 'crate';
  readonly name: string;
}

/** The one of this name. @throws {AppError} `not-found`, or `conflict` when there are several. */
function byName<Item extends { readonly name: string }>(items: readonly Item[], { kind, name }: NamedList): Item {
  const found = items.filter((item) => item.name === name);
  const [only] = found;
  if (only === undefined) throw new AppError('not-found', `There is no ${kind} "${name}" in the library.`);
  if (found.length > 1) {
    throw new AppError('conflict', `There are ${found.length} ${kind}s "${name}". Rename one of them, then try again.`);
  }
  return only;
}

/** @throws {AppError} `not-found`, or `conflict` when there are several of the name. */
export function setOfName(database: Pick<LibraryDatabase, 'db' | 'query'>, name: string): SetId {
  return SetId.parse(byName(storedSets(database), { kind: 'set', name }).id);
}

/** @throws {AppError} `not-found`, or `conflict` when there are several of the name. */
export function listOfName(database: Pick<LibraryDatabase, 'db' | 'query'>, list: NamedList) {
  if (list.kind === 'set') return { kind: 'set' as const, id: setOfName(database, list.name) };
  const { db, query } = database;
  const crates = query.all(db.selectFrom('crates').select(['id', 'name']).where('deleted_at', 'is', null));
  return { kind: 'crate' as const, id: CrateId.parse(byName(crates, list).id) };
}
