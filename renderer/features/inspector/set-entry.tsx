import { ArrowRightLeft, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetEntry } from '#shared/contract/set-builder.ts';
import { PHASE_NAMES, SET_PHASES, type SetPhase } from '#shared/domain/set-phase.ts';
import { useParking, usePlanEntries, usePlannedTracks } from '#renderer/host-client/set-builder.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Field, FIELD_LOOK } from '#renderer/ui/field.tsx';
import { formatBpm, formatKeyIndex } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Switch } from '#renderer/ui/switch.tsx';

type PhaseChoice = SetPhase | 'none';
const PHASES: readonly { readonly value: PhaseChoice; readonly label: string }[] = [
  { value: 'none', label: 'No phase' },
  ...SET_PHASES.map((phase) => ({ value: phase, label: PHASE_NAMES[phase] })),
];

/** Kept when the field is left, so that a note is one step for undo. */
function NoteField({ entry, onNote }: { readonly entry: SetEntry; readonly onNote: (notes: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== entry.notes) onNote(draft);
    setDraft(null);
  };
  return (
    <Field label="Note">
      {(ids) => (
        <textarea
          {...ids}
          className={`${FIELD_LOOK} h-12! resize-none py-1 text-xs`}
          maxLength={2000}
          value={draft ?? entry.notes}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
        />
      )}
    </Field>
  );
}

function Parked({ setId, entry }: { readonly setId: SetId; readonly entry: SetEntry }) {
  const { swap, unpark } = useParking();
  if (entry.alternatives.length === 0) return null;
  const ofEntry = { id: setId, trackId: entry.trackId };
  return (
    <div>
      <h4 className="text-xs text-muted">Parked beside it</h4>
      <ListGrid label="Parked tracks" content={entry.trackId}>
        {entry.alternatives.map(({ trackId, title, artist, bpm, keyIndex }) => (
          <ListRow key={trackId} className="flex items-center gap-1 py-0.5">
            <ListCell className="min-w-0 flex-1">
              <span className="block truncate text-xs font-medium">{title}</span>
              <span className="block truncate text-2xs text-faint">
                {[
                  artist,
                  bpm === null ? '' : formatBpm(bpm),
                  keyIndex === null ? '' : formatKeyIndex(keyIndex, 'camelot'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </ListCell>
            <ListCell>
              <IconButton
                size="sm"
                label={`Play ${title} instead`}
                disabled={swap.isPending}
                onClick={() => swap.mutate({ ...ofEntry, alternativeId: trackId })}
              >
                <ArrowRightLeft size={13} aria-hidden />
              </IconButton>
            </ListCell>
            <ListCell>
              <IconButton
                size="sm"
                label={`Do not park ${title} any more`}
                onClick={() => unpark.mutate({ ...ofEntry, alternativeIds: [trackId] })}
              >
                <X size={13} aria-hidden />
              </IconButton>
            </ListCell>
          </ListRow>
        ))}
      </ListGrid>
    </div>
  );
}

function InSet({ setId, trackId }: { readonly setId: SetId; readonly trackId: TrackId }) {
  const planned = usePlannedTracks(setId)?.get(trackId);
  const { mutate: plan } = usePlanEntries();
  const lockId = useId();
  if (planned === undefined) return null;
  const { entry } = planned;
  const change = (next: Partial<Pick<SetEntry, 'phase' | 'locked' | 'notes'>>) =>
    plan({ id: setId, trackIds: [trackId], plan: next });
  return (
    <section aria-label="In this set" className="flex flex-col gap-2 border-t border-line px-3 py-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-xs font-semibold">In this set</h3>
        <Select
          label="Phase"
          value={entry.phase ?? 'none'}
          options={PHASES}
          onChange={(phase) => change({ phase: phase === 'none' ? null : phase })}
        />
      </div>
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={lockId} className="text-xs text-muted">
          Stays in its place
        </label>
        <Switch id={lockId} checked={entry.locked} onChange={(locked) => change({ locked })} />
      </div>
      <NoteField key={trackId} entry={entry} onNote={(notes) => change({ notes })} />
      <Parked setId={setId} entry={entry} />
    </section>
  );
}

/** What is planned of the track in the set that is open; nothing where no set is, or the track is not in it. */
export function SetEntryPlan({ trackId }: { readonly trackId: TrackId }) {
  const source = useView((state) => state.source);
  return source.kind === 'set' ? <InSet setId={source.setId} trackId={trackId} /> : null;
}
