import { ChevronDown } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import type { ReactNode } from 'react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { formatCamelot, formatMusical, formatOpenKey, keyFromIndex } from '#shared/domain/key.ts';
import { useAnalysisControl } from '#renderer/host-client/mutations.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Cover } from '#renderer/ui/cover.tsx';
import { EnergyBar } from '#renderer/ui/energy-bar.tsx';
import { formatBpm, formatBytes, formatDate, formatDecibels, formatTime } from '#renderer/ui/format.ts';
import { KeyEditor } from './key-editor.tsx';

const percent = (value: number): string => `${Math.round(value * 100)} %`;

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[82px_minmax(0,1fr)] gap-2 py-[3px] text-xs">
      <dt className="text-faint">{name}</dt>
      <dd className="selectable break-words">{children}</dd>
    </div>
  );
}

function Sure({ confidence }: { readonly confidence: number | null }) {
  if (confidence === null) return null;
  return <span className="text-faint"> {percent(confidence)} sure</span>;
}

/** The numbers that decide a mix, large enough to read across the booth. */
function Headline({ track }: { readonly track: TrackDetail }) {
  return (
    <dl className="grid grid-cols-3 divide-x divide-line border-y border-line bg-ground text-center">
      <div className="px-1 py-2">
        <dt className="text-2xs text-faint">BPM</dt>
        <dd className="text-md font-semibold">{track.bpm === null ? '–' : formatBpm(track.bpm)}</dd>
      </div>
      <div className="px-1 py-2">
        <dt className="text-2xs text-faint">Key</dt>
        <dd className="flex h-5 items-center justify-center">
          <KeyEditor track={track} />
        </dd>
      </div>
      <div className="px-3 py-2">
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
        {track.keyIndex === track.analysisKeyIndex ? (
          <Sure confidence={track.keyConfidence} />
        ) : (
          <span className="text-faint"> by you</span>
        )}
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

/** What the analysis says where the user says otherwise. */
function analysedTempo({ analysisBpm, bpm }: TrackDetail): string {
  const differs = analysisBpm !== null && bpm !== null && formatBpm(analysisBpm) !== formatBpm(bpm);
  return differs ? `, the analysis found ${formatBpm(analysisBpm)}` : '';
}

function loudness(track: TrackDetail): string {
  const peak = track.samplePeakDb === null ? '' : `, peak ${formatDecibels(track.samplePeakDb)} dB`;
  return `${formatDecibels(track.loudnessLufs ?? 0)} LUFS${peak}`;
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
  const facts: readonly (readonly [string, string])[] = [
    ['Album', track.album],
    ['Featuring', track.featured.join(', ')],
    ['Remixed by', track.remixers.join(', ')],
    ['Genre', track.genre],
    ['Label', [track.label, track.year].filter(Boolean).join(', ')],
    ['Comment', track.comment],
    ['Added', formatDate(track.addedAt)],
    ['File', fileText(track)],
    ['Path', track.path ?? ''],
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => (
      <Fact key={name} name={name}>
        <span className={name === 'Path' ? 'break-all text-muted' : ''}>{value}</span>
      </Fact>
    ));
}

function Details({ track }: { readonly track: TrackDetail }) {
  return (
    <dl className="px-3 py-2">
      {track.bpm === null ? null : (
        <Fact name="Tempo">
          {formatBpm(track.bpm)} BPM
          {track.gridSource === 'user' ? (
            <span className="text-faint"> by you{analysedTempo(track)}</span>
          ) : (
            <Sure confidence={track.bpmConfidence} />
          )}
        </Fact>
      )}
      {track.keyIndex === null ? null : <KeyFact index={track.keyIndex} track={track} />}
      {track.loudnessLufs === null ? null : <Fact name="Loudness">{loudness(track)}</Fact>}
      {track.durationSeconds === null ? null : <Fact name="Length">{formatTime(track.durationSeconds)}</Fact>}
      <Words track={track} />
    </dl>
  );
}

export function TrackFacts({ track }: { readonly track: TrackDetail }) {
  return (
    <section aria-label="Track">
      <div className="flex items-center gap-3 p-3">
        <Cover id={track.id} hasArtwork={track.hasArtwork} size={64} />
        <div className="min-w-0">
          <h2 className="selectable line-clamp-2 text-md leading-[18px] font-semibold">{track.title}</h2>
          <p className="selectable truncate text-sm text-muted">{track.artist || 'Unknown artist'}</p>
          {track.missing ? <p className="text-xs text-warning">The file is missing</p> : null}
        </div>
      </div>
      <Headline track={track} />
      <AnalysisNote track={track} />
      <Collapsible.Root>
        <Collapsible.Trigger className="group flex h-8 w-full items-center justify-between px-3 text-xs text-muted outline-offset-[-2px]! hover:text-ink">
          All facts
          <ChevronDown size={14} className="transition-transform group-data-[state=open]:rotate-180" aria-hidden />
        </Collapsible.Trigger>
        <Collapsible.Content>
          <Details track={track} />
        </Collapsible.Content>
      </Collapsible.Root>
    </section>
  );
}
