import { ContextMenu } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { useAddToSet, useAnalysisControl, useDecide, useRecognise } from '#renderer/host-client/mutations.ts';
import { useSets, useSettings, useVersions } from '#renderer/host-client/queries.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { type ShortcutId, shortcutText } from '#renderer/stores/shortcuts.ts';
import { useSuggestionChoice } from '#renderer/stores/suggestions-store.ts';
import { countOf } from '#renderer/ui/format.ts';
import { MENU_ITEM, MENU_LINE, MENU_SURFACE, MenuKeys } from '#renderer/ui/menu-parts.tsx';
import { ChevronRight } from 'lucide-react';
import type { GridModel } from './grid-model.ts';
import { gridActions, type useGridChanges } from './use-grid-keys.ts';
import { SetMenuItems } from './set-menu-items.tsx';
import type { OrderedList } from './use-ordered-list.ts';

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

interface TableMenuProps {
  readonly model: GridModel;
  /** Where the rows are of, in whatever order. */
  readonly list: OrderedList | null;
  readonly changes: Changes;
}

/** As many as one decision takes. */
const MOST_VERSIONS = 200;

/** Other versions of the song: one that is chosen is shown in the inspector. */
function VersionItems({ id }: { readonly id: TrackId }) {
  const versions = useVersions(id).data ?? [];
  if (versions.length === 0) return null;
  return (
    <ContextMenu.Sub>
      <ContextMenu.SubTrigger className={MENU_ITEM}>
        Other versions
        <ChevronRight size={13} className="ms-auto text-faint" aria-hidden />
      </ContextMenu.SubTrigger>
      <ContextMenu.Portal>
        <ContextMenu.SubContent className={MENU_SURFACE} sideOffset={2} alignOffset={-5}>
          {versions.map(({ track }) => (
            <Item
              key={track.id}
              label={track.title}
              onSelect={() => useSelection.getState().selectMany([track.id], track.id)}
            />
          ))}
        </ContextMenu.SubContent>
      </ContextMenu.Portal>
    </ContextMenu.Sub>
  );
}

/** What is done with the files of the tracks. */
function FileItems({ ids }: { readonly ids: readonly TrackId[] }) {
  const show = useDialogs((state) => state.show);
  const copy = () =>
    show({ kind: 'copy', scope: { kind: 'tracks', ids: [...ids] }, name: countOf(ids.length, 'track') });
  return (
    <>
      <Item label="Copy files to a folder…" onSelect={copy} />
      <Item label="Write to file tags…" onSelect={() => show({ kind: 'write-tags', ids })} />
    </>
  );
}

/** What is done with two tracks or more. */
function SeveralItems({ ids }: { readonly ids: readonly TrackId[] }) {
  const { mutate: decide } = useDecide();
  const [from, to, ...more] = ids;
  const findWay = () => {
    if (from !== undefined && to !== undefined) {
      useDialogs.getState().show({ kind: 'bridge-set', from, to, gap: null });
    }
  };
  return (
    <>
      <Item label="Find a way between them…" disabled={more.length > 0} onSelect={findWay} />
      <Item
        label="Versions of one song"
        disabled={ids.length > MOST_VERSIONS}
        onSelect={() => decide({ trackIds: [...ids], relation: 'version' })}
      />
    </>
  );
}

function MenuItems({ model, list, changes }: TableMenuProps) {
  const selected = useSelection((state) => state.selected);
  const { enqueue } = useAnalysisControl();
  const { recogniseWithAudd } = useSettings();
  const { mutate: recognise } = useRecognise();
  const ids = [...selected];
  const [only] = ids;
  const act = (id: ShortcutId<'table'>) => () => gridActions(model, changes)[id]();
  const row = useSelection((state) => model.rowAt(state.focus.row));
  return (
    <>
      <Item label="Play in the deck" keys="preview" onSelect={act('preview')} />
      <Item label="Load without playing" onSelect={() => row && useDeck.getState().loadTrack(row.id, false)} />
      <ContextMenu.Separator className={MENU_LINE} />
      <SetItems ids={ids} />
      {list?.kind === 'set' ? <SetMenuItems setId={list.id} ids={ids} /> : null}
      <Item label="Add to crate…" keys="add-to-crate" onSelect={act('add-to-crate')} />
      <Item label="Edit title" keys="edit" disabled={ids.length !== 1} onSelect={act('edit')} />
      <Item
        label="Find and replace…"
        keys="edit-texts"
        onSelect={() => useDialogs.getState().show({ kind: 'edit-texts', ids })}
      />
      <Item
        label={ids.length > 1 ? `Analyse ${ids.length} tracks again` : 'Analyse again'}
        onSelect={() => enqueue.mutate({ trackIds: ids, force: true })}
      />
      <FileItems ids={ids} />
      {recogniseWithAudd ? (
        <Item
          label="Recognise this track"
          disabled={ids.length !== 1}
          onSelect={() => only !== undefined && recognise({ id: only })}
        />
      ) : null}
      {only !== undefined && ids.length === 1 ? <VersionItems id={only} /> : null}
      {ids.length > 1 ? <SeveralItems ids={ids} /> : null}
      {row?.missing && ids.length === 1 ? (
        <Item
          label="Locate the file…"
          onSelect={() => useDialogs.getState().show({ kind: 'locate-track', id: row.id, title: row.title })}
        />
      ) : null}
      <ContextMenu.Separator className={MENU_LINE} />
      {list === null ? (
        <Item label="Remove from the library…" keys="remove" danger onSelect={act('remove')} />
      ) : (
        <Item label={`Remove from the ${list.kind}`} keys="remove" onSelect={act('remove')} />
      )}
    </>
  );
}

/** Context menu of the rows (also Shift+F10 and the menu key). */
export function TableMenu({ children, ...menu }: TableMenuProps & { readonly children: ReactNode }) {
  const jumps = useRef(0);
  // Where an item has taken the keyboard to the suggestions, it does not go back to the table.
  const keepJump = (event: Event) => {
    if (useSuggestionChoice.getState().jumps !== jumps.current) event.preventDefault();
  };
  const remember = () => {
    jumps.current = useSuggestionChoice.getState().jumps;
  };
  return (
    <ContextMenu.Root modal={false} onOpenChange={(isOpen) => (isOpen ? remember() : undefined)}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={MENU_SURFACE} collisionPadding={8} onCloseAutoFocus={keepJump}>
          <MenuItems {...menu} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
