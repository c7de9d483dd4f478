import { ContextMenu, Toolbar } from 'radix-ui';
import type { KeyboardEvent, MouseEvent } from 'react';
import { CUE_SLOTS, type CuePoint } from '#shared/contract/cue-points.ts';
import { formatClock } from '#shared/domain/time-text.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { MENU_ITEM, MENU_LINE, MENU_SURFACE, MenuKeys } from '#renderer/ui/menu-parts.tsx';
import { CueBadge, spokenCue } from './cue-badge.tsx';
import type { CueTools } from './use-cues.ts';

const PAD_LOOK =
  'flex h-[24px] min-w-0 flex-1 items-center gap-1.5 rounded-sm border px-1.5 text-xs transition-colors hover:bg-control-hover disabled:pointer-events-none';

function EmptyPad({ slot, tools }: { readonly slot: number; readonly tools: CueTools }) {
  return (
    <Toolbar.Button
      aria-label={`Hot cue ${slot + 1}, empty. Set it at the playhead`}
      title="Empty: set it at the playhead"
      onClick={() => tools.pad(slot)}
      className={classNames(PAD_LOOK, 'border-dashed border-line-strong text-faint')}
    >
      {slot + 1}
    </Toolbar.Button>
  );
}

function PadMenu({ cue, tools }: { readonly cue: CuePoint; readonly tools: CueTools }) {
  const item = (label: string, run: () => void, keys?: string) => (
    <ContextMenu.Item className={MENU_ITEM} onSelect={run}>
      {label}
      {keys ? <MenuKeys>{keys}</MenuKeys> : null}
    </ContextMenu.Item>
  );
  return (
    <ContextMenu.Portal>
      <ContextMenu.Content className={MENU_SURFACE} collisionPadding={8}>
        {item('Go there', () => tools.jump(cue), 'Enter')}
        {item('Move to the playhead', () => tools.moveHere(cue))}
        {item('Name, colour, pad…', () => tools.edit(cue), 'F2')}
        <ContextMenu.Separator className={MENU_LINE} />
        {item('Delete', () => tools.remove(cue), 'Delete')}
      </ContextMenu.Content>
    </ContextMenu.Portal>
  );
}

function Pad({ cue, tools }: { readonly cue: CuePoint; readonly tools: CueTools }) {
  const press = (event: MouseEvent) => (event.shiftKey ? tools.remove(cue) : tools.jump(cue));
  const handleKey = (event: KeyboardEvent) => {
    const run = { Delete: tools.remove, Backspace: tools.remove, F2: tools.edit }[event.key];
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run(cue);
  };
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>
        <Toolbar.Button
          aria-label={spokenCue(cue)}
          title={`${spokenCue(cue)}. Shift+click deletes it, right-click for more`}
          onClick={press}
          onKeyDown={handleKey}
          className={classNames(PAD_LOOK, 'border-line-strong bg-control text-ink')}
        >
          <CueBadge cue={cue} />
          <span className="min-w-0 truncate">{cue.name || formatClock(cue.startSeconds)}</span>
        </Toolbar.Button>
      </ContextMenu.Trigger>
      <PadMenu cue={cue} tools={tools} />
    </ContextMenu.Root>
  );
}

interface CuePadsProps {
  readonly cues: readonly CuePoint[];
  readonly tools: CueTools;
}

/** The eight pads: a hot cue or a loop each. */
export function CuePads({ cues, tools }: CuePadsProps) {
  return (
    <Toolbar.Root aria-label="Hot cues" className="flex min-w-0 flex-1 gap-1">
      {Array.from({ length: CUE_SLOTS }, (_, slot) => {
        const cue = cues.find((each) => each.slot === slot);
        return cue ? <Pad key={slot} cue={cue} tools={tools} /> : <EmptyPad key={slot} slot={slot} tools={tools} />;
      })}
    </Toolbar.Root>
  );
}
