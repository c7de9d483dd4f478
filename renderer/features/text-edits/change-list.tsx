import { Check } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { TextEditPreview, TextEditRow } from '#shared/contract/text-edits.ts';
import { pairOf } from '#shared/domain/paired-rows.ts';
import { useTextEditRows } from '#renderer/host-client/text-edit-rows.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { WindowedList } from '#renderer/ui/windowed-list.tsx';
import { FIELD_WORDS } from './edit-words.ts';
import { differenceOf, fromFirstChange, type TextPiece } from './text-difference.ts';

const ROW_HEIGHT = 28;
const CELL = 'flex min-w-0 items-center px-2 text-sm';
const WIDTHS = ['w-9 shrink-0', 'w-[24%] shrink-0', 'w-[92px] shrink-0', 'flex-1', 'flex-1'] as const;
const HEADS = ['Take', 'Track', 'Field', 'Now', 'New'] as const;

function Head() {
  return (
    <div role="row" className="sticky top-0 z-10 flex h-7 border-b border-line bg-panel">
      {HEADS.map((head, index) => (
        <div
          key={head}
          role="columnheader"
          className={classNames(CELL, WIDTHS[index], 'text-2xs! font-semibold text-faint')}
        >
          <span className={index === 0 ? 'sr-only' : ''}>{head}</span>
        </div>
      ))}
    </div>
  );
}

interface PiecesProps {
  readonly pieces: readonly TextPiece[];
  readonly whole: string;
  readonly as: 'del' | 'ins';
  readonly taken: boolean;
}

const MARKS = {
  del: 'rounded-[3px] bg-danger-soft text-danger line-through decoration-danger/60',
  ins: 'rounded-[3px] bg-accent-soft text-accent no-underline',
} as const;

/** A text on one line with what is different marked. */
function Pieces({ pieces, whole, as: Mark, taken }: PiecesProps) {
  if (whole === '')
    return (
      <span className="text-faint">
        <span aria-hidden>–</span>
        <span className="sr-only">nothing</span>
      </span>
    );
  return (
    <span className="truncate whitespace-pre" title={whole}>
      {fromFirstChange(pieces).map(({ text, changed }, index) => {
        const shown = text.replaceAll('\n', ' ↵ ');
        // oxlint-disable-next-line react/no-array-index-key -- pieces have no names, and the list is drawn as a whole
        return changed ? (
          <Mark key={index} className={taken ? MARKS[Mark] : 'no-underline'}>
            {shown}
          </Mark>
        ) : (
          <span key={index}>{shown}</span>
        );
      })}
    </span>
  );
}

interface RowProps {
  readonly row: TextEditRow;
  readonly taken: boolean;
  readonly tabIndex: 0 | -1;
  readonly onTake: (taken: boolean) => void;
}

function Cells({ row, taken, tabIndex, onTake }: RowProps) {
  const { before, after } = useMemo(() => differenceOf(row.before, row.after), [row.before, row.after]);
  const name = row.artist === '' ? row.title : `${row.artist} – ${row.title}`;
  const field = FIELD_WORDS[row.field];
  const dim = taken ? '' : 'text-faint';
  return (
    <>
      <div role="gridcell" className={classNames(CELL, WIDTHS[0])}>
        <button
          type="button"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the list moves the keyboard over its buttons
          role="checkbox"
          aria-checked={taken}
          aria-label={`${field} of ${name}: ${row.before || 'nothing'} becomes ${row.after || 'nothing'}`}
          data-stop=""
          tabIndex={tabIndex}
          onClick={() => onTake(!taken)}
          className="flex size-4 items-center justify-center rounded-sm border border-line-strong bg-sunken aria-checked:border-muted"
        >
          {taken ? <Check size={12} strokeWidth={3} className="text-accent" aria-hidden /> : null}
        </button>
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[1], dim || 'text-muted')}>
        <span className="truncate" title={name}>
          {name}
        </span>
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[2], dim || 'text-muted')}>
        {field}
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[3], dim || 'text-muted')}>
        <Pieces pieces={before} whole={row.before} as="del" taken={taken} />
      </div>
      <div role="gridcell" className={classNames(CELL, WIDTHS[4], dim)}>
        <Pieces pieces={after} whole={row.after} as="ins" taken={taken} />
      </div>
    </>
  );
}

interface ChangeListProps {
  readonly preview: TextEditPreview;
  /** A newer preview is on its way. */
  readonly stale: boolean;
  /** Places of rows that stay as they are. */
  readonly leftOut: ReadonlySet<number>;
  readonly onLeaveOut: (places: readonly number[], out: boolean) => void;
}

/** What would change, text by text, each with a tick. */
export function ChangeList({ preview, stale, leftOut, onLeaveOut }: ChangeListProps) {
  const [range, setRange] = useState({ first: 0, last: 30 });
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  const rowAt = useTextEditRows(preview.number, Math.max(0, range.first - 10), range.last + 10);
  /** Guests that move change two texts, which are taken or left together. */
  const withPair = (index: number): number[] => {
    const pair = pairOf(index, rowAt);
    return pair === null ? [index] : [index, pair];
  };
  return (
    <WindowedList
      label="What would change"
      content={String(preview.number)}
      count={preview.rows}
      rowHeight={ROW_HEIGHT}
      busy={stale}
      onRange={onRange}
      head={<Head />}
      className={`selectable min-h-0 flex-1 rounded-md border border-line bg-panel ${stale ? 'opacity-60' : ''}`}
    >
      {(index, tabIndex) => {
        const row = rowAt(index);
        if (row === null) return null;
        const onTake = (taken: boolean) => onLeaveOut(withPair(index), !taken);
        return <Cells row={row} taken={!leftOut.has(index)} tabIndex={tabIndex} onTake={onTake} />;
      }}
    </WindowedList>
  );
}
