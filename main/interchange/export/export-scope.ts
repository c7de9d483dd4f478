import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { entriesOfSet, storedSets } from '#main/storage/queries/sets.ts';
import type { ExportFormat, ExportScope, ImportFormat } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Dropped, InterchangeLibrary, PlaylistNode } from '#main/interchange/model.ts';
import { droppedOfLibrary } from './dropped-of-library.ts';
import { playsForExport, tracksForExport } from './library-content.ts';

/** Whose own words come along: those that were imported from the same program. */
const EXTRAS_OF: Readonly<Record<ExportFormat, ImportFormat | null>> = {
  'rekordbox-xml': 'rekordbox-xml',
  'traktor-nml': 'traktor-nml',
  serato: 'serato',
  engine: 'engine',
  m3u8: 'm3u',
  cue: 'cue',
  csv: 'csv',
  txt: 'set-text',
  html: null,
};

/** What a smart crate holds now; the host connects it to the search. */
export type SmartTracks = (query: string) => Promise<readonly string[]>;

type Database = Pick<LibraryDatabase, 'db' | 'query'>;

/** What an export is made of, and what no other program has a place for. */
export interface ScopeContent {
  readonly library: InterchangeLibrary;
  readonly dropped: Dropped;
}

interface CrateRow {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly kind: 'folder' | 'crate' | 'smart';
  readonly query: string;
  readonly colour: string | null;
}

function liveCrates({ db, query }: Database): CrateRow[] {
  return query.all(
    db
      .selectFrom('crates')
      .select(['id', 'name', 'parent_id', 'kind', 'query', 'colour'])
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .orderBy('id'),
  );
}

function tracksOfCrate({ db, query }: Database, id: string): string[] {
  const rows = query.all(
    db
      .selectFrom('crate_tracks')
      .innerJoin('tracks', 'tracks.id', 'crate_tracks.track_id')
      .select('crate_tracks.track_id as id')
      .where('crate_tracks.crate_id', '=', id)
      .where('crate_tracks.deleted_at', 'is', null)
      .where('tracks.deleted_at', 'is', null)
      .orderBy('crate_tracks.position')
      .orderBy('crate_tracks.id'),
  );
  return rows.map((row) => row.id);
}

/** What the smart crates hold now, by id. */
async function fillSmartCrates(crates: readonly CrateRow[], smartTracks: SmartTracks) {
  const filled = new Map<string, readonly string[]>();
  for (const crate of crates) if (crate.kind === 'smart') filled.set(crate.id, await smartTracks(crate.query));
  return filled;
}

/** The tree of crates; smart crates as they are filled now. */
async function playlistTree(database: Database, smartTracks: SmartTracks) {
  const all = liveCrates(database);
  const children = Map.groupBy(all, (crate) => crate.parent_id);
  const filled = await fillSmartCrates(all, smartTracks);
  const nodeOf = (crate: CrateRow): PlaylistNode => {
    if (crate.kind === 'folder') {
      return { kind: 'folder', name: crate.name, children: (children.get(crate.id) ?? []).map(nodeOf) };
    }
    return { kind: 'playlist', name: crate.name, trackIds: filled.get(crate.id) ?? tracksOfCrate(database, crate.id) };
  };
  return { top: () => (children.get(null) ?? []).map(nodeOf), nodeOf, all };
}

function setNodes(database: Database, id?: string): PlaylistNode[] {
  return storedSets(database, id).map((set) => ({
    kind: 'playlist',
    name: set.name,
    trackIds: entriesOfSet(database, set.id).map((entry) => entry.trackId),
  }));
}

function tracksIn(nodes: readonly PlaylistNode[]): string[] {
  return nodes.flatMap((node) => (node.kind === 'folder' ? tracksIn(node.children) : node.trackIds));
}

/** The crates below one, with it. */
function cratesWithin(all: readonly CrateRow[], id: string): CrateRow[] {
  const children = Map.groupBy(all, (crate) => crate.parent_id);
  const within = all.filter((crate) => crate.id === id);
  // What is put at the end is looked at in turn.
  for (const crate of within) within.push(...(children.get(crate.id) ?? []));
  return within;
}

async function nodesOf(
  database: Database,
  scope: ExportScope,
  smartTracks: SmartTracks,
): Promise<{ readonly playlists: readonly PlaylistNode[]; readonly crates: readonly CrateRow[] }> {
  if (scope.kind === 'set') return { playlists: setNodes(database, scope.id), crates: [] };
  const tree = await playlistTree(database, smartTracks);
  if (scope.kind === 'crate') {
    const playlists = tree.all.filter((crate) => crate.id === scope.id).map(tree.nodeOf);
    return { playlists, crates: cratesWithin(tree.all, scope.id) };
  }
  const sets = setNodes(database);
  const folder = sets.length > 0 ? [{ kind: 'folder' as const, name: 'Sets', children: sets }] : [];
  return { playlists: [...tree.top(), ...folder], crates: tree.all };
}

function allTracks({ db, query }: Database): string[] {
  return query
    .all(db.selectFrom('tracks').select('id').where('deleted_at', 'is', null).orderBy('number'))
    .map((row) => row.id);
}

/**
 * What is to be exported, in the form of the exchange.
 * @throws {AppError} `not-found` when the crate or set is gone.
 */
export async function contentOfScope(
  database: Database,
  scope: ExportScope,
  format: ExportFormat,
  smartTracks: SmartTracks,
): Promise<ScopeContent> {
  const { playlists, crates } = await nodesOf(database, scope, smartTracks);
  if (scope.kind !== 'all' && playlists.length === 0) {
    throw new AppError('not-found', `This ${scope.kind} is no longer in the library.`);
  }
  const ids = scope.kind === 'all' ? allTracks(database) : [...new Set(tracksIn(playlists))];
  const tracks = await tracksForExport(database, ids, EXTRAS_OF[format]);
  const plays = scope.kind === 'all' ? playsForExport(database, new Set(ids)) : [];
  return { library: { tracks, playlists, plays }, dropped: await droppedOfLibrary(database, ids, crates) };
}
