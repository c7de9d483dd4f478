import { memo } from 'react';
import type { TrackRow as Row } from '#shared/contract/tracks.ts';
import type { KeyNotation } from '#shared/domain/key.ts';
import type { ColumnId } from '#renderer/stores/columns-store.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { CellEditor } from './cell-editor.tsx';
import { COLUMNS } from './columns.tsx';

export const ROW_HEIGHT = 28;

interface TrackRowProps {
  /** null while the page is on its way. */
  readonly row: Row | null;
  readonly index: number;
  readonly columns: readonly ColumnId[];
  readonly notation: KeyNotation;
  readonly selected: boolean;
  readonly playing: boolean;
  /** Where the keyboard is in this row: -1 the row itself, a column index, or null elsewhere. */
  readonly focus: number | null;
  readonly editing: ColumnId | null;
  readonly drop: 'before' | 'after' | null;
}

function Placeholder({ index, columns }: { readonly index: number; readonly columns: readonly ColumnId[] }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy="true"
      className="grid-row track-row"
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {columns.map((column) => (
        <div key={column} role="gridcell" className="cell flex items-center">
          {column === 'title' || column === 'artist' ? (
            <div className="skeleton" style={{ width: `${40 + ((index * 37) % 45)}%` }} />
          ) : null}
        </div>
      ))}
    </div>
  );
}

/**
 * One row. It knows nothing but its props and is drawn again only when one of them changes; clicks and keys are handled
 * by the table.
 */
export const TrackRow = memo(function TrackRow(props: TrackRowProps) {
  const { row, index, columns, focus, editing } = props;
  if (row === null) return <Placeholder index={index} columns={columns} />;
  const context = { notation: props.notation, index };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      data-row={index}
      data-playing={props.playing}
      data-missing={row.missing}
      data-drop={props.drop ?? undefined}
      draggable={editing === null}
      tabIndex={focus === -1 ? 0 : -1}
      className="grid-row track-row"
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {columns.map((id, column) => {
        const spec = COLUMNS[id];
        return (
          <div
            key={id}
            role="gridcell"
            aria-colindex={column + 1}
            data-column={column}
            tabIndex={focus === column ? 0 : -1}
            className={classNames('cell', spec.align === 'end' && 'cell-number')}
          >
            {editing === id ? <CellEditor row={row} column={id} /> : spec.cell(row, context)}
          </div>
        );
      })}
    </div>
  );
});
