import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useEditTracks } from '#renderer/host-client/mutations.ts';
import type { ColumnId } from '#renderer/stores/columns-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { COLUMNS } from './columns.tsx';
import { editText, parseEdit } from './edit-values.ts';

/** Text field in a cell: Enter saves, Escape leaves as it was, leaving the field saves. */
export function CellEditor({ row, column }: { readonly row: TrackRow; readonly column: ColumnId }) {
  const edit = useEditTracks();
  const close = () => useSelection.getState().edit(null);
  const [fault, setFault] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const closed = useRef(false);
  useEffect(() => field.current?.select(), []);

  const save = (leaving: boolean) => {
    if (closed.current) return;
    const change = parseEdit(row, column, field.current?.value ?? '');
    if (typeof change === 'string' && !leaving) return setFault(change);
    closed.current = true;
    if (change !== null && typeof change !== 'string') edit.mutate({ ids: [row.id], edit: change });
    close();
  };
  const handleKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') save(false);
    if (event.key === 'Escape') {
      closed.current = true;
      close();
    }
  };
  return (
    <input
      ref={field}
      defaultValue={editText(row, column)}
      aria-label={`${COLUMNS[column].label} of ${row.title}`}
      aria-invalid={fault !== null}
      title={fault ?? undefined}
      spellCheck={false}
      className="h-[22px] w-full rounded-sm border border-focus bg-field px-1 text-sm leading-none outline-none aria-invalid:border-danger"
      onKeyDown={handleKey}
      onBlur={() => save(true)}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
