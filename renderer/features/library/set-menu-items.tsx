import { Check, ChevronRight } from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import { PHASE_NAMES, SET_PHASES, type SetPhase } from '#shared/domain/set-phase.ts';
import { useParking, usePlanEntries, usePlannedTracks } from '#renderer/host-client/set-builder.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { usePanels } from '#renderer/stores/panels-store.ts';
import { useSuggestionChoice } from '#renderer/stores/suggestions-store.ts';
import { MENU_ITEM, MENU_LINE, MENU_SURFACE } from '#renderer/ui/menu-parts.tsx';

interface SetItemsProps {
  readonly setId: SetId;
  readonly ids: readonly TrackId[];
}

const NO_PHASE = 'none';

function PhaseItems({ setId, ids }: SetItemsProps) {
  const planned = usePlannedTracks(setId);
  const { mutate: plan } = usePlanEntries();
  const phases = new Set(ids.map((id) => planned?.get(id)?.entry.phase ?? NO_PHASE));
  const [common = ''] = phases.size === 1 ? phases : [];
  const choose = (phase: string) =>
    plan({ id: setId, trackIds: [...ids], plan: { phase: phase === NO_PHASE ? null : (phase as SetPhase) } });
  return (
    <ContextMenu.Sub>
      <ContextMenu.SubTrigger className={MENU_ITEM}>
        Phase
        <ChevronRight size={13} className="ms-auto text-faint" aria-hidden />
      </ContextMenu.SubTrigger>
      <ContextMenu.Portal>
        <ContextMenu.SubContent className={MENU_SURFACE} sideOffset={2} alignOffset={-5}>
          <ContextMenu.RadioGroup value={common} onValueChange={choose}>
            {[NO_PHASE, ...SET_PHASES].map((phase) => (
              <ContextMenu.RadioItem key={phase} value={phase} className={`${MENU_ITEM} pe-8`}>
                <span
                  className="size-3 rounded-sm border border-line-strong"
                  style={phase === NO_PHASE ? undefined : { background: `var(--phase-${phase})` }}
                  aria-hidden
                />
                {phase === NO_PHASE ? 'No phase' : PHASE_NAMES[phase as SetPhase]}
                <ContextMenu.ItemIndicator className="absolute end-2">
                  <Check size={13} aria-hidden />
                </ContextMenu.ItemIndicator>
              </ContextMenu.RadioItem>
            ))}
          </ContextMenu.RadioGroup>
        </ContextMenu.SubContent>
      </ContextMenu.Portal>
    </ContextMenu.Sub>
  );
}

function LockItem({ setId, ids }: SetItemsProps) {
  const planned = usePlannedTracks(setId);
  const { mutate: plan } = usePlanEntries();
  const locked = ids.every((id) => planned?.get(id)?.entry.locked === true);
  return (
    <ContextMenu.Item
      className={MENU_ITEM}
      onSelect={() => plan({ id: setId, trackIds: [...ids], plan: { locked: !locked } })}
    >
      {locked ? 'Let it move when the set is ordered' : 'Keep it in its place'}
    </ContextMenu.Item>
  );
}

/** Takes the tracks out of the order, and keeps them beside the one before the first of them. */
function ParkItem({ setId, ids }: SetItemsProps) {
  const planned = usePlannedTracks(setId);
  const { park } = useParking();
  const order = [...(planned?.keys() ?? [])];
  const first = order.findIndex((id) => ids.includes(id));
  const host = first > 0 ? order[first - 1] : undefined;
  const title = host === undefined ? undefined : planned?.get(host)?.entry.title;
  return (
    <ContextMenu.Item
      disabled={host === undefined}
      className={MENU_ITEM}
      onSelect={() => host !== undefined && park.mutate({ id: setId, trackId: host, trackIds: [...ids] })}
    >
      {title === undefined ? 'Park beside the track before' : `Park beside "${title}"`}
    </ContextMenu.Item>
  );
}

/** What to put beside a track of the set: shown in the inspector. */
function PlaceItems({ disabled }: { readonly disabled: boolean }) {
  const suggest = (side: 'before' | 'after') => () => {
    const { open, toggle } = usePanels.getState();
    if (!open.inspector) toggle('inspector');
    useSuggestionChoice.getState().jump(side);
  };
  return (
    <>
      <ContextMenu.Item disabled={disabled} className={MENU_ITEM} onSelect={suggest('before')}>
        Suggest what comes before it
      </ContextMenu.Item>
      <ContextMenu.Item disabled={disabled} className={MENU_ITEM} onSelect={suggest('after')}>
        Suggest what comes after it
      </ContextMenu.Item>
    </>
  );
}

/** Tracks between this one and the next. */
function BridgeItem({ setId, ids }: SetItemsProps) {
  const present = [...(usePlannedTracks(setId)?.keys() ?? [])];
  const [from] = ids;
  const position = ids.length === 1 && from !== undefined ? present.indexOf(from) + 1 : 0;
  const to = position > 0 ? present[position] : undefined;
  return (
    <ContextMenu.Item
      disabled={to === undefined}
      className={MENU_ITEM}
      onSelect={() => {
        if (from === undefined || to === undefined) return;
        useDialogs.getState().show({ kind: 'bridge-set', from, to, gap: { setId, position, present } });
      }}
    >
      Find a way to the next track…
    </ContextMenu.Item>
  );
}

/** What is done with tracks of a set, beside what is done with any track. */
export function SetMenuItems({ setId, ids }: SetItemsProps) {
  return (
    <>
      <ContextMenu.Separator className={MENU_LINE} />
      <PhaseItems setId={setId} ids={ids} />
      <LockItem setId={setId} ids={ids} />
      <ParkItem setId={setId} ids={ids} />
      <PlaceItems disabled={ids.length !== 1} />
      <BridgeItem setId={setId} ids={ids} />
      <ContextMenu.Separator className={MENU_LINE} />
    </>
  );
}
