import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId } from '#shared/contract/ids.ts';
import type { ExportScope } from '#shared/contract/interchange.ts';
import { useCrates } from '#renderer/host-client/collections.ts';
import { useSets } from '#renderer/host-client/queries.ts';

interface ScopeChoice {
  readonly scope: ExportScope;
  /** Of the choice: "Crate: Clubs / Peak time". */
  readonly label: string;
  /** What it is called in the library, for the name of the file. */
  readonly title: string;
}

const KINDS: Readonly<Record<Crate['kind'], string>> = { folder: 'Folder', crate: 'Crate', smart: 'Smart crate' };

/** Crates as the tree reads from above, each with the folders that it lies in. */
function crateChoices(crates: readonly Crate[]): ScopeChoice[] {
  const paths = new Map<CrateId, string>();
  return crates.map(({ id, parentId, kind, name }) => {
    // A folder stands above what lies in it.
    const above = parentId === null ? undefined : paths.get(parentId);
    const path = above === undefined ? name : `${above} / ${name}`;
    paths.set(id, path);
    return { scope: { kind: 'crate', id }, label: `${KINDS[kind]}: ${path}`, title: name };
  });
}

/** More make no list to choose from; the others are exported from their own menu. */
const MOST_CRATES = 300;

const keyOf = (scope: ExportScope): string => (scope.kind === 'all' ? 'all' : `${scope.kind} ${scope.id}`);

/** What can be exported: the library, crates and folders of crates, each set. */
export function useScopeChoices(chosen: ExportScope) {
  const sets = useSets().data ?? [];
  const crates = crateChoices(useCrates().data ?? []);
  // The chosen one is listed wherever it stands.
  const shown = crates.filter(({ scope }, place) => place < MOST_CRATES || keyOf(scope) === keyOf(chosen));
  const choices: readonly ScopeChoice[] = [
    { scope: { kind: 'all' }, label: 'The whole library', title: 'MusicForge' },
    ...shown,
    ...sets.map(({ id, name }) => ({ scope: { kind: 'set', id } as const, label: `Set: ${name}`, title: name })),
  ];
  return { choices, isCut: shown.length < crates.length };
}
