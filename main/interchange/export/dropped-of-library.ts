import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import type { Dropped } from '#main/interchange/model.ts';
import { createDropCounter, type DropCounter } from '#main/interchange/read-report.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

interface CrateLook {
  readonly kind: 'folder' | 'crate' | 'smart';
  readonly colour: string | null;
}

function dropOfTracks({ db, query }: Database, ids: readonly string[], drops: DropCounter): void {
  const tags = db
    .selectFrom('track_tags')
    .innerJoin('tags', 'tags.id', 'track_tags.tag_id')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('track_tags.track_id', 'in', ids)
    .where('track_tags.deleted_at', 'is', null)
    .where('tags.deleted_at', 'is', null);
  drops.drop('tag', query.first(tags)?.count ?? 0);
}

/**
 * What the library has and the form of the exchange has no place for, so that no format gets it: own tags, colours of crates, and the searches of smart crates, which are written as the tracks that they find. Others get their turn.
 * @param trackIds Of the tracks that are exported.
 */
export async function droppedOfLibrary(
  database: Database,
  trackIds: readonly string[],
  crates: readonly CrateLook[],
): Promise<Dropped> {
  const drops = createDropCounter();
  drops.drop('crate.query', crates.filter(({ kind }) => kind === 'smart').length);
  drops.drop('crate.colour', crates.filter(({ colour }) => colour !== null).length);
  for (const part of inParts(trackIds)) {
    dropOfTracks(database, part, drops);
    await nextTurn();
  }
  return drops.counts();
}
