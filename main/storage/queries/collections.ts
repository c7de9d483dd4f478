import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { CollectionField } from '#shared/domain/search-fields.ts';

/** A crate, set or tag that a search can name. */
export interface NamedCollection {
  readonly id: string;
  readonly name: string;
  readonly kind: 'folder' | 'crate' | 'smart' | 'set' | 'tag';
  /** Of crates: the folder they are in. */
  readonly parentId: string | null;
  /** Of smart crates. */
  readonly query: string;
}

const CRATES = `SELECT id, name, kind, parent_id AS parentId, query FROM crates WHERE deleted_at IS NULL`;
const SETS = `SELECT id, name, 'set' AS kind, NULL AS parentId, '' AS query FROM sets WHERE deleted_at IS NULL`;
const TAGS = `SELECT id, name, 'tag' AS kind, NULL AS parentId, '' AS query FROM tags WHERE deleted_at IS NULL`;

/** All live crates (with their folders), sets or tags. */
export function namedCollections({ raw }: Pick<LibraryDatabase, 'raw'>, field: CollectionField): NamedCollection[] {
  const statement = field === 'crate' ? CRATES : field === 'set' ? SETS : TAGS;
  return raw.prepare<[], NamedCollection>(statement).all();
}
