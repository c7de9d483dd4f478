import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SearchProblem } from '#shared/domain/search-parser.ts';
import { parseSearch, type SearchQuery } from '#shared/domain/search-query.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { SearchNames } from './search-names.ts';
import type { TrackExpression } from './track-filter.ts';

/** Every problem crosses: the first as the message with its place, all of them as JSON. */
function searchError(problems: readonly SearchProblem[], { message, start, end }: SearchProblem): AppError {
  return new AppError('invalid-input', message, { start, end, problems: JSON.stringify(problems) });
}

/**
 * Reads search text for `filterTracks`: with the names of crates, sets and tags looked up.
 * @param now For ages such as `added:<30d`.
 * @param respell Changes what was written; without it, the text means what it says.
 * @returns null for every track.
 * @throws {AppError} `invalid-input` with `start` and `end` of the first problem and all `problems` as JSON.
 */
export function searchExpression(
  database: Pick<LibraryDatabase, 'raw'>,
  search: string,
  now: Date,
  respell: (written: SearchQuery['expression']) => SearchQuery['expression'] = (written) => written,
): TrackExpression | null {
  const { expression: written, problems: found } = parseSearch(search, now);
  const problems = [...found];
  const expression = new SearchNames(database, now).resolve(respell(written), problems);
  const inOrder = problems.toSorted((a, b) => a.start - b.start);
  const [first] = inOrder;
  if (first !== undefined) throw searchError(inOrder, first);
  return expression;
}
