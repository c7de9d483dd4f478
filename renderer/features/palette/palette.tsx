import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useDeferredValue, useState } from 'react';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { usePaletteTracks } from '#renderer/host-client/queries.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { useOpener } from '#renderer/ui/use-opener.ts';

export interface PaletteCommand {
  readonly label: string;
  readonly group: string;
  readonly keys?: string;
  readonly run: () => void;
}

interface Entry {
  readonly id: string;
  readonly group: string;
  readonly content: ReactNode;
  readonly run: () => void;
}

const ITEM = 'flex h-8 items-center gap-2 rounded-md px-2.5 text-sm text-ink data-[selected=true]:bg-control-hover';
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:tracking-[0.06em] [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:uppercase';

/** True when every word of the search stands somewhere in the label. */
function fits(label: string, search: string): boolean {
  const text = label.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function commandEntry(command: PaletteCommand): Entry {
  return {
    id: command.label,
    group: command.group,
    run: command.run,
    content: (
      <>
        {command.label}
        {command.keys ? <kbd className="ms-auto font-sans text-xs text-muted">{command.keys}</kbd> : null}
      </>
    ),
  };
}

function trackEntry(track: TrackRow): Entry {
  return {
    id: track.id,
    group: 'Tracks',
    run: () => {
      useSelection.getState().selectMany([track.id], track.id);
      useDeck.getState().loadTrack(track.id, true);
    },
    content: (
      <>
        <span className="truncate">{track.title}</span>
        <span className="truncate text-muted">{track.artist}</span>
        <span className="ms-auto shrink-0 text-xs text-muted">{track.bpm?.toFixed(1)}</span>
      </>
    ),
  };
}

function Groups({ entries, onRun }: { readonly entries: readonly Entry[]; readonly onRun: (entry: Entry) => void }) {
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return groups.map((group) => (
    <Command.Group key={group} heading={group} className={GROUP}>
      {entries
        .filter((entry) => entry.group === group)
        .map((entry) => (
          <Command.Item key={entry.id} value={entry.id} className={ITEM} onSelect={() => onRun(entry)}>
            {entry.content}
          </Command.Item>
        ))}
    </Command.Group>
  ));
}

interface PaletteProps {
  readonly commands: readonly PaletteCommand[];
  readonly onClose: () => void;
}

/** Every command and every track, by typing. The host searches the tracks, so nothing is filtered twice. */
export function Palette({ commands, onClose }: PaletteProps) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState('');
  const tracks = usePaletteTracks(useDeferredValue(search));
  const giveBack = useOpener();
  const fitting = commands.filter((command) => fits(command.label, search.trim()));
  const entries = [...fitting.map(commandEntry), ...tracks.map(trackEntry)];
  // Entries come and go while one types; there is always one that Enter means.
  const value = entries.some((entry) => entry.id === chosen) ? chosen : (entries[0]?.id ?? '');
  const run = (entry: Entry) => {
    onClose();
    entry.run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
          className="pop fixed inset-x-0 top-[12vh] z-40 mx-auto w-[min(580px,calc(100vw-48px))] overflow-hidden rounded-lg border border-line-strong bg-overlay shadow-overlay focus:outline-none"
        >
          <Dialog.Title className="sr-only">Commands and tracks</Dialog.Title>
          <Command label="Commands and tracks" loop shouldFilter={false} value={value} onValueChange={setChosen}>
            <div className="flex h-11 items-center gap-2 border-b border-line px-3">
              <Search size={15} className="text-faint" aria-hidden />
              <Command.Input
                value={search}
                onValueChange={setSearch}
                placeholder="Type a command or a track"
                className="h-full flex-1 bg-transparent text-md outline-none"
              />
            </div>
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              {entries.length === 0 ? (
                <p className="px-3 py-6 text-center text-sm text-muted">Nothing fits.</p>
              ) : (
                <Groups entries={entries} onRun={run} />
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
