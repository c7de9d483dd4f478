import { ChevronDown, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { GridSegment } from '#shared/domain/beat-grid.ts';
import { formatClock } from '#shared/domain/time-text.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { formatBpm } from '#renderer/ui/format.ts';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';

interface SegmentsPopoverProps {
  readonly segments: readonly GridSegment[];
  readonly canEdit: boolean;
  readonly onJump: (seconds: number) => void;
  readonly onRemove: (index: number) => void;
}

function SegmentLine({
  segment,
  index,
  last,
  ...props
}: Omit<SegmentsPopoverProps, 'segments'> & {
  readonly segment: GridSegment;
  readonly index: number;
  readonly last: boolean;
}) {
  const name = `Segment ${index + 1}`;
  return (
    <ListRow className="flex h-7 items-center gap-1 rounded-sm ps-1.5 hover:bg-row-hover">
      <ListCell className="min-w-0 flex-1">
        <button
          type="button"
          onClick={() => props.onJump(segment.startSeconds)}
          aria-label={`${name}, ${formatClock(segment.startSeconds)}, ${formatBpm(segment.bpm)} BPM. Go there`}
          className="flex h-6 w-full items-center gap-3 rounded-sm px-1 text-start text-xs"
        >
          <span className="text-faint">{index + 1}</span> <span>{formatClock(segment.startSeconds)}</span>{' '}
          <span className="ms-auto font-medium">{formatBpm(segment.bpm)}</span> <span className="text-faint">BPM</span>
        </button>
      </ListCell>
      <ListCell>
        <IconButton
          label={`Take away ${name.toLowerCase()}`}
          size="sm"
          disabled={last || !props.canEdit}
          onClick={() => props.onRemove(index)}
        >
          <X size={13} aria-hidden />
        </IconButton>
      </ListCell>
    </ListRow>
  );
}

/** The segments of the grid: where each starts, its tempo, and a way to take it away. */
export function SegmentsPopover({ segments, ...props }: SegmentsPopoverProps) {
  const count = segments.length === 1 ? '1 segment' : `${segments.length} segments`;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="quiet" className="h-[22px]! px-1.5! text-xs!" disabled={segments.length === 0}>
          {count}
          <ChevronDown size={12} aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Segments of the beat grid"
          className="pop z-50 flex max-h-[min(320px,60vh)] w-64 flex-col rounded-md border border-line-strong bg-overlay shadow-overlay focus:outline-none"
        >
          <ListGrid label="Segments" className="min-h-0 flex-1 overflow-y-auto p-1.5">
            {segments.map((segment, index) => (
              <SegmentLine
                key={`${index}:${segment.startSeconds}`}
                segment={segment}
                index={index}
                last={segments.length === 1}
                {...props}
              />
            ))}
          </ListGrid>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
