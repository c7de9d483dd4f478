import type { ScorePart, Suggestion } from '#shared/contract/suggestions.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { formatPercent } from '#renderer/ui/format.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { ListCell } from '#renderer/ui/list-grid.tsx';
import { ProposedRow } from './proposed-row.tsx';
import { GROUP_LOOKS, pointsText } from './suggestion-groups.ts';
import { type ParkingHost, SuggestionActions } from './suggestion-menu.tsx';
import type { SetGap } from './suggestion-place.tsx';

/** What gives less is not worth a line. */
const SMALL_POINTS = 0.15;
const MOST_FOR = 3;

type Reasoned = ScorePart & { readonly reason: string };

/** What speaks for the track most, the user's own history first, and what speaks most against it. */
function mainReasons(parts: readonly ScorePart[]): readonly Reasoned[] {
  const said = parts
    .flatMap((part): Reasoned[] => (part.reason === null ? [] : [{ ...part, reason: part.reason }]))
    .sort((a, b) => Number(b.group === 'history') - Number(a.group === 'history') || b.points - a.points);
  const least = said.at(-1);
  const against = least !== undefined && least.points <= -SMALL_POINTS && least.group !== 'history' ? [least] : [];
  return [...said.slice(0, MOST_FOR).filter((part) => !against.includes(part)), ...against];
}

/** What speaks for the track, each group as wide as what it gives; all of it in words and figures for everyone else. */
function ScoreBar({ parts }: { readonly parts: readonly ScorePart[] }) {
  const counted = parts.filter(({ points }) => Math.abs(points) >= 0.05);
  const text = `Against the average track: ${counted.map(({ group, points }) => `${GROUP_LOOKS[group].name} ${pointsText(points)}`).join(', ') || 'nothing stands out'}`;
  const positive = parts.filter(({ points }) => points > 0);
  const total = positive.reduce((sum, { points }) => sum + points, 0);
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className="flex h-[5px] w-full gap-px overflow-hidden rounded-full bg-control-hover"
    >
      {positive.map(({ group, points }) => (
        <span
          key={group}
          className="h-full"
          style={{ width: `${(points / Math.max(total, MOST_POINTS)) * 100}%`, background: GROUP_LOOKS[group].colour }}
        />
      ))}
    </span>
  );
}

/** Points that fill the bar; more share it. */
const MOST_POINTS = 8;

/** Two lines of them, so that more suggestions are in view; all, each with what it gives, in the row with the keyboard. */
function Reasons({ parts }: { readonly parts: readonly ScorePart[] }) {
  return (
    <ul className="mt-1 line-clamp-2 text-xs text-muted group-focus-within/row:flex group-focus-within/row:flex-col group-focus-within/row:gap-px short:line-clamp-1">
      {mainReasons(parts).map(({ group, points, reason }) => (
        <li
          key={group}
          className="me-2 inline items-baseline gap-0.5 group-focus-within/row:me-0 group-focus-within/row:flex"
        >
          {/* A sign with a blank that holds: it stays with its first word where the line ends. */}
          <span className="shrink-0 text-2xs" style={{ color: GROUP_LOOKS[group].colour }} aria-hidden>
            ■&nbsp;
          </span>
          <span className="min-w-0 flex-1">{reason}</span>
          <span className="hidden shrink-0 text-2xs text-faint tabular-nums group-focus-within/row:inline">
            {pointsText(points)}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface SuggestionRowProps {
  readonly suggestion: Suggestion;
  readonly gap: SetGap | null;
  readonly host: ParkingHost | null;
  /** How many fit; null where the rank needs no word. */
  readonly drawnFrom: number | null;
  readonly onLike: () => void;
}

export function SuggestionRow({ suggestion, gap, host, drawnFrom, onLike }: SuggestionRowProps) {
  const { track, parts, score, rank, tempoChangePercent } = suggestion;
  const { keyNotation } = useSettings();
  return (
    <ProposedRow track={track} className="group/row py-2">
      <ListCell className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium" title={track.title}>
            {track.title}
          </p>
          <p className="truncate text-xs text-faint">{track.artist}</p>
        </div>
        <span className="shrink-0 text-end text-xs">
          {track.bpm?.toFixed(1) ?? '–'}
          <span className="block text-2xs text-faint">
            {track.bpm === null ? '' : formatPercent(tempoChangePercent)}
          </span>
        </span>
        {track.keyIndex === null ? null : <KeyChip index={track.keyIndex} notation={keyNotation} />}
        <span
          className="w-7 shrink-0 text-end text-md font-semibold"
          title="How likely it comes next; the likeliest has 100"
        >
          {Math.max(1, Math.round(score * 100))}
        </span>
        <SuggestionActions track={track} gap={gap} host={host} onLike={onLike} />
      </ListCell>
      <ListCell className="mt-1.5">
        <ScoreBar parts={parts} />
        {drawnFrom === null ? null : (
          <p className="mt-1 text-xs text-muted">
            Place {rank.toLocaleString('en')} of {drawnFrom.toLocaleString('en')} that fit
          </p>
        )}
        <Reasons parts={parts} />
      </ListCell>
    </ProposedRow>
  );
}
