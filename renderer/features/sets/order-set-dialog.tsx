import { useMemo, useState } from 'react';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { OrderProposal, OrderRequest, OrderedTrack } from '#shared/contract/set-order.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { orderWithMoves, type ProposedMove, proposedMoves } from '#shared/domain/set-order/chosen-moves.ts';
import { useAcceptOrder, useOrderSearch } from '#renderer/host-client/set-order.ts';
import { useMixRules, useSetDetail } from '#renderer/host-client/set-builder.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { type ArcChoice, ArcSelect, arcOf, choiceOf } from './arc-select.tsx';
import { OrderList } from './order-list.tsx';
import { gainInWords, transitionsInWords } from './order-words.ts';
import { SearchWaiting } from './search-waiting.tsx';
import { SetNotThere } from './set-not-there.tsx';
import { useLeftOut } from './use-left-out.ts';

interface Difference {
  readonly proposal: OrderProposal;
  readonly moves: ReadonlyMap<TrackId, ProposedMove>;
  /** As proposed. */
  readonly whole: readonly OrderedTrack[];
  /** The set with what is taken. */
  readonly next: readonly OrderedTrack[];
}

function differenceOf(proposal: OrderProposal, leftOut: ReadonlySet<TrackId>): Difference {
  const { tracks, order } = proposal;
  const before = tracks.map(({ id }) => id);
  const locked = new Set(tracks.flatMap((track) => (track.locked ? [track.id] : [])));
  const moves = proposedMoves(before, order, locked);
  const chosen = new Set(moves.flatMap(({ id }) => (leftOut.has(id as TrackId) ? [] : [id])));
  const byId = new Map<string, OrderedTrack>(tracks.map((track) => [track.id, track]));
  return {
    proposal,
    moves: new Map(moves.map((move) => [move.id as TrackId, move])),
    whole: order.flatMap((id) => byId.get(id) ?? []),
    next: orderWithMoves(before, order, { chosen, locked }).flatMap((id) => byId.get(id) ?? []),
  };
}

interface FoundProps {
  readonly difference: Difference;
  readonly rules: MixRules;
  readonly leftOut: ReturnType<typeof useLeftOut>;
}

function Found({ difference, rules, leftOut }: FoundProps) {
  const { proposal, moves, whole, next } = difference;
  if (moves.size === 0) {
    return (
      <EmptyState title="Nothing would be moved">
        {proposal.isExact ? 'No order of these tracks is better.' : 'No better order was found.'} Unlock tracks or
        choose another energy to look on.
      </EmptyState>
    );
  }
  const words = transitionsInWords(proposal.tracks, next, rules);
  const isWhole = leftOut.ids.size === 0;
  return (
    <>
      <p role="status" className="text-sm">
        {words}.{' '}
        <span className="text-muted">
          {isWhole
            ? gainInWords(proposal)
            : `${moves.size - leftOut.ids.size} of ${countOf(moves.size, 'move')} taken.`}
        </span>
      </p>
      <OrderList
        tracks={whole}
        places={new Map(next.map(({ id }, place) => [id, place]))}
        moves={moves}
        leftOut={leftOut.ids}
        content={proposal.order.join()}
        onLeaveOut={leftOut.leaveOut}
      />
    </>
  );
}

interface OrderingProps {
  readonly id: SetId;
  readonly name: string;
  readonly planned: OrderRequest['arc'];
  readonly onClose: () => void;
}

/** What is looked for; a new object starts the search anew, null stops it. */
function useAsked(id: SetId, planned: OrderRequest['arc'], rules: MixRules) {
  const [choice, setChoice] = useState(() => choiceOf(planned));
  const requestFor = (next: ArcChoice): OrderRequest => ({ id, rules, arc: arcOf(next, planned) });
  const [request, setRequest] = useState<OrderRequest | null>(() => requestFor(choice));
  const choose = (next: ArcChoice) => {
    setChoice(next);
    setRequest(requestFor(next));
  };
  return { choice, request, choose, start: () => setRequest(requestFor(choice)), stop: () => setRequest(null) };
}

function Ordering({ id, name, planned, onClose }: OrderingProps) {
  const rules = useMixRules();
  const asked = useAsked(id, planned, rules);
  const search = useOrderSearch(asked.request);
  const proposal = search.phase === 'found' ? search.proposal : null;
  const leftOut = useLeftOut(proposal);
  const difference = useMemo(
    () => (proposal === null ? null : differenceOf(proposal, leftOut.ids)),
    [proposal, leftOut.ids],
  );
  const { mutate: accept, isPending } = useAcceptOrder(onClose);
  const taken = difference === null ? 0 : difference.moves.size - leftOut.ids.size;
  const isReady = taken > 0 && !isPending;
  const run = () => {
    if (difference === null || !isReady) return;
    const before = difference.proposal.tracks.map((track) => track.id);
    accept({ id, before, order: difference.next.map((track) => track.id) });
  };
  return (
    <Dialog
      large
      title={`Order the set "${name}"`}
      description="Locked tracks stay where they are. Nothing is moved before you say so."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" aria-disabled={!isReady} onClick={run}>
            {taken > 0 ? `Move ${countOf(taken, 'track')}` : 'Move'}
          </Button>
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 py-3">
        <div className="flex items-center gap-2 text-sm text-muted">
          <span aria-hidden>Energy</span>
          <ArcSelect choice={asked.choice} planned={planned} onChoose={asked.choose} />
        </div>
        {difference === null ? (
          <SearchWaiting what="an order" search={search} onStop={asked.stop} onStart={asked.start} />
        ) : (
          <Found difference={difference} rules={rules} leftOut={leftOut} />
        )}
      </div>
    </Dialog>
  );
}

interface OrderSetDialogProps {
  readonly id: SetId;
  readonly name: string;
  readonly onClose: () => void;
}

/** Looks for a better order of a set and shows what it would move; all of it is taken, or a part. */
export function OrderSetDialog({ id, name, onClose }: OrderSetDialogProps) {
  const { data: set, error } = useSetDetail(id);
  if (set !== undefined) return <Ordering id={id} name={name} planned={set.arc} onClose={onClose} />;
  return <SetNotThere title={`Order the set "${name}"`} error={error} onClose={onClose} />;
}
