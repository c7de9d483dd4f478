import type { Compilable } from 'kysely';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { queryPlan } from './query-plan.ts';
import { openTempLibrary } from './temp-library.ts';

/** An empty library with its queries overheard: what is asked is explained as well. */
export function overheardLibrary(): { readonly library: LibraryDatabase; readonly plans: string[] } {
  const library = openTempLibrary();
  const plans: string[] = [];
  const listen = <Answer>(query: Compilable, answer: () => Answer): Answer => {
    plans.push(...queryPlan(library, query));
    return answer();
  };
  const query: LibraryDatabase['query'] = {
    all: (asked) => listen(asked, () => library.query.all(asked)),
    first: (asked) => listen(asked, () => library.query.first(asked)),
    run: (asked) => library.query.run(asked),
  };
  return { library: { ...library, query }, plans };
}
