import { Pencil, Plus, X } from 'lucide-react';
import type { CuePoint } from '#shared/contract/cue-points.ts';
import type { CueProposal } from '#shared/domain/analysis-details.ts';
import { formatClock } from '#shared/domain/time-text.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { CUE_NAMES } from '#renderer/ui/section-names.ts';
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

/** A cue point this near a proposal is that place. */
const SAME_PLACE_SECONDS = 0.05;

function ProposalLine({ proposal, tools }: { readonly proposal: CueProposal; readonly tools: CueTools }) {
  const name = CUE_NAMES[proposal.kind];
  const clock = formatClock(proposal.timeSeconds);
  return (
    <ListRow className="flex h-6 items-center gap-0.5 rounded-sm hover:bg-row-hover">
      <ListCell className="min-w-0 flex-1">
        <button
          type="button"
          aria-label={`${name} ${clock}. Proposed. Go there`}
          onClick={() => tools.go(proposal.timeSeconds)}
          className="flex h-6 w-full items-center gap-2 rounded-sm px-1.5 text-start text-xs text-muted outline-offset-[-2px]!"
        >
          <span className="truncate">{name}</span> <span className="ms-auto shrink-0 text-faint">{clock}</span>
        </button>
      </ListCell>
      <ListCell>
        <IconButton label={`Keep as a memory cue: ${name}`} size="sm" onClick={() => tools.take([proposal])}>
          <Plus size={13} aria-hidden />
        </IconButton>
      </ListCell>
    </ListRow>
  );
}

/** What the analysis proposes and the user has not set yet. */
function Proposals({ proposals, tools }: { readonly proposals: readonly CueProposal[]; readonly tools: CueTools }) {
  if (proposals.length === 0) return null;
  return (
    <section aria-label="Proposed by the analysis" className="border-t border-line p-1">
      <div className="flex h-6 items-center justify-between ps-1.5">
        <h3 className="text-2xs font-semibold tracking-[0.06em] text-faint uppercase">Proposed</h3>
        <Button look="quiet" className="h-5 px-1.5 text-xs" onClick={() => tools.take(proposals)}>
          Keep all
        </Button>
      </div>
      <ListGrid label="Proposed cue points">
        {proposals.map((proposal) => (
          <ProposalLine key={`${proposal.kind} ${proposal.timeSeconds}`} proposal={proposal} tools={tools} />
        ))}
      </ListGrid>
    </section>
  );
}

/** Each place once (a track may be mixed in on its first downbeat), and none that has a cue point. */
function withoutKept(proposals: readonly CueProposal[], cues: readonly CuePoint[]): CueProposal[] {
  const taken = cues.map(({ startSeconds }) => startSeconds);
  return proposals.filter(({ timeSeconds }) => {
    if (taken.some((seconds) => Math.abs(seconds - timeSeconds) < SAME_PLACE_SECONDS)) return false;
    taken.push(timeSeconds);
    return true;
  });
}

interface CueListProps {
  readonly cues: readonly CuePoint[];
  readonly proposals: readonly CueProposal[];
  readonly tools: CueTools;
}

/** Every cue point and loop of the track, in its order, and what the analysis proposes beside them. */
export function CueList({ cues, proposals, tools }: CueListProps) {
  const open = withoutKept(proposals, cues);
  return (
    <div className="h-full overflow-y-auto">
      {cues.length === 0 ? (
        <p className="px-2 py-1.5 text-xs text-faint">
          No cue points yet. Press a pad to set a hot cue, or Memory for a place without a pad.
        </p>
      ) : (
        <ListGrid label="Cue points" className="p-1">
          {cues.map((cue) => (
            <CueLine key={cue.id} cue={cue} tools={tools} />
          ))}
        </ListGrid>
      )}
      <Proposals proposals={open} tools={tools} />
    </div>
  );
}
