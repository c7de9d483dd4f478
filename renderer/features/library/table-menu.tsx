import { ContextMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { useAddToSet, useAnalysisControl, useRecognise } from '#renderer/host-client/mutations.ts';
import { useSets, useSettings } from '#renderer/host-client/queries.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { type ShortcutId, shortcutText } from '#renderer/stores/shortcuts.ts';
import { MENU_ITEM, MENU_LINE, MENU_SURFACE, MenuKeys } from '#renderer/ui/menu-parts.tsx';
import { ChevronRight } from 'lucide-react';
import type { GridModel } from './grid-model.ts';
import { gridActions, type useGridChanges } from './use-grid-keys.ts';

type Changes = ReturnType<typeof useGridChanges>;

function Item({
  label,
  keys,
  onSelect,
  danger = false,
  disabled = false,
}: {
  readonly label: string;
  readonly keys?: ShortcutId;
  readonly onSelect: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
}) {
  return (
    <ContextMenu.Item disabled={disabled} className={`${MENU_ITEM} ${danger ? 'text-danger' : ''}`} onSelect={onSelect}>
      {label}
      {keys ? <MenuKeys>{shortcutText(keys)}</MenuKeys> : null}
    </ContextMenu.Item>
  );
}

function SetItems({ ids }: { readonly ids: readonly TrackId[] }) {
  const sets = useSets().data ?? [];
  const { mutate: add } = useAddToSet();
  return (
    <ContextMenu.Sub>
      <ContextMenu.SubTrigger className={MENU_ITEM}>
        Add to set
        <ChevronRight size={13} className="ms-auto text-faint" aria-hidden />
      </ContextMenu.SubTrigger>
      <ContextMenu.Portal>
        <ContextMenu.SubContent className={MENU_SURFACE} sideOffset={2} alignOffset={-5}>
          {sets.map((set) => (
            <Item key={set.id} label={set.name} onSelect={() => add({ id: set.id, trackIds: [...ids] })} />
          ))}
          {sets.length > 0 ? <ContextMenu.Separator className={MENU_LINE} /> : null}
          <Item label="New set…" onSelect={() => useDialogs.getState().show({ kind: 'new-set', trackIds: ids })} />
        </ContextMenu.SubContent>
      </ContextMenu.Portal>
    </ContextMenu.Sub>
  );
}

function MenuItems({ model, changes }: { readonly model: GridModel; readonly changes: Changes }) {
  const selected = useSelection((state) => state.selected);
  const { enqueue } = useAnalysisControl();
  const { recogniseWithAudd } = useSettings();
  const { mutate: recognise } = useRecognise();
  const ids = [...selected];
  const [only] = ids;
  const act = (id: ShortcutId<'table'>) => () => gridActions(model, changes)[id]();
  const inSet = model.query.source.kind === 'set';
  const row = useSelection((state) => model.rowAt(state.focus.row));
  return (
    <>
      <Item label="Play in the deck" keys="preview" onSelect={act('preview')} />
      <Item label="Load without playing" onSelect={() => row && useDeck.getState().loadTrack(row.id, false)} />
      <ContextMenu.Separator className={MENU_LINE} />
      <SetItems ids={ids} />
      <Item label="Edit title" keys="edit" disabled={ids.length !== 1} onSelect={act('edit')} />
      <Item
        label={ids.length > 1 ? `Analyse ${ids.length} tracks again` : 'Analyse again'}
        onSelect={() => enqueue.mutate({ trackIds: ids, force: true })}
      />
      {recogniseWithAudd ? (
        <Item
          label="Recognise this track"
          disabled={ids.length !== 1}
          onSelect={() => only !== undefined && recognise({ id: only })}
        />
      ) : null}
      <ContextMenu.Separator className={MENU_LINE} />
      {inSet ? (
        <Item label="Remove from the set" keys="remove" onSelect={act('remove')} />
      ) : (
        <Item label="Remove from the library…" keys="remove" danger onSelect={act('remove')} />
      )}
    </>
  );
}

/** Context menu of the rows (also Shift+F10 and the menu key). */
export function TableMenu({
  model,
  changes,
  children,
}: {
  readonly model: GridModel;
  readonly changes: Changes;
  readonly children: ReactNode;
}) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={MENU_SURFACE} collisionPadding={8}>
          <MenuItems model={model} changes={changes} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
