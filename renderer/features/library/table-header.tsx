import { ChevronDown, ChevronUp } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type MouseEvent, useState } from 'react';
import type { SortKey } from '#shared/contract/tracks.ts';
import { type ColumnId, useColumns } from '#renderer/stores/columns-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { COLUMNS } from './columns.tsx';
import type { ColumnLayout } from './use-column-layout.ts';

const COLUMN_TYPE = 'application/x-musicforge-column';
const RESIZE_STEP = 12;

function SortMark({ sort, place }: { readonly sort: SortKey; readonly place: number | null }) {
  const Icon = sort.direction === 'ascending' ? ChevronUp : ChevronDown;
  return (
    <span className="inline-flex shrink-0 items-center text-accent">
      <Icon size={12} strokeWidth={2.5} aria-hidden />
      {place === null ? null : <span className="text-2xs leading-none font-semibold">{place}</span>}
    </span>
  );
}

type Header = ColumnLayout['headers'][number];

interface HeaderCellProps {
  readonly header: Header;
  readonly index: number;
  readonly sort: SortKey | null;
  /** Place among several sort keys, from 1; null if there is one. */
  readonly place: number | null;
  readonly columns: readonly ColumnId[];
}

function ariaSort(sort: SortKey | null): 'ascending' | 'descending' | 'none' {
  return sort === null ? 'none' : sort.direction;
}

const isInSet = (): boolean => useView.getState().source.kind === 'set';

/** Shift+arrows resize, Ctrl+Shift+arrows move, plain arrows go to the next header. */
function handleHeaderArrow(
  event: KeyboardEvent<HTMLElement>,
  id: ColumnId,
  columns: readonly ColumnId[],
  width: number,
) {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0 || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  const store = useColumns.getState();
  const neighbour = columns[columns.indexOf(id) + step];
  if (event.shiftKey && (event.ctrlKey || event.metaKey)) {
    if (neighbour) store.move(id, neighbour, isInSet());
  } else if (event.shiftKey) {
    store.setWidths({ ...store.widths, [id]: Math.max(COLUMNS[id].minWidth, width + step * RESIZE_STEP) });
  } else {
    const row = event.currentTarget.closest('[role="row"]');
    row?.querySelector<HTMLElement>(`[data-header="${neighbour}"]`)?.focus();
  }
}

function handleHeaderKey(...[event, ...place]: Parameters<typeof handleHeaderArrow>) {
  if (event.key === 'ArrowDown' && !event.altKey) {
    event.preventDefault();
    document.querySelector<HTMLElement>('.track-row[tabindex="0"], .track-row [tabindex="0"]')?.focus();
  } else handleHeaderArrow(event, ...place);
}

function ResizeHandle({ header, id }: { readonly header: Header; readonly id: ColumnId }) {
  return (
    <div
      aria-hidden
      onMouseDown={header.getResizeHandler()}
      onDoubleClick={() => {
        const { [id]: _width, ...rest } = useColumns.getState().widths;
        useColumns.getState().setWidths(rest);
      }}
      className="absolute inset-y-1.5 end-0 w-[5px] cursor-col-resize border-e border-line hover:border-focus"
    />
  );
}

/** Handlers that let a header be dragged onto another. */
function useColumnDrag(id: ColumnId) {
  const [over, setOver] = useState(false);
  return {
    over,
    handlers: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(COLUMN_TYPE, id);
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(COLUMN_TYPE)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        const dragged = event.dataTransfer.getData(COLUMN_TYPE) as ColumnId;
        if (dragged) useColumns.getState().move(dragged, id, isInSet());
      },
    },
  };
}

function HeaderCell({ header, index, sort, place, columns }: HeaderCellProps) {
  const id = header.column.id as ColumnId;
  const spec = COLUMNS[id];
  const { over, handlers } = useColumnDrag(id);
  const handleClick = (event: MouseEvent) => {
    if (spec.sort) useView.getState().sortBy(spec.sort, event.shiftKey);
  };
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      {...(spec.sort ? { 'aria-sort': ariaSort(sort) } : {})}
      className="relative h-full"
    >
      <button
        type="button"
        data-header={id}
        tabIndex={index === 0 ? 0 : -1}
        title={spec.short === undefined ? undefined : spec.label}
        aria-label={place === null ? spec.label : `${spec.label}, sort key ${place}`}
        onClick={handleClick}
        onKeyDown={(event) => handleHeaderKey(event, id, columns, header.getSize())}
        className={classNames(
          'flex h-full w-full items-center overflow-hidden text-xs font-medium outline-offset-[-2px]! transition-colors hover:text-ink',
          sort ? 'text-ink' : 'text-muted',
          // The number of a sort key needs its room: the heads are as narrow as their columns.
          place === null ? 'gap-1 px-2' : 'gap-px px-1',
          spec.align === 'end' && 'justify-end',
          over && 'bg-control-hover',
        )}
        {...handlers}
      >
        <span className="truncate">{spec.short ?? spec.label}</span>
        {sort ? <SortMark sort={sort} place={place} /> : null}
      </button>
      <ResizeHandle header={header} id={id} />
    </div>
  );
}

export function TableHeader({ layout }: { readonly layout: ColumnLayout }) {
  const sort = useView((state) => state.sort);
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div role="row" aria-rowindex={1} className="grid-row border-b border-line bg-panel">
        {layout.headers.map((header, index) => {
          const field = COLUMNS[header.column.id as ColumnId].sort;
          const place = sort.findIndex((key) => key.field === field);
          return (
            <HeaderCell
              key={header.id}
              header={header}
              index={index}
              columns={layout.columns}
              sort={sort[place] ?? null}
              place={place >= 0 && sort.length > 1 ? place + 1 : null}
            />
          );
        })}
      </div>
    </div>
  );
}
