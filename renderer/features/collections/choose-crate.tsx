import { Command } from 'cmdk';
import { Folder, Package, Plus, Search, Sparkles } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { Crate } from '#shared/contract/crates.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { useAddToCrate, useCrates, useCreateCrate } from '#renderer/host-client/collections.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { countOf } from '#renderer/ui/format.ts';
import { useOpener } from '#renderer/ui/use-opener.ts';

/** Whoever has more crates types a letter more. */
const MOST_SHOWN = 60;
const ICONS: Readonly<Record<Crate['kind'], ReactNode>> = {
  folder: <Folder size={14} className="shrink-0 text-faint" aria-hidden />,
  crate: <Package size={14} className="shrink-0 text-faint" aria-hidden />,
  smart: <Sparkles size={14} className="shrink-0 text-faint" aria-hidden />,
};
const ITEM = 'flex h-8 items-center gap-2 rounded-md px-2.5 text-sm text-ink data-[selected=true]:bg-control-hover';

interface Choice {
  readonly crate: Crate;
  /** The folders that it lies in: "House nights / Basement". */
  readonly path: string;
}

function choicesOf(crates: readonly Crate[], search: string): Choice[] {
  const paths = new Map<string | null, string>([[null, '']]);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const choices: Choice[] = [];
  for (const crate of crates) {
    const path = paths.get(crate.parentId) ?? '';
    paths.set(crate.id, path === '' ? crate.name : `${path} / ${crate.name}`);
    const text = `${path} ${crate.name}`.toLowerCase();
    if (words.every((word) => text.includes(word))) choices.push({ crate, path });
  }
  return choices;
}

function ChoiceItem({ choice: { crate, path }, onChoose }: { readonly choice: Choice; readonly onChoose: () => void }) {
  return (
    <Command.Item value={crate.id} className={ITEM} onSelect={onChoose}>
      {ICONS[crate.kind]}
      <span className="truncate">{crate.name}</span>
      <span className="min-w-0 truncate text-xs text-muted">{path}</span>
      <span className="ms-auto shrink-0 text-xs text-muted">{crate.trackCount?.toLocaleString('en')}</span>
    </Command.Item>
  );
}

interface ChooseCrateProps {
  /** Tracks to put into it; null: its tracks are to be shown. */
  readonly trackIds: readonly TrackId[] | null;
  readonly onClose: () => void;
}

function useChoosing({ trackIds, onClose }: ChooseCrateProps) {
  const { mutate: add } = useAddToCrate();
  const { mutate: create } = useCreateCrate();
  return {
    choose: ({ id }: Crate) => {
      onClose();
      if (trackIds === null) useView.getState().open({ kind: 'crate', crateId: id });
      else add({ id, trackIds: [...trackIds] });
    },
    make: (name: string) => {
      onClose();
      create({ kind: 'crate', name, parentId: null, trackIds: [...(trackIds ?? [])] });
    },
  };
}

/** A crate by typing some of its name or of its folders. */
export function ChooseCrateDialog(props: ChooseCrateProps) {
  const { trackIds, onClose } = props;
  const crates = useCrates().data ?? [];
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState('');
  const giveBack = useOpener();
  const { choose, make } = useChoosing(props);
  const title = trackIds === null ? 'Go to a crate' : `Add ${countOf(trackIds.length, 'track')} to a crate`;
  const choices = choicesOf(crates, search).filter(({ crate }) => trackIds === null || crate.kind === 'crate');
  const name = search.trim();
  const isNew = trackIds !== null && name !== '' && !choices.some(({ crate }) => crate.name === name);
  // Crates come and go while one types; there is always one that Enter means.
  const values = [...choices.slice(0, MOST_SHOWN).map(({ crate }) => crate.id as string), ...(isNew ? ['new'] : [])];
  const value = values.includes(chosen) ? chosen : (values[0] ?? '');
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
          className="pop fixed inset-x-0 top-[12vh] z-40 mx-auto w-[min(520px,calc(100vw-48px))] overflow-hidden rounded-lg border border-line-strong bg-overlay shadow-overlay focus:outline-none"
        >
          <Dialog.Title className="px-3 pt-3 text-sm font-semibold">{title}</Dialog.Title>
          <Command label={title} loop shouldFilter={false} value={value} onValueChange={setChosen}>
            <div className="flex h-10 items-center gap-2 border-b border-line px-3">
              <Search size={15} className="text-faint" aria-hidden />
              <Command.Input
                value={search}
                onValueChange={setSearch}
                maxLength={200}
                placeholder={trackIds === null ? 'Type a name' : 'Type a name, or that of a new crate'}
                className="h-full flex-1 bg-transparent text-md outline-none"
              />
            </div>
            <Command.List className="max-h-[48vh] overflow-y-auto p-1.5">
              {values.length === 0 ? (
                <p className="px-3 py-6 text-center text-sm text-muted">
                  {search === '' ? 'There are no crates yet.' : 'No crate fits.'}
                </p>
              ) : null}
              {choices.slice(0, MOST_SHOWN).map((choice) => (
                <ChoiceItem key={choice.crate.id} choice={choice} onChoose={() => choose(choice.crate)} />
              ))}
              {isNew ? (
                <Command.Item value="new" className={ITEM} onSelect={() => make(name)}>
                  <Plus size={14} className="shrink-0 text-faint" aria-hidden />
                  <span className="truncate">New crate "{name}"</span>
                </Command.Item>
              ) : null}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
