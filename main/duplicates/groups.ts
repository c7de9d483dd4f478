import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type DuplicateEdge, duplicateEdges } from '#main/storage/queries/duplicates.ts';
import { songNames } from '#main/storage/queries/song-versions.ts';
import { pairsOf } from '#main/storage/queries/track-belongings.ts';
import { areVersions, type SongVersion, songVersion } from '#shared/domain/song-version.ts';
import { DUPLICATE_EDGE } from './fingerprint-store.ts';

/** Tracks that are one recording, as far as is known. */
export interface TrackGroup {
  /** The first of the ids, which are in order. */
  readonly id: string;
  readonly trackIds: readonly string[];
  readonly by: 'sound' | 'name';
  /** Of the least alike pair. */
  readonly likeness: number;
}

interface Evidence {
  readonly by: 'sound' | 'name';
  readonly offsetSeconds: number;
}

export function readEvidence(text: string): Evidence {
  const stored = JSON.parse(text) as Partial<Evidence>;
  return { by: stored.by === 'name' ? 'name' : 'sound', offsetSeconds: stored.offsetSeconds ?? 0 };
}

/** Whether two tracks are known not to be one recording: by their names, or because the user says so. */
type Conflict = (trackId: string, otherId: string) => boolean;

/** Songs by the texts that they were read from: reading them is most of the work, and they hardly ever change. */
type KnownSongs = Map<string, SongVersion>;

function songOf(known: KnownSongs, names: Omit<ReturnType<typeof songNames>[number], 'id'>): SongVersion {
  const key = JSON.stringify(names);
  const song = known.get(key) ?? songVersion(names);
  known.set(key, song);
  return song;
}

function conflictsOf(database: LibraryDatabase, ids: readonly string[], known: KnownSongs): Conflict {
  const songs = new Map(songNames(database, ids).map(({ id, ...names }) => [id, songOf(known, names)]));
  const decided = new Set(pairsOf(database, ids).map((pair) => pairKey(pair.track_id, pair.other_id)));
  return (trackId, otherId) => {
    const [mine, its] = [songs.get(trackId), songs.get(otherId)];
    const isVersion = mine !== undefined && its !== undefined && areVersions(mine, its);
    return isVersion || decided.has(pairKey(trackId, otherId));
  };
}

const pairKey = (a: string, b: string): string => [a, b].sort().join(' ');

/** Joins tracks that a chain of pairs connects, the surest first, unless two of them are known to be different. */
function joinPairs(edges: readonly DuplicateEdge[], conflict: Conflict): Map<string, string[]> {
  const groupOf = new Map<string, string[]>();
  const groupWith = (id: string): string[] => groupOf.get(id) ?? [id];
  for (const { trackId, otherId } of edges.toSorted((a, b) => b.likeness - a.likeness)) {
    const [mine, other] = [groupWith(trackId), groupWith(otherId)];
    if (mine === other || mine.some((each) => other.some((its) => conflict(each, its)))) continue;
    const joined = [...mine, ...other].sort();
    for (const id of joined) groupOf.set(id, joined);
  }
  return new Map([...new Set(groupOf.values())].map((group) => [group[0] ?? '', group]));
}

/**
 * The groups that the user has not yet decided on, the surest first.
 * @param known Songs that were read before; kept from one call to the next where groups are asked for again and again.
 */
export function trackGroups(database: LibraryDatabase, known: KnownSongs = new Map()): TrackGroup[] {
  const edges = duplicateEdges(database, DUPLICATE_EDGE);
  const ids = [...new Set(edges.flatMap(({ trackId, otherId }) => [trackId, otherId]))];
  const groups = joinPairs(edges, conflictsOf(database, ids, known));
  const groupOf = new Map([...groups].flatMap(([root, ids]) => ids.map((id) => [id, root] as const)));
  const least = new Map<string, { by: 'sound' | 'name'; likeness: number }>();
  for (const { trackId, otherId, likeness, evidence } of edges) {
    const root = groupOf.get(trackId);
    if (root === undefined || root !== groupOf.get(otherId)) continue;
    const known = least.get(root) ?? { by: 'sound', likeness: 1 };
    const { by } = readEvidence(evidence);
    least.set(root, { by: by === 'name' ? 'name' : known.by, likeness: Math.min(known.likeness, likeness) });
  }
  return [...groups]
    .map(([root, ids]): TrackGroup => {
      const { by, likeness } = least.get(root) ?? { by: 'sound', likeness: 1 };
      return { id: root, trackIds: ids.sort(), by, likeness };
    })
    .sort((a, b) => Number(a.by === 'name') - Number(b.by === 'name') || (a.id < b.id ? -1 : 1));
}

/** How much later the sound of `otherId` comes than that of `trackId`, as a search heard it; 0 where nothing is known. */
export function offsetBetween(edges: readonly DuplicateEdge[], trackId: string, otherId: string): number {
  for (const edge of edges) {
    const { offsetSeconds } = readEvidence(edge.evidence);
    if (edge.trackId === trackId && edge.otherId === otherId) return offsetSeconds;
    if (edge.trackId === otherId && edge.otherId === trackId) return -offsetSeconds;
  }
  return 0;
}
