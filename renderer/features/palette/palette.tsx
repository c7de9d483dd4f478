import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useDeferredValue, useState } from 'react';
import { usePaletteTracks } from '#renderer/host-client/queries.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';

export interface PaletteCommand {
  readonly label: string;
  readonly group: string;
  readonly keys?: string;
  readonly run: () => void;
}

interface PaletteProps {
  readonly commands: readonly PaletteCommand[];
  readonly onClose: () => void;
}

const ITEM = 'flex h-8 items-center gap-2 rounded-md px-2.5 text-sm text-ink data-[selected=true]:bg-control-hover';
const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:tracking-[0.06em] [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:uppercase';

function Tracks({ search, onClose }: { readonly search: string; readonly onClose: () => void }) {
  const tracks = usePaletteTracks(search);
  if (search.trim() === '' || tracks.length === 0) return null;
  return (
    <Command.Group heading="Tracks" className={GROUP} forceMount>
      {tracks.map((track) => (
        <Command.Item
          key={track.id}
          // The host has searched already, by its own grammar; the palette must not filter again.
          forceMount
          value={`track ${track.id}`}
          className={ITEM}
          onSelect={() => {
            useSelection.getState().selectMany([track.id], track.id);
            useDeck.getState().loadTrack(track.id, true);
            onClose();
          }}
        >
          <span className="truncate">{track.title}</span>
          <span className="truncate text-faint">{track.artist}</span>
          <span className="ms-auto shrink-0 text-xs text-faint">{track.bpm?.toFixed(1)}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Every command and every track, by typing. */
export function Palette({ commands, onClose }: PaletteProps) {
  const [search, setSearch] = useState('');
  const settled = useDeferredValue(search);
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="pop fixed start-1/2 top-[12vh] z-40 w-[min(580px,calc(100vw-48px))] -translate-x-1/2 overflow-hidden rounded-lg border border-line-strong bg-overlay shadow-overlay focus:outline-none"
        >
          <Dialog.Title className="sr-only">Commands and tracks</Dialog.Title>
          <Command label="Commands and tracks" loop>
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
              <Command.Empty className="px-3 py-6 text-center text-sm text-faint">Nothing fits.</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group} heading={group} className={GROUP}>
                  {commands
                    .filter((command) => command.group === group)
                    .map((command) => (
                      <Command.Item
                        key={command.label}
                        value={command.label}
                        className={ITEM}
                        onSelect={() => {
                          onClose();
                          command.run();
                        }}
                      >
                        {command.label}
                        {command.keys ? (
                          <kbd className="ms-auto font-sans text-xs text-faint">{command.keys}</kbd>
                        ) : null}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
              <Tracks search={settled} onClose={onClose} />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
