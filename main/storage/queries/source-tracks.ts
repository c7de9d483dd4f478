import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackSource } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { crateTree, flatten } from './crate-tree.ts';
import { storedCrate, storedCrates, trackNumbersOfCrate } from './crates.ts';
import { importedNumbers } from './imported-tracks.ts';
import { findSmartIfRead } from './smart-crates.ts';
import type { TrackFacts } from './track-facts.ts';
import { trackNumbersOfTag } from './tags.ts';
import { filterTracks, type TrackFilter } from './track-filter.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query' | 'raw'>;

export interface SourceFilter extends Omit<TrackFilter, 'source'> {
  readonly source: TrackSource;
  /** For the ages in the search of a smart crate. */
  readonly now: Date;
}

/** Whether a source lists its tracks in an order of its own. */
export function hasOwnOrder(database: Database, source: TrackSource): boolean {
  if (source.kind === 'crate') return storedCrate(database, source.crateId)?.kind !== 'smart';
  return source.kind === 'set';
}

/** Numbers of the live tracks of a folder's crates, each once, as the tree reads from above. */
function tracksOfFolder(database: Database, id: string, now: Date): Iterable<number> {
  const branch = crateTree(storedCrates(database)).find(id);
  const crates = branch === undefined ? [] : flatten([branch]).map(({ crate }) => crate);
  const numbers = crates.flatMap(({ id: crateId, kind, query }) =>
    kind === 'smart' ? [...(findSmartIfRead(database, query, now) ?? [])] : trackNumbersOfCrate(database, crateId),
  );
  return new Set(numbers);
}

function tracksOfCrate(database: Database, id: string, now: Date): Iterable<number> {
  const crate = storedCrate(database, id);
  // It was deleted a moment ago: whoever looks at it sees it empty, and full again after an undo.
  if (crate === undefined) return [];
  if (crate.kind === 'folder') return tracksOfFolder(database, id, now);
  if (crate.kind === 'crate') return trackNumbersOfCrate(database, id);
  const found = findSmartIfRead(database, crate.query, now);
  if (found !== null) return found;
  throw new AppError('unsupported', `The search of "${crate.name}" cannot be read: ${crate.query}. Change it.`);
}

type ListedSource = Extract<TrackSource, { kind: 'crate' | 'tag' | 'imported' }>;

/** Numbers of the tracks of a source that is a list of its own: the live ones, but of an import all. */
function listedTracks(database: Database, source: ListedSource, now: Date): Iterable<number> {
  if (source.kind === 'crate') return tracksOfCrate(database, source.crateId, now);
  if (source.kind === 'tag') return trackNumbersOfTag(database, source.tagId);
  return importedNumbers(database, source.importId);
}

/**
 * Numbers of the live tracks of a source that fulfil an expression, in the order of the source where it has one.
 * @throws {AppError} `unsupported` for a smart crate whose search cannot be read.
 */
export function sourceTracks(
  database: Database,
  { source, now, ...filter }: SourceFilter,
  facts?: TrackFacts,
): Int32Array {
  if (source.kind !== 'crate' && source.kind !== 'tag' && source.kind !== 'imported')
    return filterTracks(database, { ...filter, source }, facts);
  const numbers = listedTracks(database, source, now);
  if (filter.expression === null && source.kind !== 'imported') return Int32Array.from(numbers);
  const fitting = new Set(filterTracks(database, { ...filter, source: { kind: 'all' } }, facts));
  return Int32Array.from([...numbers].filter((number) => fitting.has(number)));
}
