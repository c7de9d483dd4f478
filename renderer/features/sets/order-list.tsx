import { ArrowDown, ArrowUp, Lock } from 'lucide-react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import type { ProposedMove } from '#shared/domain/set-order/chosen-moves.ts';
import { moveInWords } from './order-words.ts';
import { ProposalList, type ProposedRow } from './proposal-list.tsx';

/** A track that nothing happens to. */
export function unchanged(locked: boolean) {
  if (!locked) return <span className="text-faint">stays</span>;
  return (
    <>
      <Lock size={12} className="text-faint" aria-hidden />
      <span className="text-faint">locked</span>
    </>
  );
}

function moved(move: ProposedMove) {
  const Arrow = move.to < move.from ? ArrowUp : ArrowDown;
  return (
    <>
      <Arrow size={12} className="text-accent" aria-hidden />
      <span>{moveInWords(move.from, move.to)}</span>
    </>
  );
}

interface OrderListProps {
  /** In the order that is proposed. */
  readonly tracks: readonly OrderedTrack[];
  /** Where each would stand with what is taken, from 0. */
  readonly places: ReadonlyMap<TrackId, number>;
  readonly moves: ReadonlyMap<TrackId, ProposedMove>;
  readonly leftOut: ReadonlySet<TrackId>;
  readonly content: string;
  readonly onLeaveOut: (id: TrackId, out: boolean) => void;
}

/** The set as it would be, each track that is picked up with where it comes from and a tick. */
export function OrderList({ tracks, places, moves, leftOut, content, onLeaveOut }: OrderListProps) {
  const rows = tracks.map((track, index): ProposedRow => {
    const place = places.get(track.id) ?? index;
    const move = moves.get(track.id);
    if (move === undefined) {
      return { track, place, change: unchanged(track.locked), words: track.locked ? 'locked' : 'stays', taken: null };
    }
    const taken = !leftOut.has(track.id);
    const change = taken ? moved(move) : <span className="text-faint">left at {place + 1}</span>;
    return { track, place, change, words: `${moveInWords(move.from, move.to)} to ${move.to + 1}`, taken };
  });
  return (
    <ProposalList
      label="The set in its new order"
      changeHead="Moves"
      rows={rows}
      content={content}
      onTake={(track, taken) => onLeaveOut(track.id, !taken)}
    />
  );
}
