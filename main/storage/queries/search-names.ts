import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { InCollection, SearchCondition } from '#shared/domain/search-conditions.ts';
import type { CollectionField } from '#shared/domain/search-fields.ts';
import type { SearchProblem } from '#shared/domain/search-parser.ts';
import { parseSearch } from '#shared/domain/search-query.ts';
import { anyOf, mapTree, type Tree } from '#shared/domain/search-tree.ts';
import { hasWords, isWholeName, type SearchText } from '#shared/domain/search-words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type NamedCollection, namedCollections } from './collections.ts';
import type { TrackExpression } from './track-filter.ts';

/** Smart crates that one search may look into, each as often as it is named: what they ask for is one statement. */
const MOST_SMART_CRATES = 40;
/** Every track. */
const EVERYTHING: TrackExpression = { all: [] };

/** The collections of the wanted name, or, if none is called exactly that, those that have its words. */
function named(collections: readonly NamedCollection[], wanted: SearchText): readonly NamedCollection[] {
  const exact = collections.filter(({ name }) => isWholeName(name, wanted));
  return exact.length > 0 ? exact : collections.filter(({ name }) => hasWords(name, wanted));
}

const ofSomeIds = (of: CollectionField, ids: readonly string[]): TrackExpression | null =>
  ids.length === 0 ? null : { is: { kind: 'member', of, ids } };

/** Puts ids in the place of the names of crates, sets and tags, and what they ask for in that of smart crates. */
export class SearchNames {
  private readonly database: Pick<LibraryDatabase, 'raw'>;
  private readonly now: Date;
  private readonly known = new Map<CollectionField, readonly NamedCollection[]>();
  private smartCrates = 0;

  /** @param now For ages such as `added:<30d` in smart crates. */
  constructor(database: Pick<LibraryDatabase, 'raw'>, now: Date) {
    this.database = database;
    this.now = now;
  }

  /** @param problems Gets what cannot be resolved. */
  resolve(expression: Tree<SearchCondition> | null, problems: SearchProblem[]): TrackExpression | null {
    return mapTree(expression, (condition): TrackExpression | null => {
      if (condition.kind !== 'collection') return { is: condition };
      try {
        return this.membersOf(condition, []);
      } catch (fault) {
        if (!(fault instanceof AppError)) throw fault;
        // The place is that of the term that led there.
        problems.push({ message: fault.message, start: condition.start, end: condition.end });
        return null;
      }
    });
  }

  /**
   * The tracks of a crate, of a smart crate, or of all crates in a folder.
   * @throws {AppError} `not-found`; `invalid-input` when the smart crate leads back to itself or has a fault.
   */
  crate(id: string): TrackExpression {
    const crate = this.list('crate').find((each) => each.id === id);
    if (crate === undefined) throw new AppError('not-found', 'This crate is not there any more.');
    return this.insideOf(crate, []);
  }

  private list(field: CollectionField): readonly NamedCollection[] {
    const known = this.known.get(field) ?? namedCollections(this.database, field);
    this.known.set(field, known);
    return known;
  }

  /** @param path The smart crates that led here, the outermost first. */
  private membersOf({ field, names }: InCollection, path: readonly NamedCollection[]): TrackExpression | null {
    const all = this.list(field);
    const found = new Set(
      names.flatMap((wanted) => {
        const matching = named(all, wanted);
        if (matching.length === 0) throw nameFault(unknownName(field, wanted.text, all.length));
        return matching;
      }),
    );
    return anyOf(
      [...found].map((each) => (field === 'crate' ? this.insideOf(each, path) : ofSomeIds(field, [each.id]))),
    );
  }

  private insideOf(crate: NamedCollection, path: readonly NamedCollection[]): TrackExpression {
    if (crate.kind === 'smart') return this.foundBy(crate, path);
    if (crate.kind !== 'folder') return { is: { kind: 'member', of: 'crate', ids: [crate.id] } };
    const parts = this.cratesBelow(crate).map((each) => this.insideOf(each, path));
    return anyOf(parts) ?? { is: { kind: 'member', of: 'crate', ids: [] } };
  }

  /** The crates in a folder and in the folders inside it. */
  private cratesBelow(folder: NamedCollection): readonly NamedCollection[] {
    const all = this.list('crate');
    const folders = new Set([folder.id]);
    // A set grows while it is walked, and each folder is in it once, whatever a damaged library says.
    for (const id of folders) {
      for (const each of all) if (each.kind === 'folder' && each.parentId === id) folders.add(each.id);
    }
    return all.filter(({ kind, parentId }) => kind !== 'folder' && parentId !== null && folders.has(parentId));
  }

  private foundBy(crate: NamedCollection, path: readonly NamedCollection[]): TrackExpression {
    const within = [...path, crate];
    const loop = path.findIndex(({ id }) => id === crate.id);
    if (loop >= 0) throw nameFault(loopMessage(within.slice(loop)));
    this.smartCrates += 1;
    if (this.smartCrates > MOST_SMART_CRATES) {
      throw nameFault(
        `More than ${MOST_SMART_CRATES} smart crates look into each other here. Name fewer of them in their searches.`,
      );
    }
    const { expression, problems } = parseSearch(crate.query, this.now);
    const [problem] = problems;
    if (problem) throw nameFault(`The smart crate "${crate.name}" has a fault in its search. ${problem.message}`);
    const inside = mapTree(expression, (condition): TrackExpression | null =>
      condition.kind === 'collection' ? this.membersOf(condition, within) : { is: condition },
    );
    return inside ?? EVERYTHING;
  }
}

const nameFault = (message: string): AppError => new AppError('invalid-input', message);

function unknownName(field: CollectionField, name: string, count: number): string {
  if (count === 0) return `There is no ${field} yet. Make one, or take ${field}: out.`;
  return `No ${field} is called "${name}". Write the beginning of a word of its name, or several words in quotes.`;
}

function loopMessage(loop: readonly NamedCollection[]): string {
  const [first] = loop;
  const chain = loop.map(({ name }) => `"${name}"`).join(', which looks into ');
  if (loop.length === 2)
    return `The smart crate "${first?.name ?? ''}" looks into itself. Take its own name out of its search.`;
  return `Smart crates lead in a circle: ${chain}. Take one of these names out of their searches.`;
}
