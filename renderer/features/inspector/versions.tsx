import type { TrackId } from '#shared/contract/ids.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import { useSettings, useVersions } from '#renderer/host-client/queries.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { ListCell, ListGrid } from '#renderer/ui/list-grid.tsx';
import { AddToSet } from './add-to-set.tsx';
import { ProposedRow } from './proposed-row.tsx';

/** Other mixes of the song, ready to be loaded or put into a set instead of this one. */
export function Versions({ id }: { readonly id: TrackId }) {
  const { keyNotation } = useSettings();
  const versions = useVersions(id).data ?? [];
  if (versions.length === 0) return null;
  return (
    <section aria-label="Other versions" className="border-t border-line">
      <h3 className="px-3 pt-2 pb-1 text-2xs font-semibold tracking-[0.06em] text-faint uppercase">Other versions</h3>
      <ListGrid label="Other versions" content={id}>
        {versions.map(({ track, version, by }) => (
          <ProposedRow key={track.id} track={track} className="flex items-center gap-2 py-1.5">
            <ListCell className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">{version === '' ? track.title : version}</p>
              <p className="truncate text-xs text-faint">
                {version === '' ? track.artist : track.title}
                {by === 'user' ? ', linked by you' : ''}
              </p>
            </ListCell>
            <ListCell className="shrink-0 text-xs">
              {track.durationSeconds === null ? '–' : formatTime(track.durationSeconds)}
            </ListCell>
            <ListCell className="shrink-0 text-xs">{track.bpm?.toFixed(1) ?? '–'}</ListCell>
            <ListCell className="shrink-0">
              {track.keyIndex === null ? null : <KeyChip index={track.keyIndex} notation={keyNotation} />}
            </ListCell>
            <ListCell>
              <AddToSet track={track} />
            </ListCell>
          </ProposedRow>
        ))}
      </ListGrid>
    </section>
  );
}
