import { Play, SquareArrowOutUpRight } from 'lucide-react';
import type { QualityProblem, QualityTrack } from '#shared/contract/quality.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useQualityChanges } from '#renderer/host-client/quality.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useMissing } from '#renderer/stores/missing-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Cover } from '#renderer/ui/cover.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ListCell, ListRow } from '#renderer/ui/list-grid.tsx';
import { ChangeText } from './change-text.tsx';
import { percentComplete } from '#shared/domain/completeness.ts';
import { Score } from './score.tsx';
import { SeverityIcon } from './severity.tsx';

const nameOf = ({ title, artist }: TrackRow): string => `${title || 'Untitled'}, ${artist || 'Unknown artist'}`;

function listen({ id }: TrackRow): void {
  useSelection.getState().selectMany([id], id);
  useDeck.getState().loadTrack(id, true);
}

/** In the table every field can be edited. */
function showInLibrary({ id, title }: TrackRow): void {
  const { open, setSearch } = useView.getState();
  open({ kind: 'all' });
  const words = title.replaceAll('"', ' ').trim();
  if (words !== '') setSearch(`title:"${words}"`);
  useSelection.getState().selectMany([id], id);
}

function findFile({ id, title }: TrackRow): void {
  useMissing.getState().lookFor({ id, title });
  useDialogs.getState().show({ kind: 'find-missing' });
}

interface ProblemProps {
  readonly track: TrackRow;
  readonly problem: QualityProblem;
  readonly ignored: boolean;
}

/** What can be done about a problem. Each says to those who hear it what it is about. */
function Actions({ track, problem, ignored }: ProblemProps) {
  const { mend, ignore } = useQualityChanges();
  const { rule, changes, text } = problem;
  const isBusy = mend.isPending || ignore.isPending;
  const decide = () => ignore.mutate({ rule, trackId: track.id, ignored: !ignored });
  if (ignored)
    return (
      <Button aria-label={`Count again: ${text}`} disabled={isBusy} onClick={decide}>
        Count again
      </Button>
    );
  return (
    <>
      {changes.length > 0 ? (
        <Button
          aria-label={`Mend: ${text}`}
          disabled={isBusy}
          onClick={() => mend.mutate({ trackId: track.id, rule, changes })}
        >
          Mend
        </Button>
      ) : null}
      {rule === 'file-missing' ? (
        <Button aria-label={`Find…: ${text}`} disabled={isBusy} onClick={() => findFile(track)}>
          Find…
        </Button>
      ) : null}
      <Button look="quiet" aria-label={`Ignore: ${text}`} disabled={isBusy} onClick={decide}>
        Ignore
      </Button>
    </>
  );
}

function Problem(props: ProblemProps) {
  const { severity, text, changes } = props.problem;
  return (
    <div role="presentation" className="flex items-start gap-2">
      <ListCell className="flex min-h-[26px] min-w-0 flex-1 items-start gap-2 pt-1">
        <span className="pt-[3px]">
          <SeverityIcon severity={severity} />
        </span>
        <div className="min-w-0">
          <p className="text-sm break-words">{text}</p>
          {changes.map((change) => (
            <p key={change.field} className="min-w-0">
              <ChangeText change={change} />
            </p>
          ))}
        </div>
      </ListCell>
      <ListCell className="flex shrink-0 gap-1">
        <Actions {...props} />
      </ListCell>
    </div>
  );
}

interface QualityRowProps {
  readonly item: QualityTrack;
  readonly index: number;
  /** What the user left out is on show, not what counts. */
  readonly ignored: boolean;
}

/** A track, what is wrong with it, and what can be done about it. */
export function QualityRow({ item: { track, score, problems }, index, ignored }: QualityRowProps) {
  return (
    <ListRow
      aria-rowindex={index + 1}
      aria-label={`${nameOf(track)}, ${percentComplete(score)} % complete, ${countOf(problems.length, 'problem')}`}
      className="flex flex-col gap-1 border-b border-line px-3 py-2.5"
    >
      <div role="presentation" className="flex items-center gap-2.5">
        <ListCell className="w-12 shrink-0">
          <Score score={score} />
        </ListCell>
        <ListCell className="flex min-w-0 flex-1 items-center gap-2.5">
          <Cover id={track.id} hasArtwork={track.hasArtwork} size={32} />
          <div className="min-w-0 flex-1">
            <p className="truncate text-sm font-medium" title={track.title}>
              {track.title || <span className="text-faint">Untitled</span>}
            </p>
            <p className="truncate text-xs text-muted">{track.artist || 'Unknown artist'}</p>
          </div>
        </ListCell>
        <ListCell className="flex shrink-0 gap-0.5">
          <IconButton
            label={`Listen to ${track.title}`}
            size="sm"
            disabled={track.missing}
            onClick={() => listen(track)}
          >
            <Play size={13} aria-hidden />
          </IconButton>
          <IconButton label={`Show ${track.title} in the library`} size="sm" onClick={() => showInLibrary(track)}>
            <SquareArrowOutUpRight size={13} aria-hidden />
          </IconButton>
        </ListCell>
      </div>
      <div role="presentation" className="flex flex-col gap-0.5 ps-[58px] @max-md:ps-0">
        {problems.map((problem) => (
          <Problem key={problem.rule} track={track} problem={problem} ignored={ignored} />
        ))}
      </div>
    </ListRow>
  );
}
