import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { ImportFormat } from '#shared/contract/interchange.ts';
import type { InterchangePlay } from '#main/interchange/model.ts';
import { storedTime } from './track-columns.ts';

const keyOf = (trackId: string, playedAt: string): string => `${trackId} ${playedAt}`;

function wasRemovedByUser(database: Pick<LibraryDatabase, 'isFromUndo' | 'fieldOrigin'>, id: string): boolean {
  return !database.isFromUndo('plays', id, 'deleted_at') && database.fieldOrigin('plays', id, 'deleted_at') === 'user';
}

/** What adds plays that the library does not know yet. */
export function playMutations(
  database: Pick<LibraryDatabase, 'db' | 'query' | 'newId' | 'isFromUndo' | 'fieldOrigin'>,
  plays: readonly InterchangePlay[],
  format: ImportFormat,
  trackId: (entry: string) => string | undefined,
): Mutation[] {
  if (plays.length === 0) return [];
  const { db, query } = database;
  const stored = query.all(db.selectFrom('plays').select(['id', 'track_id', 'played_at', 'deleted_at']));
  // A night that the user took out stays out; an import that was undone may come again.
  const rows = stored.filter(({ id, deleted_at }) => deleted_at === null || wasRemovedByUser(database, id));
  const known = new Set(rows.map((row) => keyOf(row.track_id, row.played_at)));
  return plays.flatMap((play): Mutation[] => {
    const track = trackId(play.trackId);
    const playedAt = storedTime(play.startedAt);
    if (track === undefined || playedAt === null || known.has(keyOf(track, playedAt))) return [];
    known.add(keyOf(track, playedAt));
    const set = {
      track_id: track,
      played_at: playedAt,
      set_id: null,
      source: format,
      session: play.session.slice(0, 200),
      deck: play.deck,
      duration_seconds: play.durationSeconds,
    };
    return [{ op: 'insert', table: 'plays', id: database.newId(), set }];
  });
}
