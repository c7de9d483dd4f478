import { SquareParking } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { SetId } from '#shared/contract/ids.ts';
import type { TrackRow as Row } from '#shared/contract/tracks.ts';
import type { KeyNotation } from '#shared/domain/key.ts';
import type { TransitionWarning } from '#shared/domain/transition/plan-transition.ts';
import type { PlannedTrack } from '#renderer/host-client/set-builder.ts';
import type { ColumnId } from '#renderer/stores/columns-store.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { CellEditor } from './cell-editor.tsx';
import { COLUMNS } from './columns.tsx';
import type { MixState } from './mix-sign.tsx';
import { useDrawn } from './row-drawing.ts';
import type { DropMark } from './use-grid-pointer.ts';

export const ROW_HEIGHT = 28;

const NO_COLUMNS: readonly ColumnId[] = [];

interface TrackRowProps {
  /** null while the page is on its way. */
  readonly row: Row | null;
  readonly index: number;
  readonly columns: readonly ColumnId[];
  readonly notation: KeyNotation;
  readonly selected: boolean;
  readonly playing: boolean;
  readonly planned: PlannedTrack | null;
  /** The set of the row where something is to be said of its transition to the next. */
  readonly mixOf: SetId | null;
  readonly mixWarnings: readonly TransitionWarning[] | null;
  /** Where the keyboard is in this row: -1 the row itself, a column index, or null elsewhere. */
  readonly focus: number | null;
  readonly editing: ColumnId | null;
  readonly drop: DropMark['edge'] | null;
  /** Whether what is dragged over it may be parked beside it. */
  readonly parking: boolean;
}

/** What stands in the cells while the page is on its way. */
function placeholder(column: ColumnId, index: number): ReactNode {
  if (column !== 'title' && column !== 'artist') return null;
  return <span className="skeleton block" style={{ width: `${40 + ((index * 37) % 45)}%` }} />;
}

function mixStateOf({ mixOf, mixWarnings, columns, focus }: TrackRowProps): MixState | null {
  if (mixOf === null || mixWarnings === null) return null;
  return { setId: mixOf, warnings: mixWarnings, isFocused: focus !== null && columns[focus] === 'mix' };
}

function cellContent(props: TrackRowProps, id: ColumnId): ReactNode {
  const { row, index, notation, playing, planned, editing } = props;
  if (row === null) return placeholder(id, index);
  const mix = id === 'mix' ? mixStateOf(props) : null;
  return editing === id ? (
    <CellEditor row={row} column={id} />
  ) : (
    COLUMNS[id].cell(row, { notation, index, playing, planned, mix })
  );
}

/** Where a track is dropped to be kept at hand beside the row; the rest of the row takes it before or after. The menu has the same for keys. */
function ParkingPlace() {
  return (
    <div aria-hidden className="parking-layer">
      <span data-parking className="parking-place">
        <SquareParking size={13} />
        Park beside it
      </span>
    </div>
  );
}

/**
 * One row. It knows nothing but its props and is drawn again only when one of them changes; clicks and keys are handled
 * by the table. The same element carries the placeholder and the track, so a row keeps the focus when its track comes.
 */
export const TrackRow = memo(function TrackRow(props: TrackRowProps) {
  const { row, index, columns, focus, editing } = props;
  const drawn = useDrawn(row !== null, focus !== null);
  const empty = row !== null && !drawn;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      aria-busy={row === null || empty}
      data-row={index}
      data-playing={props.playing}
      data-missing={row?.missing}
      data-drop={props.drop ?? undefined}
      draggable={row !== null && editing === null}
      tabIndex={focus === -1 ? 0 : -1}
      className="grid-row track-row"
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {(empty ? NO_COLUMNS : columns).map((id, column) => (
        <div
          key={id}
          role="gridcell"
          aria-colindex={column + 1}
          data-column={column}
          tabIndex={focus === column ? 0 : -1}
          className={classNames(
            'cell',
            COLUMNS[id].align === 'end' && 'cell-number',
            row === null ? 'flex items-center' : COLUMNS[id].look,
          )}
        >
          {cellContent(props, id)}
        </div>
      ))}
      {props.parking ? <ParkingPlace /> : null}
    </div>
  );
});
