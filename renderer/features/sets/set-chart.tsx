import type { KeyNotation } from '#shared/domain/key.ts';
import type { SetDetail, SetEntry } from '#shared/contract/set-builder.ts';
import { arcPoints, energyAt } from '#shared/domain/energy-arc.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { PHASE_NAMES } from '#shared/domain/set-phase.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { formatBpm, formatKeyIndex, wheelNumber } from '#renderer/ui/format.ts';

/** Units of the drawing, which is stretched to the room there is. */
const WIDTH = 1000;
const HEIGHT = 100;
/** A track of unknown length is drawn as if it had this one. */
const UNKNOWN_SECONDS = 240;
/** Percent of the chart's width that a key needs for its text. */
const KEY_TEXT_SHARE = 2.6;
/** Room above and below the line of tempos. */
const TEMPO_MARGIN = 12;

interface Piece {
  readonly entry: SetEntry;
  /** Shares of the chart, 0-1. */
  readonly from: number;
  readonly to: number;
}

/** Where each track lies along the chart, and how much of it the set fills. */
function layOut({ entries, targetSeconds }: SetDetail): { pieces: Piece[]; arcShare: number } {
  const lengths = entries.map(({ durationSeconds }) => durationSeconds ?? UNKNOWN_SECONDS);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const whole = Math.max(total, targetSeconds ?? 0, 1);
  let start = 0;
  const pieces = entries.map((entry, index) => {
    const from = start / whole;
    start += lengths[index] ?? 0;
    return { entry, from, to: start / whole };
  });
  return { pieces, arcShare: (targetSeconds ?? total) / whole };
}

const ARC_STEPS = 60;

/** The meant energy as an area behind. */
function arcPath({ arc }: SetDetail, arcShare: number): string | null {
  if (arc === null) return null;
  const bends = arcPoints(arc).map(({ at }) => at);
  const places = [...Array.from({ length: ARC_STEPS + 1 }, (_, step) => step / ARC_STEPS), ...bends].toSorted(
    (a, b) => a - b,
  );
  const line = places.map((at) => `${at * arcShare * WIDTH},${HEIGHT * (1 - energyAt(arc, at))}`);
  return `M0,${HEIGHT} L${line.join(' L')} L${arcShare * WIDTH},${HEIGHT} Z`;
}

function tempoRange(pieces: readonly Piece[]): { low: number; high: number } | null {
  const tempos = pieces.flatMap(({ entry }) => entry.bpm ?? []);
  return tempos.length === 0 ? null : { low: Math.min(...tempos), high: Math.max(...tempos) };
}

function tempoLine(pieces: readonly Piece[], { low, high }: { low: number; high: number }): string {
  const room = HEIGHT - 2 * TEMPO_MARGIN;
  const heightOf = (bpm: number) =>
    high === low ? HEIGHT / 2 : TEMPO_MARGIN + room * (1 - (bpm - low) / (high - low));
  return pieces
    .flatMap(({ entry, from, to }) =>
      entry.bpm === null ? [] : [`${from * WIDTH},${heightOf(entry.bpm)}`, `${to * WIDTH},${heightOf(entry.bpm)}`],
    )
    .join(' ');
}

const fillOf = ({ phase }: SetEntry): string => (phase === null ? 'var(--phase-none)' : `var(--phase-${phase})`);

function EnergyBars({ pieces }: { readonly pieces: readonly Piece[] }) {
  const selected = useSelection((state) => state.selected);
  return pieces.map(({ entry, from, to }) => (
    <rect
      key={entry.trackId}
      x={from * WIDTH}
      y={HEIGHT * (1 - (entry.energy ?? 0))}
      width={Math.max(0.5, (to - from) * WIDTH - 1.5)}
      height={HEIGHT * (entry.energy ?? 0)}
      fill={fillOf(entry)}
      opacity={selected.has(entry.trackId) ? 0.95 : 0.5}
    />
  ));
}

function KeyPath({ pieces, notation }: { readonly pieces: readonly Piece[]; readonly notation: KeyNotation }) {
  return (
    <div className="relative mt-0.5 h-[18px]">
      {pieces.map(({ entry, from, to }) => {
        // A part of a key is another key: what has no room for all of it is left out.
        const hasRoom = (to - from) * 100 >= KEY_TEXT_SHARE;
        const text = entry.keyIndex === null ? '–' : formatKeyIndex(entry.keyIndex, notation);
        return (
          <span
            key={entry.trackId}
            className={classNames(
              'absolute top-0 flex h-full items-center justify-center overflow-hidden rounded-sm text-2xs',
              hasRoom && '@container',
              entry.keyIndex === null ? 'text-faint' : `key-chip key-${wheelNumber(entry.keyIndex)}`,
            )}
            style={{ left: `${from * 100}%`, width: `calc(${(to - from) * 100}% - 1px)`, minWidth: 0, padding: 0 }}
          >
            {hasRoom ? <span className="@max-[23px]:hidden">{text}</span> : null}
          </span>
        );
      })}
    </div>
  );
}

/** What the chart shows, in words. */
function inWords(set: SetDetail, range: ReturnType<typeof tempoRange>): string {
  const levels = set.entries.flatMap(({ energy }) => (energy === null ? [] : energyLevel(energy)));
  const phases = [...new Set(set.entries.flatMap(({ phase }) => (phase === null ? [] : PHASE_NAMES[phase])))];
  return [
    `Energy of ${set.entries.length} tracks${levels.length === 0 ? ', not known' : `: ${levels.join(', ')} of 10`}`,
    range === null ? '' : `Tempo from ${formatBpm(range.low)} to ${formatBpm(range.high)} BPM`,
    phases.length === 0 ? '' : `Phases: ${phases.join(', ')}`,
  ]
    .filter(Boolean)
    .join('. ');
}

/** Energy, tempo and keys along the set, the energy that is meant behind. A click selects the track; the table does so by keys. */
export function SetChart({ set }: { readonly set: SetDetail }) {
  const notation = useSettings().keyNotation;
  const { pieces, arcShare } = layOut(set);
  const range = tempoRange(pieces);
  const arc = arcPath(set, arcShare);
  const choose = (share: number) => {
    const piece = pieces.find(({ from, to }) => share >= from && share < to);
    if (piece !== undefined) useSelection.getState().selectMany([piece.entry.trackId], piece.entry.trackId);
  };
  return (
    <figure className="contain-content m-0 border-b border-line px-3 pt-1.5 pb-2">
      <div className="relative">
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the rows below are chosen by keys */}
        <svg
          role="img"
          aria-label={inWords(set, range)}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-16 w-full rounded-sm bg-sunken"
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            choose((event.clientX - box.left) / box.width);
          }}
        >
          {arc === null ? null : (
            <path
              d={arc}
              fill="var(--arc-fill)"
              stroke="var(--text-faint)"
              strokeDasharray="4 3"
              vectorEffect="non-scaling-stroke"
            />
          )}
          <EnergyBars pieces={pieces} />
          {range === null ? null : (
            <polyline
              points={tempoLine(pieces, range)}
              fill="none"
              stroke="var(--text)"
              strokeWidth={1.5}
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        {range === null ? null : (
          <figcaption className="pointer-events-none absolute end-1 top-0.5 rounded-sm bg-sunken px-1 text-2xs text-muted">
            {range.low === range.high ? formatBpm(range.low) : `${formatBpm(range.low)} – ${formatBpm(range.high)}`} BPM
          </figcaption>
        )}
      </div>
      <KeyPath pieces={pieces} notation={notation} />
    </figure>
  );
}
