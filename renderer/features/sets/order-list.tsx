import { ArrowDown, ArrowUp, Check, Lock } from 'lucide-react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import type { ProposedMove } from '#shared/domain/set-order/chosen-moves.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import type { KeyNotation } from '#shared/domain/key.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { WindowedList } from '#renderer/ui/windowed-list.tsx';
import { moveInWords } from './order-words.ts';

const ROW_HEIGHT = 28;
const CELL = 'flex min-w-0 items-center px-2 text-sm';
const WIDTHS = ['w-9 shrink-0', 'w-12 shrink-0 justify-end tabular-nums', 'w-32 shrink-0 gap-1.5', 'flex-1'] as const;
const NUMBERS = 'w-16 shrink-0 justify-end tabular-nums';
const HEADS = [
  ['Take', WIDTHS[0]],
  ['#', WIDTHS[1]],
  ['Moves', WIDTHS[2]],
  ['Track', WIDTHS[3]],
  ['BPM', NUMBERS],
  ['Key', 'w-16 shrink-0'],
  ['Energy', NUMBERS],
] as const;

function Head() {
  return (
    <div role="row" className="sticky top-0 z-10 flex h-7 border-b border-line bg-panel">
      {HEADS.map(([head, width]) => (
        <div key={head} role="columnheader" className={classNames(CELL, width, 'text-2xs! font-semibold text-faint')}>
          <span className={head === 'Take' ? 'sr-only' : ''}>{head}</span>
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  readonly track: OrderedTrack;
  /** From 0. */
  readonly place: number;
  /** null: it only gives way. */
  readonly move: ProposedMove | null;
  readonly taken: boolean;
  readonly notation: KeyNotation;
  readonly tabIndex: 0 | -1;
  readonly onTake: (taken: boolean) => void;
}

const nameOf = ({ artist, title }: OrderedTrack): string => (artist === '' ? title : `${artist} – ${title}`);

/** A tick where there is something to take; else a place for the keyboard, so that every row can be read. */
function Take({ track, move, place, taken, tabIndex, onTake }: Omit<RowProps, 'notation'>) {
  if (move === null) {
    const label = `${place + 1}, ${nameOf(track)}, ${track.locked ? 'locked' : 'stays'}`;
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- rows that only are read are reached by the arrow keys like the others
    return <span role="img" aria-label={label} data-stop="" tabIndex={tabIndex} className="size-4" />;
  }
  const words = moveInWords(move.from, move.to);
  return (
    <button
      type="button"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list moves the keyboard over its buttons
      role="checkbox"
      aria-checked={taken}
      aria-label={`${nameOf(track)}: ${words} to ${move.to + 1}`}
      data-stop=""
      tabIndex={tabIndex}
      onClick={() => onTake(!taken)}
      className="flex size-4 items-center justify-center rounded-sm border border-line-strong bg-sunken aria-checked:border-muted"
    >
      {taken ? <Check size={12} strokeWidth={3} className="text-accent" aria-hidden /> : null}
    </button>
  );
}

function Moves({ track, move, place, taken }: Pick<RowProps, 'track' | 'move' | 'place' | 'taken'>) {
  if (track.locked)
    return (
      <>
        <Lock size={12} className="text-faint" aria-hidden />
        <span className="text-faint">locked</span>
      </>
    );
  if (move === null) return <span className="text-faint">stays</span>;
  if (!taken) return <span className="text-faint">left at {place + 1}</span>;
  const Arrow = move.to < move.from ? ArrowUp : ArrowDown;
  return (
    <>
      <Arrow size={12} className="text-accent" aria-hidden />
      <span>{moveInWords(move.from, move.to)}</span>
    </>
  );
}

const orDash = (text: string | null) => text ?? <span className="text-faint">–</span>;

function Cells(props: RowProps) {
  const { track, place, move, taken, notation } = props;
  const dim = move !== null && taken ? '' : 'text-muted';
  const { bpm, key, energy } = track;
  return (
    <>
      <div role="gridcell" className={classNames(CELL, WIDTHS[0])}>
        <Take {...props} />
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[1], 'text-muted')}>
        {place + 1}
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[2])}>
        <Moves track={track} move={move} place={place} taken={taken} />
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[3], dim)}>
        <span className="truncate" title={nameOf(track)}>
          {nameOf(track)}
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

interface OrderListProps {
  /** In the order that is proposed: rows keep their places whatever is ticked, and the keyboard with them. */
  readonly tracks: readonly OrderedTrack[];
  /** Where each would stand with what is taken, from 0. */
  readonly places: ReadonlyMap<TrackId, number>;
  readonly moves: ReadonlyMap<TrackId, ProposedMove>;
  readonly leftOut: ReadonlySet<TrackId>;
  /** Names the proposal; with another the list begins at the top. */
  readonly content: string;
  readonly onLeaveOut: (id: TrackId, out: boolean) => void;
}

/** The set as it would be, each track that is picked up with where it comes from and a tick. */
export function OrderList({ tracks, places, moves, leftOut, content, onLeaveOut }: OrderListProps) {
  const { keyNotation } = useSettings();
  return (
    <WindowedList
      label="The set in its new order"
      content={content}
      count={tracks.length}
      rowHeight={ROW_HEIGHT}
      head={<Head />}
      className="selectable min-h-0 flex-1 rounded-md border border-line bg-panel"
    >
      {(index, tabIndex) => {
        const track = tracks[index];
        if (track === undefined) return null;
        return (
          <Cells
            track={track}
            place={places.get(track.id) ?? index}
            move={moves.get(track.id) ?? null}
            taken={!leftOut.has(track.id)}
            notation={keyNotation}
            tabIndex={tabIndex}
            onTake={(taken) => onLeaveOut(track.id, !taken)}
          />
        );
      }}
    </WindowedList>
  );
}
