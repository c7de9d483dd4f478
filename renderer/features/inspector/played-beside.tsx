import type { PlayedBeside as Beside } from '#shared/contract/nights.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { usePlayedBeside } from '#renderer/host-client/nights.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { countOf, formatDate } from '#renderer/ui/format.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { ListCell, ListGrid } from '#renderer/ui/list-grid.tsx';
import { AddToSet } from './add-to-set.tsx';
import { ProposedRow } from './proposed-row.tsx';

function BesideRow({ track, times, lastAt }: Beside) {
  const { keyNotation } = useSettings();
  return (
    <ProposedRow track={track} className="flex items-center gap-2 py-1.5">
      <ListCell className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{track.title}</p>
        <p className="truncate text-xs text-faint">{track.artist}</p>
        <p className="truncate text-xs text-muted">
          {countOf(times, 'time')}, last on {formatDate(lastAt)}
        </p>
      </ListCell>
      <ListCell className="shrink-0 text-xs">{track.bpm?.toFixed(1) ?? '–'}</ListCell>
      <ListCell className="shrink-0">
        {track.keyIndex === null ? null : <KeyChip index={track.keyIndex} notation={keyNotation} />}
      </ListCell>
      <ListCell>
        <AddToSet track={track} />
      </ListCell>
    </ProposedRow>
  );
}

interface SideProps {
  readonly title: string;
  readonly content: string;
  readonly found: readonly Beside[];
}

function Side({ title, content, found }: SideProps) {
  if (found.length === 0) return null;
  return (
    <>
      <h3 className="px-3 pt-2 pb-1 text-2xs font-semibold tracking-[0.06em] text-faint uppercase">{title}</h3>
      <ListGrid label={title} content={content}>
        {found.map((each) => (
          <BesideRow key={each.track.id} {...each} />
        ))}
      </ListGrid>
    </>
  );
}

/** What the DJ played right after the selected track, and right before it. */
export function PlayedBeside({ track }: { readonly track: TrackDetail }) {
  const { data, error } = usePlayedBeside(track.id);
  if (error)
    return (
      <p role="alert" className="px-3 pb-3 text-xs text-danger">
        {describeError(error).message}
      </p>
    );
  if (!data) return null;
  if (data.after.length + data.before.length === 0)
    return (
      <p className="px-3 pb-3 text-xs text-muted">
        Nothing is known to have been played beside it. Mark sets as played, or import the history of another program.
      </p>
    );
  return (
    <>
      <Side title="Played after it" content={`after ${track.id}`} found={data.after} />
      <Side title="Played before it" content={`before ${track.id}`} found={data.before} />
    </>
  );
}
