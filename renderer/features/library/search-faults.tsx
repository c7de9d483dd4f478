import { describeError } from '#renderer/host-client/errors.ts';

/** A fault in the search text. */
export interface SearchFault {
  readonly message: string;
  /** Which characters of the text are meant; null when the host does not say. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

/** More would cover the list. */
const MOST_SHOWN = 3;
/** Characters around the place. */
const AROUND = 18;

interface Problem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** What is wrong with the search, in the order of its text; nothing for other errors. */
export function searchFaults(error: Error | null): readonly SearchFault[] {
  if (!error) return [];
  const { code, message, details } = describeError(error);
  if (code !== 'invalid-input') return [];
  const { start, end, problems } = details;
  if (typeof problems === 'string') {
    const all = JSON.parse(problems) as readonly Problem[];
    return all.map((problem) => ({ message: problem.message, place: { start: problem.start, end: problem.end } }));
  }
  return [{ message, place: typeof start === 'number' && typeof end === 'number' ? { start, end } : null }];
}

function Place({ place, search }: { readonly place: SearchFault['place']; readonly search: string }) {
  if (place === null) return null;
  const { start, end } = place;
  return (
    <span className="mt-0.5 block truncate whitespace-pre text-muted">
      {start > AROUND ? '…' : ''}
      {search.slice(Math.max(0, start - AROUND), start)}
      <mark className="rounded-sm bg-danger px-0.5 text-ground">{search.slice(start, end)}</mark>
      {search.slice(end, end + AROUND)}
      {search.length > end + AROUND ? '…' : ''}
    </span>
  );
}

interface FaultListProps {
  readonly id: string;
  readonly faults: readonly SearchFault[];
  readonly search: string;
}

/** What is wrong, each with its place in the text. */
export function FaultList({ id, faults, search }: FaultListProps) {
  const more = faults.length - MOST_SHOWN;
  return (
    <div
      id={id}
      role="alert"
      className="max-w-full self-start rounded-md border border-danger/40 bg-danger-soft px-2 py-1 text-xs text-danger shadow-overlay"
    >
      {faults.slice(0, MOST_SHOWN).map((fault) => (
        <p key={`${fault.place?.start ?? ''} ${fault.message}`} className="not-first:mt-1.5">
          {fault.message}
          <Place place={fault.place} search={search} />
        </p>
      ))}
      {more > 0 ? <p className="mt-1.5 text-muted">and {more} more</p> : null}
    </div>
  );
}

interface FaultMarksProps {
  readonly faults: readonly SearchFault[];
  readonly search: string;
  /** How far the text in the box is scrolled, in pixels. */
  readonly scrolled: number;
}

/** Underlines the places in the box itself: the same text, unseen, in the same place. */
export function FaultMarks({ faults, search, scrolled }: FaultMarksProps) {
  const places = faults.flatMap(({ place }) => place ?? []).toSorted((a, b) => a.start - b.start);
  const parts = places.map(({ start, end }, index) => (
    <span key={start}>
      {search.slice(places[index - 1]?.end ?? 0, start)}
      <span className="underline decoration-danger decoration-wavy underline-offset-[3px]">
        {search.slice(start, end)}
      </span>
    </span>
  ));
  return (
    <div aria-hidden className="pointer-events-none absolute inset-y-0 start-[29px] end-14 overflow-hidden text-sm">
      <div className="leading-[26px] whitespace-pre text-transparent" style={{ marginInlineStart: -scrolled }}>
        {parts}
      </div>
    </div>
  );
}
