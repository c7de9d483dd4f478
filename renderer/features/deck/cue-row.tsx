import { List, Magnet, Repeat } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import type { CuePoint } from '#shared/contract/cue-points.ts';
import { useDeckTools } from '#renderer/stores/deck-tools-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { CuePads } from './cue-pads.tsx';
import { ToolButton } from './tool-button.tsx';
import type { CueTools } from './use-cues.ts';

interface CueRowProps {
  readonly cues: readonly CuePoint[];
  readonly tools: CueTools;
}

function LoopTools({ tools }: Pick<CueRowProps, 'tools'>) {
  return (
    <span className="flex gap-0.5">
      <ToolButton
        label="In: start of a loop"
        keys={shortcutText('loop-in')}
        active={tools.loopStart !== null}
        onClick={() => tools.loopIn()}
      >
        In
      </ToolButton>
      <ToolButton label="Out: end of the loop" keys={shortcutText('loop-out')} onClick={() => tools.loopOut()}>
        Out
      </ToolButton>
      <ToolButton
        label="Play the loop"
        keys={shortcutText('loop')}
        disabled={!tools.hasLoop}
        active={tools.loop !== null}
        onClick={() => tools.toggleLoop()}
      >
        <Repeat size={13} aria-hidden />
      </ToolButton>
    </span>
  );
}

/** Pads, and the tools that set cue points and loops. */
export function CueRow({ cues, tools }: CueRowProps) {
  const quantise = useDeckTools((state) => state.quantise);
  const cueList = useDeckTools((state) => state.cueList);
  const toggle = useDeckTools((state) => state.toggle);
  const looping = tools.loop !== null;
  return (
    <div className="mx-3 mt-1.5 flex shrink-0 items-center gap-2">
      <CuePads cues={cues} tools={tools} />
      <Toolbar.Root aria-label="Cue points and loops" className="flex shrink-0 items-center gap-2">
        <LoopTools tools={tools} />
        <ToolButton
          label={looping ? 'Keep the loop' : 'Memory cue at the playhead'}
          keys={shortcutText('memory-cue')}
          onClick={() => tools.remember()}
        >
          {looping ? 'Keep' : 'Memory'}
        </ToolButton>
        <span className="flex gap-0.5">
          <ToolButton label="Set cue points and loops on the beat" active={quantise} onClick={() => toggle('quantise')}>
            <Magnet size={13} aria-hidden />
          </ToolButton>
          <ToolButton label={`List of cue points: ${cues.length}`} active={cueList} onClick={() => toggle('cueList')}>
            <List size={13} aria-hidden />
            {cues.length}
          </ToolButton>
        </span>
      </Toolbar.Root>
    </div>
  );
}
