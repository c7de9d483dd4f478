import { Pencil, X } from 'lucide-react';
import type { CuePoint } from '#shared/contract/cue-points.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatClock } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { CueBadge, cueTitle, spokenCue } from './cue-badge.tsx';
import type { CueTools } from './use-cues.ts';

function CueLine({ cue, tools }: { readonly cue: CuePoint; readonly tools: CueTools }) {
  const spoken = spokenCue(cue);
  return (
    <ListRow className="flex h-6 items-center gap-0.5 rounded-sm hover:bg-row-hover">
      <ListCell className="min-w-0 flex-1">
        <button
          type="button"
          aria-label={`${spoken}. Go there`}
          onClick={() => tools.jump(cue)}
          className="flex h-6 w-full items-center gap-2 rounded-sm px-1.5 text-start text-xs outline-offset-[-2px]!"
        >
          <CueBadge cue={cue} />
          <span className={cue.name === '' ? 'truncate text-muted' : 'truncate'}>{cue.name || cueTitle(cue)}</span>{' '}
          <span className="ms-auto shrink-0 text-faint">{formatClock(cue.startSeconds)}</span>
        </button>
      </ListCell>
      <ListCell>
        <IconButton label={`Edit: ${spoken}`} size="sm" onClick={() => tools.edit(cue)}>
          <Pencil size={12} aria-hidden />
        </IconButton>
      </ListCell>
      <ListCell>
        <IconButton label={`Delete: ${spoken}`} size="sm" onClick={() => tools.remove(cue)}>
          <X size={13} aria-hidden />
        </IconButton>
      </ListCell>
    </ListRow>
  );
}

/** Every cue point and loop of the track, in its order. */
export function CueList({ cues, tools }: { readonly cues: readonly CuePoint[]; readonly tools: CueTools }) {
  if (cues.length === 0)
    return (
      <p className="px-2 py-1.5 text-xs text-faint">
        No cue points yet. Press a pad to set a hot cue, or Memory for a place without a pad.
      </p>
    );
  return (
    <ListGrid label="Cue points" className="h-full overflow-y-auto p-1">
      {cues.map((cue) => (
        <CueLine key={cue.id} cue={cue} tools={tools} />
      ))}
    </ListGrid>
  );
}
