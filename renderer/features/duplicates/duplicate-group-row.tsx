import { useState } from 'react';
import type { DuplicateGroup } from '#shared/contract/duplicates.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { useDecide, useDuplicateControl } from '#renderer/host-client/mutations.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ListCell, ListRow } from '#renderer/ui/list-grid.tsx';
import { DuplicateCard } from './duplicate-card.tsx';

function likenessText({ by, likeness }: DuplicateGroup): string {
  if (by === 'name') return 'Same artist, title and length; the sound could not be compared, or differs';
  return `The same recording, ${Math.floor(likeness * 100)} % alike`;
}

const sentence = (parts: readonly string[]): string => {
  const text = parts.join('; ');
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`;
};

/** Tracks that are one recording, side by side, and what may be done with them. */
export function DuplicateGroupRow({ group }: { readonly group: DuplicateGroup }) {
  const { merge } = useDuplicateControl();
  const { mutate: decide, isPending } = useDecide();
  const [chosen, setChosen] = useState<TrackId | null>(null);
  const ids = group.tracks.map(({ track }) => track.id);
  const kept = chosen !== null && ids.includes(chosen) ? chosen : group.best;
  const first = group.tracks[0]?.track;
  const why = kept === group.best ? sentence(group.why) : '';
  const busy = isPending || merge.isPending;
  return (
    <ListRow
      aria-label={`${first?.title ?? ''}, ${first?.artist ?? ''}, ${group.tracks.length} tracks. ${likenessText(group)}`}
      className="flex flex-col gap-2.5 border-b border-line px-3 py-3"
    >
      <ListCell className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="min-w-48 flex-1">
          <p className="text-xs text-muted">{likenessText(group)}</p>
          {why === '' ? null : (
            <p className="text-xs text-faint">
              <span className="text-accent">Proposed: </span>
              {why}
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            disabled={busy}
            onClick={() => merge.mutate({ into: kept, others: ids.filter((id) => id !== kept) })}
          >
            Merge into the kept one
          </Button>
          <Button disabled={busy} onClick={() => decide({ trackIds: ids, relation: 'version' })}>
            Versions of one song
          </Button>
          <Button disabled={busy} onClick={() => decide({ trackIds: ids, relation: 'different' })}>
            Not duplicates
          </Button>
        </div>
      </ListCell>
      <div role="presentation" className="grid grid-cols-[repeat(auto-fill,minmax(min(230px,100%),1fr))] gap-2.5">
        {group.tracks.map((member) => (
          <DuplicateCard
            key={member.track.id}
            member={member}
            kept={member.track.id === kept}
            proposed={member.track.id === group.best}
            onKeep={() => setChosen(member.track.id)}
          />
        ))}
      </div>
    </ListRow>
  );
}
