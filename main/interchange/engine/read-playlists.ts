import { cellNumber, cellText, type ForeignDatabase } from '#main/interchange/foreign-database.ts';
import type { PlaylistNode } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { type LinkedRow, orderLinked } from './linked-list.ts';

interface ListRow extends LinkedRow {
  readonly title: string;
  readonly parent: number;
}

interface EntityRow extends LinkedRow {
  readonly trackId: string | null;
}

/** Deeper ones are hung to the top. */
const MOST_DEPTH = 100;

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function readLists(database: ForeignDatabase, report: ReadReport): ListRow[] {
  const rows: ListRow[] = [];
  for (const row of database.rows('Playlist', ['id', 'title', 'parentListId', 'nextListId'], report)) {
    rows.push({
      id: cellNumber(row['id']) ?? 0,
      title: cellText(row['title']),
      parent: cellNumber(row['parentListId']) ?? 0,
      next: cellNumber(row['nextListId']) ?? 0,
    });
  }
  return rows;
}

/** @param idOf The track of an entity; null if there is none. */
function readEntities(
  database: ForeignDatabase,
  idOf: (databaseUuid: string, trackId: string) => string | null,
  report: ReadReport,
): Map<number, EntityRow[]> {
  const rows: (EntityRow & { readonly list: number })[] = [];
  const wanted = ['id', 'listId', 'trackId', 'databaseUuid', 'nextEntityId'];
  for (const row of database.rows('PlaylistEntity', wanted, report)) {
    rows.push({
      id: cellNumber(row['id']) ?? 0,
      list: cellNumber(row['listId']) ?? 0,
      next: cellNumber(row['nextEntityId']) ?? 0,
      trackId: idOf(cellText(row['databaseUuid']), cellText(row['trackId'])),
    });
  }
  return groupBy(rows, ({ list }) => list);
}

/**
 * Playlists and their tracks are linked lists. A list that runs in a circle or has loose ends is read all the same, with a
 * problem: its order is not known. A playlist with others in it becomes a folder; its own tracks stand in it under its name.
 */
export function readEnginePlaylists(
  database: ForeignDatabase,
  idOf: (databaseUuid: string, trackId: string) => string | null,
  report: ReadReport,
): PlaylistNode[] {
  const lists = readLists(database, report);
  const children = groupBy(lists, ({ parent }) => parent);
  const entities = readEntities(database, idOf, report);
  const visited = new Set<number>();

  const tracksOf = ({ id, title }: ListRow): string[] => {
    const { ordered, isWhole } = orderLinked(entities.get(id) ?? []);
    const where = `playlist "${title}"`;
    if (!isWhole) report.problem(where, 'The order of its tracks is damaged; check it.');
    const trackIds = ordered.map(({ trackId }) => trackId).filter((trackId) => trackId !== null);
    const missing = ordered.length - trackIds.length;
    if (missing > 0) report.problem(where, `${missing} of its tracks are not in the library and were left out.`);
    return trackIds;
  };
  const nodesOf = (siblings: readonly ListRow[], depth = 0): PlaylistNode[] => {
    const { ordered, isWhole } = orderLinked(siblings);
    if (!isWhole) report.problem(`playlist "${ordered[0]?.title}"`, 'The order of playlists is damaged; check it.');
    return ordered.flatMap((list): PlaylistNode[] => {
      if (visited.has(list.id)) return [];
      visited.add(list.id);
      const name = list.title;
      const own: PlaylistNode = { kind: 'playlist', name, trackIds: tracksOf(list) };
      const below = depth < MOST_DEPTH ? nodesOf(children.get(list.id) ?? [], depth + 1) : [];
      if (below.length === 0) return [own];
      return [{ kind: 'folder', name, children: own.trackIds.length > 0 ? [own, ...below] : below }];
    });
  };

  const top = nodesOf(children.get(0) ?? []);
  // What hangs below itself, too deep, or below a playlist that is gone.
  const lost = lists.filter(({ id }) => !visited.has(id));
  return [
    ...top,
    ...lost.flatMap((list): PlaylistNode[] => {
      if (visited.has(list.id)) return [];
      report.problem(`playlist "${list.title}"`, 'The folder it is in is damaged; it stands at the top now.');
      return nodesOf([{ ...list, next: 0 }]);
    }),
  ];
}
