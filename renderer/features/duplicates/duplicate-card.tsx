import { Check, Play } from 'lucide-react';
import type { DuplicateTrack, TrackFile } from '#shared/contract/duplicates.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Cover } from '#renderer/ui/cover.tsx';
import { countOf, formatBytes, formatDecibels } from '#renderer/ui/format.ts';
import { ListCell } from '#renderer/ui/list-grid.tsx';

/** What goes up to here has all that can be heard. */
const WHOLE_HZ = 19_500;
/** No encoder has set a limit here. */
const UNCUT_HZ = 20_500;

function formatText({ format, bitRate }: TrackFile): string {
  return [format.toUpperCase(), bitRate === null ? '' : `${Math.round(bitRate / 1000)} kbit/s`]
    .filter(Boolean)
    .join(', ');
}

function useText({ crates, sets, plays, cues }: DuplicateTrack): string {
  const parts = [
    cues > 0 ? countOf(cues, 'cue') : '',
    crates > 0 ? countOf(crates, 'crate') : '',
    sets > 0 ? countOf(sets, 'set') : '',
    plays > 0 ? countOf(plays, 'play') : '',
  ].filter(Boolean);
  return parts.length === 0 ? 'Not in use' : parts.join(', ');
}

function Fact({
  name,
  children,
  warn = false,
}: {
  readonly name: string;
  readonly children: string;
  readonly warn?: boolean;
}) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className={classNames('selectable min-w-0 break-words', warn && 'text-warning')}>{children}</dd>
    </>
  );
}

function Cutoff({ hz }: { readonly hz: number | null }) {
  if (hz === null) return <Fact name="Treble to">fades out</Fact>;
  if (hz >= UNCUT_HZ) return <Fact name="Treble to">the end, nothing cut</Fact>;
  return <Fact name="Treble to" warn={hz < WHOLE_HZ}>{`${(hz / 1000).toFixed(1)} kHz`}</Fact>;
}

function Facts({ member }: { readonly member: DuplicateTrack }) {
  const { track, files, cutoffHz } = member;
  const [file] = files;
  return (
    <dl className="grid grid-cols-[76px_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-xs">
      {file === undefined ? null : <Fact name="Format">{formatText(file)}</Fact>}
      <Cutoff hz={cutoffHz} />
      {file?.sampleRate ? <Fact name="Sample rate">{`${(file.sampleRate / 1000).toFixed(1)} kHz`}</Fact> : null}
      {track.durationSeconds === null ? null : <Fact name="Length">{formatTime(track.durationSeconds)}</Fact>}
      {track.loudnessLufs === null ? null : <Fact name="Loudness">{`${formatDecibels(track.loudnessLufs)} LUFS`}</Fact>}
      {file === undefined || file.sizeBytes === 0 ? null : <Fact name="Size">{formatBytes(file.sizeBytes)}</Fact>}
      {track.rating === 0 ? null : <Fact name="Rating">{countOf(track.rating, 'star')}</Fact>}
      <Fact name="Used in">{useText(member)}</Fact>
      {files.map(({ path, missing }) => (
        <Fact key={path} name="File" warn={missing}>
          {missing ? `${path} (missing)` : path}
        </Fact>
      ))}
    </dl>
  );
}

interface DuplicateCardProps {
  readonly member: DuplicateTrack;
  readonly kept: boolean;
  readonly proposed: boolean;
  readonly onKeep: () => void;
}

/** One of the tracks of a group. */
export function DuplicateCard({ member, kept, proposed, onKeep }: DuplicateCardProps) {
  const { track } = member;
  const listen = () => {
    useSelection.getState().selectMany([track.id], track.id);
    useDeck.getState().loadTrack(track.id, true);
  };
  return (
    <ListCell
      className={classNames(
        'flex min-w-0 flex-col gap-2 rounded-md border p-2.5',
        kept ? 'border-accent bg-raised' : 'border-line bg-ground',
      )}
    >
      <div className="flex items-start gap-2">
        <Cover id={track.id} hasArtwork={track.hasArtwork} size={36} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium" title={track.title}>
            {track.title}
          </p>
          <p className="truncate text-xs text-muted">{track.artist || 'Unknown artist'}</p>
        </div>
        <IconButton label={`Listen to ${track.title}`} size="sm" disabled={track.missing} onClick={listen}>
          <Play size={13} aria-hidden />
        </IconButton>
      </div>
      <Facts member={member} />
      <Button className="mt-auto self-start" aria-pressed={kept} look={kept ? 'plain' : 'quiet'} onClick={onKeep}>
        {kept ? <Check size={13} aria-hidden /> : null}
        {kept ? 'Is kept' : 'Keep this one'}
        <span className="sr-only">
          {track.title}, {member.files[0] === undefined ? 'no file' : formatText(member.files[0])}
        </span>
        {proposed ? <span className="text-xs text-accent">proposed</span> : null}
      </Button>
    </ListCell>
  );
}
