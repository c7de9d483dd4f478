import type { ScorePart, Suggestion } from '#shared/contract/suggestions.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { formatPercent } from '#renderer/ui/format.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { ListCell } from '#renderer/ui/list-grid.tsx';
import { AddToSet } from './add-to-set.tsx';
import { ProposedRow } from './proposed-row.tsx';

const PART_COLOURS: Readonly<Record<ScorePart['aspect'], string>> = {
  key: 'oklch(0.68 0.13 255)',
  tempo: 'oklch(0.72 0.13 165)',
  energy: 'oklch(0.75 0.14 65)',
};
const PART_NAMES: Readonly<Record<ScorePart['aspect'], string>> = { key: 'Key', tempo: 'Tempo', energy: 'Energy' };

/** Where the score comes from: each part as wide as what it gives; the same in words for everyone else. */
function ScoreBar({ parts }: { readonly parts: readonly ScorePart[] }) {
  const text = parts
    .map(
      (part) =>
        `${PART_NAMES[part.aspect]} ${Math.round(part.score * part.weight * 100)} of ${Math.round(part.weight * 100)}`,
    )
    .join(', ');
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className="flex h-[5px] w-full gap-px overflow-hidden rounded-full bg-control-hover"
    >
      {parts.map((part) => (
        <span
          key={part.aspect}
          className="h-full"
          style={{ width: `${part.score * part.weight * 100}%`, background: PART_COLOURS[part.aspect] }}
        />
      ))}
    </span>
  );
}

function Reasons({ parts }: { readonly parts: readonly ScorePart[] }) {
  return (
    <ul className="mt-1 flex flex-col gap-px text-xs text-muted">
      {parts.map((part) => (
        <li key={part.aspect} className="flex items-baseline gap-1.5">
          <span
            className="size-[6px] shrink-0 rounded-[2px]"
            style={{ background: PART_COLOURS[part.aspect] }}
            aria-hidden
          />
          {part.reason}
        </li>
      ))}
    </ul>
  );
}

export function SuggestionRow({ suggestion }: { readonly suggestion: Suggestion }) {
  const { track, parts, score, tempoChangePercent } = suggestion;
  const { keyNotation } = useSettings();
  return (
    <ProposedRow track={track} className="py-2">
      <ListCell className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{track.title}</p>
          <p className="truncate text-xs text-faint">{track.artist}</p>
        </div>
        <span className="shrink-0 text-end text-xs">
          {track.bpm?.toFixed(1) ?? '–'}
          <span className="block text-2xs text-faint">{formatPercent(tempoChangePercent)}</span>
        </span>
        {track.keyIndex === null ? null : <KeyChip index={track.keyIndex} notation={keyNotation} />}
        <span className="w-7 shrink-0 text-end text-md font-semibold" title="Score of 100">
          {Math.round(score * 100)}
        </span>
        <AddToSet track={track} />
      </ListCell>
      <ListCell className="mt-1.5">
        <ScoreBar parts={parts} />
        <Reasons parts={parts} />
      </ListCell>
    </ProposedRow>
  );
}
