import { ArrowDown, ArrowUp, Check, Columns3 } from 'lucide-react';
import { Checkbox, Popover } from 'radix-ui';
import { type ColumnId, SET_COLUMNS, useColumns } from '#renderer/stores/columns-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { ListCell, ListGrid, ListRow } from '#renderer/ui/list-grid.tsx';
import { COLUMNS } from './columns.tsx';

function ColumnLine({
  id,
  before,
  after,
  inSet,
}: {
  readonly id: ColumnId;
  readonly before?: ColumnId;
  readonly after?: ColumnId;
  readonly inSet: boolean;
}) {
  const shown = useColumns((state) => !state.hidden.includes(id));
  const setShown = useColumns((state) => state.setShown);
  const move = useColumns((state) => state.move);
  const { label } = COLUMNS[id];
  return (
    <ListRow className="group flex h-[26px] items-center gap-1 rounded-sm ps-1.5 hover:bg-control-hover">
      <ListCell className="flex flex-1 items-center">
        <Checkbox.Root
          id={`column-${id}`}
          checked={shown}
          onCheckedChange={(checked) => setShown(id, checked === true)}
          className="flex size-4 items-center justify-center rounded-sm border border-line-strong bg-sunken data-[state=checked]:border-muted"
        >
          <Checkbox.Indicator>
            <Check size={12} strokeWidth={3} className="text-accent" aria-hidden />
          </Checkbox.Indicator>
        </Checkbox.Root>
        <label htmlFor={`column-${id}`} className="flex-1 ps-1.5 text-sm">
          {label}
        </label>
      </ListCell>
      <ListCell>
        <IconButton
          label={`Move ${label} to the left`}
          size="sm"
          disabled={before === undefined}
          onClick={() => before && move(id, before, inSet)}
        >
          <ArrowUp size={13} aria-hidden />
        </IconButton>
      </ListCell>
      <ListCell>
        <IconButton
          label={`Move ${label} to the right`}
          size="sm"
          disabled={after === undefined}
          onClick={() => after && move(after, id, inSet)}
        >
          <ArrowDown size={13} aria-hidden />
        </IconButton>
      </ListCell>
    </ListRow>
  );
}

/** Which columns, and in which order. The header can be dragged as well. */
export function ColumnsPopover() {
  const inSet = useView(({ source }) => source.kind === 'set');
  const order = useColumns((state) => (inSet ? state.orderInSets : state.order)).filter(
    (id) => id !== 'position' && (inSet || !SET_COLUMNS.includes(id)),
  );
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton label="Columns">
          <Columns3 size={15} aria-hidden />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Columns"
          className="pop z-50 flex max-h-[min(560px,80vh)] w-64 flex-col rounded-md border border-line-strong bg-overlay shadow-overlay focus:outline-none"
        >
          <ListGrid label="Columns in their order" className="min-h-0 flex-1 overflow-y-auto p-1.5">
            {order.map((id, index) => {
              const [before, after] = [order[index - 1], order[index + 1]];
              return (
                <ColumnLine key={id} id={id} inSet={inSet} {...(before && { before })} {...(after && { after })} />
              );
            })}
          </ListGrid>
          <div className="border-t border-line p-1.5">
            <Button look="quiet" className="w-full" onClick={() => useColumns.getState().reset()}>
              Reset columns
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
