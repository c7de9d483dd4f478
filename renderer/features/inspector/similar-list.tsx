import type { SimilarTrack } from '#shared/contract/suggestions.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useSettings, useSimilar } from '#renderer/host-client/queries.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { ListCell, ListGrid } from '#renderer/ui/list-grid.tsx';
import { AddToSet } from './add-to-set.tsx';
import { ProposedRow } from './proposed-row.tsx';

const SHOWN = 25;

function SimilarRow({ track, likeness }: SimilarTrack) {
  const { keyNotation } = useSettings();
  const percent = Math.max(0, Math.round(likeness * 100));
  return (
    <ProposedRow track={track} className="flex items-center gap-2 py-1.5">
      <ListCell className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{track.title}</p>
        <p className="truncate text-xs text-faint">{track.artist}</p>
      </ListCell>
      <ListCell className="shrink-0 text-xs">{track.bpm?.toFixed(1) ?? '–'}</ListCell>
      <ListCell className="shrink-0">
        {track.keyIndex === null ? null : <KeyChip index={track.keyIndex} notation={keyNotation} />}
      </ListCell>
      <ListCell className="w-10 shrink-0 text-end text-md font-semibold" title="How alike the two sound">
        {percent} %
      </ListCell>
      <ListCell>
        <AddToSet track={track} />
      </ListCell>
    </ProposedRow>
  );
}

/** What sounds like the selected track, whatever its tempo and key: for digging, and for finding a replacement. */
export function SimilarList({ track }: { readonly track: TrackDetail }) {
  const { data, error } = useSimilar(track.id, SHOWN);
  if (error)
    return (
      <p role="alert" className="px-3 pb-3 text-xs text-danger">
        {describeError(error).message}
      </p>
    );
  if (!data) return null;
  if (data.note !== null) return <p className="px-3 pb-3 text-xs text-muted">{data.note}</p>;
  return (
    <ListGrid label="Sounds like it" content={track.id}>
      {data.similar.map((found) => (
        <SimilarRow key={found.track.id} {...found} />
      ))}
    </ListGrid>
  );
}
