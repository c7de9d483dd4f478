import { CircleCheck, Copy, X } from 'lucide-react';
import type { DuplicateGroups, DuplicateSearch, DuplicateState } from '#shared/contract/duplicates.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { searchText } from '#renderer/host-client/finding-words.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useDuplicateControl } from '#renderer/host-client/mutations.ts';
import { useDuplicateGroups, useDuplicateState } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf, formatDate, formatEta } from '#renderer/ui/format.ts';
import { ListGrid } from '#renderer/ui/list-grid.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { DuplicateGroupRow } from './duplicate-group-row.tsx';

/** More are not looked through at once; the next come up as these are decided. */
const SHOWN = 50;

const isRunning = (search: DuplicateSearch | null): boolean =>
  search?.phase === 'hearing' || search?.phase === 'comparing';

function SearchButton({ search, state }: { readonly search: DuplicateSearch | null; readonly state: DuplicateState }) {
  const control = useDuplicateControl();
  if (isRunning(search))
    return (
      <Button onClick={() => control.cancel.mutate(undefined)}>
        <X size={14} aria-hidden /> Cancel the search
      </Button>
    );
  const isFirst = state.searchedAt === null;
  return (
    <Button look={isFirst ? 'primary' : 'plain'} onClick={() => control.search.mutate(undefined)}>
      {isFirst ? 'Find duplicates' : 'Search again'}
    </Button>
  );
}

function Progress({ search }: { readonly search: DuplicateSearch }) {
  const { fraction, secondsLeft, current } = search;
  return (
    <div className="border-b border-line bg-ground px-3 py-2.5">
      <p className="truncate text-sm">
        {searchText(search)}
        {secondsLeft === null ? '' : `, ${formatEta(secondsLeft)}`}
        {current === null ? null : <span className="ps-2 text-faint">{current}</span>}
      </p>
      <ProgressBar label="Finding duplicates" fraction={fraction} className="mt-1.5 w-full" />
    </div>
  );
}

/** How the last search ended, where that needs a word. */
function Outcome({ search }: { readonly search: DuplicateSearch }) {
  if (search.phase === 'failed' && search.error !== null)
    return (
      <p role="alert" className="border-b border-line bg-danger-soft px-3 py-2 text-sm text-danger">
        {search.error}
      </p>
    );
  if (isRunning(search) || search.failed === 0) return null;
  return (
    <p className="border-b border-line px-3 py-2 text-xs text-warning">
      {countOf(search.failed, 'file')} could not be heard. Files that are missing are tried again with the next search.
    </p>
  );
}

function Nothing({ state, search }: { readonly state: DuplicateState; readonly search: DuplicateSearch | null }) {
  if (state.searchedAt !== null)
    return (
      <EmptyState icon={<CircleCheck size={28} strokeWidth={1.4} aria-hidden />} title="No duplicates">
        Every recording is in the library once, as far as can be heard and read.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Copy size={28} strokeWidth={1.4} aria-hidden />}
      title={isRunning(search) ? 'Listening to your tracks' : 'Is anything here twice?'}
    >
      MusicForge listens to each track once and compares them all: other formats, bit rates, levels and trims of one
      recording are found. Nothing on the disk is changed, now or later. You can go on working meanwhile.
    </EmptyState>
  );
}

function summary(state: DuplicateState, groups: DuplicateGroups | undefined): string {
  if (groups === undefined) return '';
  const parts = [
    state.searchedAt === null ? '' : countOf(groups.total, 'group'),
    state.searchedAt === null ? '' : `searched ${formatDate(state.searchedAt)}`,
    state.unheard === 0 ? '' : `${countOf(state.unheard, 'track')} not heard yet`,
  ];
  return parts.filter(Boolean).join(', ');
}

function Groups({ groups }: { readonly groups: DuplicateGroups }) {
  const more = groups.total - groups.groups.length;
  return (
    <>
      <ListGrid label="Duplicates">
        {groups.groups.map((group) => (
          <DuplicateGroupRow key={group.id} group={group} />
        ))}
      </ListGrid>
      {more > 0 ? (
        <p className="px-3 py-3 text-xs text-muted">{countOf(more, 'more group')} come up as you decide on these.</p>
      ) : null}
    </>
  );
}

interface BodyProps {
  readonly search: DuplicateSearch | null;
  readonly state: DuplicateState | undefined;
  readonly groups: DuplicateGroups | undefined;
  readonly fault: Error | null;
}

function Body({ search, state, groups, fault }: BodyProps) {
  if (fault)
    return (
      <div role="alert" className="h-full">
        <EmptyState title="The duplicates could not be loaded">{describeError(fault).message}</EmptyState>
      </div>
    );
  if (!state || !groups) return null;
  return groups.total === 0 ? <Nothing state={state} search={search} /> : <Groups groups={groups} />;
}

/** Tracks that are one recording: what was found, and what to do with it. */
export function DuplicatesView() {
  const search = useLive(useHost().duplicates, (state) => state);
  const { data: state, error } = useDuplicateState();
  const { data: groups, error: groupsError } = useDuplicateGroups(SHOWN);
  return (
    <main aria-label="Duplicates" className="flex min-w-0 flex-1 flex-col bg-panel">
      <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="text-md font-semibold">Duplicates</h1>
        <p role="status" className="min-w-0 flex-1 truncate text-xs text-muted">
          {state ? summary(state, groups) : ''}
        </p>
        {state ? <SearchButton search={search} state={state} /> : null}
      </div>
      {search && isRunning(search) ? <Progress search={search} /> : null}
      {search ? <Outcome search={search} /> : null}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Body search={search} state={state} groups={groups} fault={error ?? groupsError} />
      </div>
    </main>
  );
}
