import { ChevronDown } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { SourcedField } from '#shared/contract/track-sources.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatCamelot, formatMusical, formatOpenKey, keyFromIndex } from '#shared/domain/key.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import { useAnalysisControl, useRecognise } from '#renderer/host-client/mutations.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Cover } from '#renderer/ui/cover.tsx';
import { EnergyBar } from '#renderer/ui/energy-bar.tsx';
import { formatBpm, formatBytes, formatDate } from '#renderer/ui/format.ts';
import { FormFacts, KeyChangesFact, LoudnessFacts, MoodFact } from './analysis-facts.tsx';
import { Fact, Sure } from './fact.tsx';
import { KeyEditor } from './key-editor.tsx';
import { Conflicts, Provenance, Recognised } from './provenance.tsx';
import { TrackTags } from './track-tags.tsx';
import { WriteTagsButton } from './write-tags-button.tsx';

/** The numbers that decide a mix, large enough to read across the booth. */
function Headline({ track }: { readonly track: TrackDetail }) {
  return (
    <dl className="grid grid-cols-3 divide-x divide-line border-y border-line bg-ground text-center">
      <div className="px-1 py-1.5">
        <dt className="text-2xs text-faint">BPM</dt>
        <dd className="text-md font-semibold">{track.bpm === null ? '–' : formatBpm(track.bpm)}</dd>
      </div>
      <div className="px-1 py-1.5">
        <dt className="text-2xs text-faint">Key</dt>
        <dd className="flex h-5 items-center justify-center">
          <KeyEditor track={track} />
        </dd>
      </div>
      <div className="px-3 py-1.5">
        <dt className="text-2xs text-faint">Energy</dt>
        <dd className="flex h-5 items-center justify-center text-md font-semibold *:w-full">
          {track.energy === null ? <span>–</span> : <EnergyBar energy={track.energy} />}
        </dd>
      </div>
    </dl>
  );
}

/** Less than this is not heard, and is within what the measurement can tell. */
const AUDIBLE_CENTS = 8;

/** Only where the user has switched it on: it sends a part of the track away. */
function Recognise({ id }: { readonly id: TrackId }) {
  const { recogniseWithAudd } = useSettings();
  const { mutate: recognise, isPending } = useRecognise();
  const [running, setRunning] = useState<AbortController | null>(null);
  if (!recogniseWithAudd) return null;
  const start = () => {
    const cancel = new AbortController();
    setRunning(cancel);
    recognise({ id, signal: cancel.signal });
  };
  return (
    <Button className="mx-3 mt-3" onClick={() => (isPending ? running?.abort() : start())}>
      {isPending ? 'Cancel the recognition' : 'Recognise this track'}
    </Button>
  );
}

function AnalysisNote({ track }: { readonly track: TrackDetail }) {
  const { enqueue } = useAnalysisControl();
  const analyse = (label: string) => (
    <Button className="mt-1.5" onClick={() => enqueue.mutate({ trackIds: [track.id], force: true })}>
      {label}
    </Button>
  );
  if (track.analysis === 'failed')
    return (
      <div role="alert" className="mx-3 mt-3 rounded-md border border-danger/30 bg-danger-soft px-3 py-2 text-xs">
        <p className="font-medium text-danger">The analysis failed</p>
        <p className="selectable text-ink">{track.analysisNote ?? 'No reason was given.'}</p>
        {analyse('Try again')}
      </div>
    );
  if (track.analysis === 'none')
    return (
      <div className="mx-3 mt-3 rounded-md border border-line bg-ground px-3 py-2 text-xs text-muted">
        <p>This track has not been analysed.</p>
        {analyse('Analyse it now')}
      </div>
    );
  if (track.analysis === 'queued') return <p className="px-3 pt-3 text-xs text-muted">Waiting for its analysis.</p>;
  if (track.analysis === 'running') return <p className="px-3 pt-3 text-xs text-muted">Being analysed now.</p>;
  return track.analysisNote ? <p className="px-3 pt-3 text-xs text-warning">{track.analysisNote}</p> : null;
}

/** "12 cents sharp"; "" where it is in tune, to what can be heard. */
function tuningText(cents: number | null): string {
  if (cents === null || Math.abs(cents) < AUDIBLE_CENTS) return '';
  return `${Math.abs(Math.round(cents))} cents ${cents > 0 ? 'sharp' : 'flat'}`;
}

