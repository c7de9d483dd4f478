import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { PlaylistNode } from '#main/interchange/model.ts';

/** Crates of the library, as an import meets them. */
interface CrateTree {
  /** Finds or makes a crate. @returns Its id. */
  crate(parentId: string | null, name: string, kind: 'folder' | 'crate', isTracklist?: boolean): string;
  /** Adds tracks at the end of a crate: those that it has not, or all in their order where it is new. */
  addTracks(crateId: string, trackIds: readonly string[]): void;
  /** What was made and added since the last call. */
  take(): { readonly mutations: Mutation[]; readonly crates: number };
}

type Database = Pick<LibraryDatabase, 'db' | 'query' | 'newId'>;

const LONGEST_NAME = 200;
const UNNAMED = 'Untitled';

function openCrates(database: Database): CrateTree {
  const { db, query } = database;
  const rows = query.all(
    db.selectFrom('crates').select(['id', 'name', 'parent_id', 'kind', 'position']).where('deleted_at', 'is', null),
  );
  const keyOf = (parentId: string | null, name: string, kind: string): string => JSON.stringify([parentId, kind, name]);
  const known = new Map(rows.map((row) => [keyOf(row.parent_id, row.name, row.kind), row.id]));
  const lastPosition = new Map<string | null, number>();
  for (const { parent_id: parent, position } of rows) {
    lastPosition.set(parent, Math.max(position, lastPosition.get(parent) ?? 0));
  }
  const fresh = new Set<string>();
  let mutations: Mutation[] = [];
  let crates = 0;

  function contentOf(crateId: string): { readonly tracks: Set<string>; readonly last: number } {
    if (fresh.has(crateId)) return { tracks: new Set(), last: 0 };
    const entries = query.all(
      db
        .selectFrom('crate_tracks')
        .select(['track_id', 'position'])
        .where('crate_id', '=', crateId)
        .where('deleted_at', 'is', null),
    );
    return {
      tracks: new Set(entries.map(({ track_id: trackId }) => trackId)),
      last: entries.reduce((last, { position }) => Math.max(last, position), 0),
    };
  }

  return {
    crate: (parentId, wanted, kind, isTracklist = false) => {
      const name = wanted.trim().slice(0, LONGEST_NAME) || UNNAMED;
      const key = keyOf(parentId, name, kind);
      const there = known.get(key);
      if (there !== undefined) return there;
      const id = database.newId();
      const position = (lastPosition.get(parentId) ?? 0) + 1;
      lastPosition.set(parentId, position);
      known.set(key, id);
      fresh.add(id);
      const set = { name, parent_id: parentId, position, kind, query: '', colour: null };
      mutations.push({ op: 'insert', table: 'crates', id, set: { ...set, is_tracklist: isTracklist ? 1 : 0 } });
      crates += 1;
      return id;
    },
    addTracks: (crateId, trackIds) => {
      const { tracks, last } = contentOf(crateId);
      const added = trackIds.filter((trackId) => !tracks.has(trackId));
      for (const [n, trackId] of added.entries()) {
        const set = { crate_id: crateId, track_id: trackId, position: last + n + 1 };
        mutations.push({ op: 'insert', table: 'crate_tracks', id: database.newId(), set });
      }
      fresh.delete(crateId);
    },
    take: () => {
      const taken = { mutations, crates };
      [mutations, crates] = [[], 0];
      return taken;
    },
  };
}

/**
 * What makes playlists crates of the library, a part for each playlist. Crates of the same name in the same folder are one,
 * so that a second import adds to the first.
 * @param root Name of the folder that they come into; null: to the top.
 * @param trackId Of the library, for an entry of a playlist; undefined for one that was not read.
 */
export function* crateParts(
  database: Database,
  playlists: readonly PlaylistNode[],
  root: string | null,
  trackId: (entry: string) => string | undefined,
): Generator<{ readonly mutations: Mutation[]; readonly crates: number }, void, void> {
  const tree = openCrates(database);
  const top = root === null || playlists.length === 0 ? null : tree.crate(null, root, 'folder');
  // A list of its own instead of calls: folders can be nested deeper than those.
  const waiting = playlists.map((node) => ({ node, parent: top })).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, parent } = next;
    if (node.kind === 'folder') {
      const folder = tree.crate(parent, node.name, 'folder');
      for (const child of node.children.toReversed()) waiting.push({ node: child, parent: folder });
      continue;
    }
    const tracks = node.trackIds.map(trackId).filter((id) => id !== undefined);
    tree.addTracks(tree.crate(parent, node.name, 'crate', node.isTracklist), tracks);
    yield tree.take();
  }
  yield tree.take();
}
