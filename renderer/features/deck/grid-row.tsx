import { Lock, LockOpen, RotateCcw } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useState } from 'react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { MAX_GRID_BPM, MIN_GRID_BPM } from '#shared/domain/grid-edit.ts';
import { useCorrections } from '#renderer/host-client/mutations.ts';
import { GRID_ROW_PX } from '#renderer/stores/deck-tools-store.ts';
import { shortcutText } from '#renderer/stores/shortcuts.ts';
import { formatBpm } from '#renderer/ui/format.ts';
import { NumberInput } from '#renderer/ui/number-input.tsx';
import { SegmentsPopover } from './segments-popover.tsx';
import { ToolButton } from './tool-button.tsx';
import type { GridTools } from './use-grid-editing.ts';

interface GridRowProps {
  readonly track: TrackDetail;
  readonly tools: GridTools;
  /** The segment that the playhead is in. */
  readonly segment: number;
  readonly onJump: (seconds: number) => void;
}

const LINE = <Toolbar.Separator className="h-4 w-px shrink-0 bg-line" />;

/** Moves lines and bars. */
function ShiftTools({ tools, disabled }: { readonly tools: GridTools; readonly disabled: boolean }) {
  const shift = (by: number) => () => tools.shift(by);
  const step = (by: number, text: string, keys?: string) => (
    <ToolButton
      label={`Shift the grid ${Math.abs(by)} ms ${by < 0 ? 'earlier' : 'later'}`}
      keys={keys}
      disabled={disabled}
      onClick={shift(by)}
    >
      {text}
    </ToolButton>
  );
  return (
    <>
      <span className="text-2xs text-faint" aria-hidden>
        ms
      </span>
      <span className="flex gap-0.5">
        {step(-10, '−10')}
        {step(-1, '−1', shortcutText('grid-earlier'))}
        {step(1, '+1', shortcutText('grid-later'))}
        {step(10, '+10')}
      </span>
      <span className="flex gap-0.5">
        <ToolButton label="Bars one beat earlier" disabled={disabled} onClick={() => tools.shiftBeats(-1)}>
          −beat
        </ToolButton>
        <ToolButton label="Bars one beat later" disabled={disabled} onClick={() => tools.shiftBeats(1)}>
          +beat
        </ToolButton>
      </span>
      <span className="flex gap-0.5">
        <ToolButton label="A beat here: move the lines to the playhead" disabled={disabled} onClick={tools.beatHere}>
          Beat here
        </ToolButton>
        <ToolButton
          label="Downbeat here: the bar begins at the playhead"
          keys={shortcutText('downbeat-here')}
          disabled={disabled}
          onClick={tools.downbeatHere}
        >
          Downbeat
        </ToolButton>
      </span>
    </>
  );
}

const FACTORS = [
  [0.5, '÷2', '÷2: half the tempo'],
  [2 / 3, '×2/3', '×2/3: two thirds of the tempo'],
  [1.5, '×3/2', '×3/2: one and a half times the tempo'],
  [2, '×2', '×2: twice the tempo'],
] as const;

function TempoTools({
  tools,
  segment,
  canEdit,
}: Omit<GridRowProps, 'track' | 'onJump'> & { readonly canEdit: boolean }) {
  const [taps, setTaps] = useState(0);
  const tempo = tools.grid?.segments[segment]?.bpm ?? null;
  return (
    <>
      <NumberInput
        label="Tempo at the playhead in BPM"
        value={tempo === null ? null : Math.round(tempo * 100) / 100}
        min={MIN_GRID_BPM}
        max={MAX_GRID_BPM}
        unit="BPM"
        small
        disabled={!canEdit}
        onCommit={tools.setTempo}
      />
      <ToolButton
        label="Tap the tempo"
        keys={shortcutText('tap')}
        disabled={!canEdit}
        onClick={() => setTaps(tools.tap())}
        className="w-11"
      >
        Tap
        {/* Drawn by the style sheet: the name of the button stays. */}
        {taps > 1 ? <span aria-hidden data-taps={taps} className="before:content-[attr(data-taps)]" /> : null}
      </ToolButton>
      <span className="flex gap-0.5">
        {FACTORS.map(([factor, text, label]) => (
          <ToolButton
            key={text}
            label={label}
            disabled={!canEdit || tempo === null}
            onClick={() => tools.multiply(factor)}
          >
            {text}
          </ToolButton>
        ))}
      </span>
    </>
  );
}

function SegmentTools({
  tools,
  disabled,
  onJump,
}: Pick<GridRowProps, 'tools' | 'onJump'> & { readonly disabled: boolean }) {
  const segments = tools.grid?.segments ?? [];
  return (
    <>
      <ToolButton label="Split: new segment here, with a tempo of its own" disabled={disabled} onClick={tools.split}>
        Split
      </ToolButton>
      {segments.length > 1 ? (
        <ToolButton
          label="Only this: edit the segment at the playhead alone"
          active={tools.onlySegment}
          disabled={disabled}
          onClick={() => tools.setOnlySegment(!tools.onlySegment)}
        >
          Only this
        </ToolButton>
      ) : null}
      <SegmentsPopover segments={segments} canEdit={!disabled} onJump={onJump} onRemove={tools.remove} />
    </>
  );
}

/** Keeps the grid from analyses and imports, and gives it back to the analysis. What waits to be saved goes first. */
function KeepTools({ track, tools }: Pick<GridRowProps, 'track' | 'tools'>) {
  const { lockGrid, giveBackGrid } = useCorrections();
  const { id, gridLocked, gridSource, analysisBpm } = track;
  const after = (run: () => void) => () => void tools.flush().then(run);
  const found = analysisBpm === null ? '' : `: ${formatBpm(analysisBpm)} BPM`;
  return (
    <span className="ms-auto flex gap-0.5">
      {gridSource === 'user' ? (
        <ToolButton
          label={`Use the analysis again${found}`}
          disabled={gridLocked || track.analysis === 'none'}
          onClick={after(() => giveBackGrid.mutate({ trackId: id }))}
        >
          <RotateCcw size={12} aria-hidden />
          <span className="max-[1200px]:hidden">Analysis</span>
        </ToolButton>
      ) : null}
      <ToolButton
        label={`${gridLocked ? 'Locked' : 'Lock the grid'}: no analysis and no import changes it`}
        active={gridLocked}
        disabled={tools.grid === null}
        onClick={after(() => lockGrid.mutate({ trackId: id, locked: !gridLocked }))}
      >
        {gridLocked ? <Lock size={12} aria-hidden /> : <LockOpen size={12} aria-hidden />}
        <span className="max-[1200px]:hidden">{gridLocked ? 'Locked' : 'Lock'}</span>
      </ToolButton>
    </span>
  );
}

/** The tools for the beat grid, in one row. Edits show at once and are saved after a short rest. */
export function GridRow({ track, tools, segment, onJump }: GridRowProps) {
  const disabled = !tools.canEdit || tools.grid === null;
  return (
    <Toolbar.Root
      aria-label="Beat grid"
      className="mx-3 flex shrink-0 items-center gap-1.5 overflow-x-auto border-t border-line"
      style={{ height: GRID_ROW_PX }}
    >
      <ShiftTools tools={tools} disabled={disabled} />
      {LINE}
      <TempoTools tools={tools} segment={segment} canEdit={tools.canEdit} />
      {LINE}
      <SegmentTools tools={tools} disabled={disabled} onJump={onJump} />
      <KeepTools track={track} tools={tools} />
    </Toolbar.Root>
  );
}
