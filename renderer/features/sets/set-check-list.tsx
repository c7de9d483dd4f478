import { Check, CircleAlert, Info } from 'lucide-react';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetCheck, SetDetail, SetMend } from '#shared/contract/set-builder.ts';
import { useMoveInSet, useRemoveFromSet } from '#renderer/host-client/mutations.ts';
import { useAcceptCheck, useParking } from '#renderer/host-client/set-builder.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { usePanels } from '#renderer/stores/panels-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { useSuggestionChoice } from '#renderer/stores/suggestions-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';

const show = (id: TrackId) => useSelection.getState().selectMany([id], id);

/** Brings the suggestions for the place before a track to the keyboard. */
function findBetween(id: TrackId): void {
  const { open, toggle } = usePanels.getState();
  if (!open.inspector) toggle('inspector');
  show(id);
  useSuggestionChoice.getState().jump('before');
}

interface MendProps {
  readonly set: SetDetail;
  readonly check: SetCheck;
  readonly mend: SetMend;
}

function parkedTitle(set: SetDetail, place: number, id: TrackId): string {
  return set.entries[place]?.alternatives.find(({ trackId }) => trackId === id)?.title ?? '';
}

function labelOf({ set, check, mend }: MendProps): string {
  if (mend.kind === 'move') return `Move to ${mend.position + 1}`;
  if (mend.kind === 'swap') return `Play "${parkedTitle(set, check.place, mend.alternativeId)}"`;
  return { bridge: 'Find one between', remove: 'Remove', locate: 'Locate…' }[mend.kind];
}

function useMend(id: SetId) {
  const { mutate: move } = useMoveInSet();
  const { mutate: remove } = useRemoveFromSet();
  const { mutate: swap } = useParking().swap;
  return ({ set, check, mend }: MendProps): void => {
    const { trackId, place } = check;
    switch (mend.kind) {
      case 'move':
        return move({ id, trackId, position: mend.position });
      case 'swap':
        return swap({ id, trackId, alternativeId: mend.alternativeId });
      case 'bridge':
        return findBetween(trackId);
      case 'remove':
        return remove({ id, trackIds: [trackId] });
      case 'locate':
        return useDialogs
          .getState()
          .show({ kind: 'locate-track', id: trackId, title: set.entries[place]?.title ?? '' });
    }
  };
}

function Severity({ severity, accepted }: Pick<SetCheck, 'severity' | 'accepted'>) {
  if (accepted) return <Check size={13} className="shrink-0 text-faint" aria-label="Fine as it is" />;
  return severity === 'warning' ? (
    <CircleAlert size={13} className="shrink-0 text-warning" aria-label="Warning" />
  ) : (
    <Info size={13} className="shrink-0 text-info" aria-label="Note" />
  );
}

interface CheckRowProps {
  readonly set: SetDetail;
  readonly check: SetCheck;
  readonly onMend: (props: MendProps) => void;
  readonly onAccept: (check: SetCheck) => void;
}

/** One that is fine as it is says so quietly, with the switch to take that back where it was. */
function CheckRow({ set, check, onMend, onAccept }: CheckRowProps) {
  const { accepted, place, text, trackId } = check;
  return (
    <ListRow className="flex min-h-7 items-center gap-2 text-xs">
      <ListCell className="min-w-0 flex-1">
        <button
          type="button"
          className="flex w-full items-center gap-2 rounded-sm px-1 py-0.5 text-start hover:bg-control-hover"
          onClick={() => show(trackId)}
        >
          <Severity {...check} />
          <span className="w-6 shrink-0 text-end text-faint tabular-nums">{place + 1}</span>
          <span className={classNames('max-w-[40%] shrink-0 truncate', accepted ? 'text-faint' : 'font-medium')}>
            {set.entries[place]?.title}
          </span>
          <span className={classNames('truncate', accepted ? 'text-faint' : 'text-muted')} title={text}>
            {text}
          </span>
        </button>
      </ListCell>
      {(accepted ? [] : check.mends).map((each) => {
        const props = { set, check, mend: each };
        const label = labelOf(props);
        return (
          <ListCell key={each.kind} className="shrink-0">
            <Button className="h-[22px]! max-w-48 text-xs!" title={label} onClick={() => onMend(props)}>
              <span className="truncate">{label}</span>
            </Button>
          </ListCell>
        );
      })}
      <ListCell key="accept" className="shrink-0">
        <IconButton size="sm" label="Fine as it is" active={accepted} onClick={() => onAccept(check)}>
          <Check size={13} aria-hidden />
        </IconButton>
      </ListCell>
    </ListRow>
  );
}

/** What is to be said of the set, each with what can be done about it in one step. */
export function SetCheckList({ set }: { readonly set: SetDetail }) {
  const mend = useMend(set.id);
  const { mutate: accept } = useAcceptCheck();
  const toggle = ({ kind, trackId, otherId, found, accepted }: SetCheck) =>
    accept({ id: set.id, check: { kind, trackId, otherId, found }, accepted: !accepted });
  return (
    <div className="max-h-40 overflow-y-auto border-b border-line bg-sunken px-2 py-1">
      <ListGrid label="Checks of the set" content={set.id}>
        {set.checks.map((check) => (
          <CheckRow key={`${check.kind}-${check.trackId}`} set={set} check={check} onMend={mend} onAccept={toggle} />
        ))}
      </ListGrid>
    </div>
  );
}