function KeyFact({ index, track }: { readonly index: number; readonly track: TrackDetail }) {
  const key = keyFromIndex(index);
  const second = track.details?.secondKey ?? null;
  const tuning = tuningText(track.details?.tuningCents ?? null);
  return (
    <>
      <Fact name="Key">
        {formatMusical(key)}, {formatCamelot(key)}, {formatOpenKey(key)}
        <Provenance track={track} field="key" />
      </Fact>
      {second === null ? null : (
        <Fact name="Or else">
          {formatMusical(second.key)}, {formatCamelot(second.key)}
          <Sure confidence={second.confidence} />
        </Fact>
      )}
      {tuning === '' ? null : <Fact name="Tuning">{tuning}</Fact>}
    </>
  );
}

function fileText(track: TrackDetail): string {
  return [
    track.format?.toUpperCase(),
    track.bitRate === null ? null : `${Math.round(track.bitRate / 1000)} kbit/s`,
    track.sampleRate === null ? null : `${(track.sampleRate / 1000).toFixed(1)} kHz`,
    track.fileSize === null ? null : formatBytes(track.fileSize),
  ]
    .filter(Boolean)
    .join(', ');
}

function Words({ track }: { readonly track: TrackDetail }) {
  const facts: readonly (readonly [string, string, SourcedField?])[] = [
    ['Album', track.album, 'album'],
    ['Featuring', track.featured.join(', ')],
    ['Remixed by', track.remixers.join(', ')],
    ['Genre', track.genre, 'genre'],
    ['Label', [track.label, track.year].filter(Boolean).join(', '), 'label'],
    ['Comment', track.comment],
    ['MusicBrainz', track.musicbrainzIds.join(', ')],
    ['Added', formatDate(track.addedAt)],
    ['File', fileText(track)],
    ['Path', track.path ?? ''],
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value, field]) => (
      <Fact key={name} name={name}>
        <span className={name === 'Path' || name === 'MusicBrainz' ? 'break-all text-muted' : ''}>{value}</span>
        {field === undefined ? null : <Provenance track={track} field={field} />}
      </Fact>
    ));
}

function Details({ track }: { readonly track: TrackDetail }) {
  return (
    <dl className="px-3 py-2">
      {track.bpm === null ? null : (
        <Fact name="Tempo">
          {formatBpm(track.bpm)} BPM
          <Provenance track={track} field="bpm" />
        </Fact>
      )}
      {track.keyIndex === null ? null : <KeyFact index={track.keyIndex} track={track} />}
      <KeyChangesFact track={track} />
      <MoodFact track={track} />
      <LoudnessFacts track={track} />
      {track.energy === null ? null : (
        <Fact name="Energy">
          {energyLevel(track.energy)} of 10
          <Provenance track={track} field="energy" />
        </Fact>
      )}
      {track.durationSeconds === null ? null : <Fact name="Length">{formatTime(track.durationSeconds)}</Fact>}
      <FormFacts track={track} />
      <Words track={track} />
    </dl>
  );
}

function MissingFile({ track }: { readonly track: TrackDetail }) {
  const locate = () => useDialogs.getState().show({ kind: 'locate-track', id: track.id, title: track.title });
  return (
    <p className="flex items-center gap-2 text-xs text-warning">
      The file is missing
      <Button className="h-5! px-1.5! text-xs!" onClick={locate}>
        Locate…
      </Button>
    </p>
  );
}

export function TrackFacts({ track }: { readonly track: TrackDetail }) {
  return (
    <section aria-label="Track">
      <div className="flex items-center gap-3 px-3 py-2">
        <Cover id={track.id} hasArtwork={track.hasArtwork} size={48} />
        <div className="min-w-0">
          <h2 className="selectable line-clamp-2 text-md leading-[18px] font-semibold">{track.title}</h2>
          <p className="selectable truncate text-sm text-muted">{track.artist || 'Unknown artist'}</p>
          {track.missing ? <MissingFile track={track} /> : null}
        </div>
      </div>
      <Headline track={track} />
      <AnalysisNote track={track} />
      <TrackTags key={`tags ${track.id}`} id={track.id} tags={track.tags} />
      <Conflicts track={track} />
      <Recognised track={track} />
      <Recognise key={track.id} id={track.id} />
      <Collapsible.Root>
        <Collapsible.Trigger className="group flex h-8 w-full items-center justify-between px-3 text-xs text-muted outline-offset-[-2px]! hover:text-ink">
          All facts
          <ChevronDown size={14} className="transition-transform group-data-[state=open]:rotate-180" aria-hidden />
        </Collapsible.Trigger>
        <Collapsible.Content>
          <Details track={track} />
          <div className="px-3 pb-3">
            <WriteTagsButton ids={[track.id]} />
          </div>
        </Collapsible.Content>
      </Collapsible.Root>
    </section>
  );
}
