import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import type { KeyNotation } from '#shared/domain/key.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { WindowedList } from '#renderer/ui/windowed-list.tsx';

const ROW_HEIGHT = 28;
const CELL = 'flex min-w-0 items-center px-2 text-sm';
const WIDTHS = ['w-9 shrink-0', 'w-12 shrink-0 justify-end tabular-nums', 'w-32 shrink-0 gap-1.5', 'flex-1'] as const;
const NUMBERS = 'w-16 shrink-0 justify-end tabular-nums';
const headsWith = (change: string) =>
  [
    ['Take', WIDTHS[0]],
    ['#', WIDTHS[1]],
    [change, WIDTHS[2]],
    ['Track', WIDTHS[3]],
    ['BPM', NUMBERS],
    ['Key', 'w-16 shrink-0'],
    ['Energy', NUMBERS],
  ] as const;

function Head({ change }: { readonly change: string }) {
  return (
    <div role="row" className="sticky top-0 z-10 flex h-7 border-b border-line bg-panel">
      {headsWith(change).map(([head, width]) => (
        <div key={head} role="columnheader" className={classNames(CELL, width, 'text-2xs! font-semibold text-faint')}>
          <span className={head === 'Take' ? 'sr-only' : ''}>{head}</span>
        </div>
      ))}
    </div>
  );
}

/** A track of a set as a proposal would have it. */
export interface ProposedRow {
  readonly track: OrderedTrack;
  /** From 0; null = not in the set. */
  readonly place: number | null;
  /** What would happen to it, in words and signs. */
  readonly change: ReactNode;
  /** For screen readers; ends the name of its tick, or of the row where there is none. */
  readonly words: string;
  /** Whether it is taken; null = there is nothing to take. */
  readonly taken: boolean | null;
}

interface RowProps {
  readonly row: ProposedRow;
  readonly notation: KeyNotation;
  readonly tabIndex: 0 | -1;
  readonly onTake: (taken: boolean) => void;
}

const nameOf = ({ artist, title }: OrderedTrack): string => (artist === '' ? title : `${artist} – ${title}`);

/** A tick where there is something to take; else a place for the keyboard, so that every row can be read. */
function Take({ row: { track, place, words, taken }, tabIndex, onTake }: Omit<RowProps, 'notation'>) {
  if (taken === null) {
    const label = `${place === null ? '' : `${place + 1}, `}${nameOf(track)}, ${words}`;
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- rows that only are read are reached by the arrow keys like the others
    return <span role="img" aria-label={label} data-stop="" tabIndex={tabIndex} className="size-4" />;
  }
  return (
    <button
      type="button"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list moves the keyboard over its buttons
      role="checkbox"
      aria-checked={taken}
      aria-label={`${nameOf(track)}: ${words}`}
      data-stop=""
      tabIndex={tabIndex}
      onClick={() => onTake(!taken)}
      className="flex size-4 items-center justify-center rounded-sm border border-line-strong bg-sunken aria-checked:border-muted"
    >
      {taken ? <Check size={12} strokeWidth={3} className="text-accent" aria-hidden /> : null}
    </button>
  );
}

const orDash = (text: string | null) => text ?? <span className="text-faint">–</span>;

function Cells(props: RowProps) {
  const { row, notation } = props;
  const { bpm, key, energy } = row.track;
  return (
    <>
      <div role="gridcell" className={classNames(CELL, WIDTHS[0])}>
        <Take {...props} />
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[1], 'text-muted')}>
        {orDash(row.place === null ? null : String(row.place + 1))}
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[2])}>
        {row.change}
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[3], row.taken === true ? '' : 'text-muted')}>
        <span className="truncate" title={nameOf(row.track)}>
          {nameOf(row.track)}
        </span>
      </div>
      <div role="gridcell" className={classNames(CELL, NUMBERS, 'text-muted')}>
        {orDash(bpm === null ? null : bpm.toFixed(1))}
      </div>
      <div role="gridcell" className={classNames(CELL, 'w-16 shrink-0')}>
        {key === null ? orDash(null) : <KeyChip index={key} notation={notation} />}
      </div>
      <div role="gridcell" className={classNames(CELL, NUMBERS, 'text-muted')}>
        {orDash(energy === null ? null : String(energyLevel(energy)))}
      </div>
    </>
  );
}

interface ProposalListProps {
  /** Read by screen readers. */
  readonly label: string;
  /** Head of the column that says what would happen. */
  readonly changeHead: string;
  /** Rows keep their places whatever is ticked, and the keyboard with them. */
  readonly rows: readonly ProposedRow[];
  /** Names the proposal; with another the list begins at the top. */
  readonly content: string;
  readonly onTake: (track: OrderedTrack, taken: boolean) => void;
}

/** A set as a proposal would have it, each change of it with a tick. */
export function ProposalList({ label, changeHead, rows, content, onTake }: ProposalListProps) {
  const { keyNotation } = useSettings();
  return (
    <WindowedList
      label={label}
      content={content}
      count={rows.length}
      rowHeight={ROW_HEIGHT}
      head={<Head change={changeHead} />}
      className="selectable min-h-0 flex-1 rounded-md border border-line bg-panel"
    >
      {(index, tabIndex) => {
        const row = rows[index];
        if (row === undefined) return null;
        const take = (taken: boolean) => onTake(row.track, taken);
        return <Cells row={row} notation={keyNotation} tabIndex={tabIndex} onTake={take} />;
      }}
    </WindowedList>
  );
}
