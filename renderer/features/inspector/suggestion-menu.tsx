import { Ellipsis, ListStart } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { useAddToSet, useNeverSuggest } from '#renderer/host-client/mutations.ts';
import { useParking } from '#renderer/host-client/set-builder.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { MENU_ITEM, MENU_SURFACE } from '#renderer/ui/menu-parts.tsx';
import { AddToSet } from './add-to-set.tsx';
import type { SetGap } from './suggestion-place.tsx';

/** A track of a set that others can be parked beside. */
export interface ParkingHost {
  readonly setId: SetId;
  readonly trackId: TrackId;
  readonly title: string;
}

interface ActionsProps {
  readonly track: TrackRow;
  readonly gap: SetGap | null;
  /** The track of the open set that suggestions are shown for; null where it is in none. */
  readonly host: ParkingHost | null;
  readonly onLike: () => void;
}

/** Puts the track into the place that is looked at. */
function InsertHere({ track, gap }: { readonly track: TrackRow; readonly gap: SetGap }) {
  const { mutate: add, isPending } = useAddToSet();
  return (
    <IconButton
      label={`Insert ${track.title} here`}
      size="sm"
      disabled={isPending}
      onClick={() => add({ id: gap.setId, trackIds: [track.id], position: gap.position })}
    >
      <ListStart size={14} aria-hidden />
    </IconButton>
  );
}

/** The buttons of a suggestion: where it goes, and what to make of it. */
export function SuggestionActions({ track, gap, host, onLike }: ActionsProps) {
  const { mutate: setNever } = useNeverSuggest();
  const { mutate: park } = useParking().park;
  return (
    <span className="flex shrink-0">
      {gap === null ? <AddToSet track={track} /> : <InsertHere track={track} gap={gap} />}
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <IconButton label={`More about ${track.title}`} size="sm">
            <Ellipsis size={14} aria-hidden />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={MENU_SURFACE} align="end" sideOffset={4} collisionPadding={8}>
            {host === null ? null : (
              <DropdownMenu.Item
                className={MENU_ITEM}
                onSelect={() => park({ id: host.setId, trackId: host.trackId, trackIds: [track.id] })}
              >
                Park beside "{host.title}"
              </DropdownMenu.Item>
            )}
            <DropdownMenu.Item className={MENU_ITEM} onSelect={onLike}>
              More like this
            </DropdownMenu.Item>
            <DropdownMenu.Item className={MENU_ITEM} onSelect={() => setNever({ trackIds: [track.id], never: true })}>
              Never suggest
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </span>
  );
}
