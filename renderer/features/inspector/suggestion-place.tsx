import { useEffect, useRef } from 'react';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SuggestionList, SuggestionPlace } from '#shared/contract/suggestions.ts';
import { useSetTrackIds } from '#renderer/host-client/queries.ts';
import { type PlaceSide, useSuggestionChoice } from '#renderer/stores/suggestions-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Segmented } from '#renderer/ui/segmented.tsx';

/** Where in a set a suggested track goes. */
export interface SetGap {
  readonly setId: SetId;
  readonly position: number;
}

interface LookedAt {
  readonly place: SuggestionPlace;
  /** null outside of a set, and for what follows the track whatever the set. */
  readonly gap: SetGap | null;
  /** The set that is open, where the track stands in it. */
  readonly inSet: SetId | null;
  /** Tracks of the open set. */
  readonly exclude: readonly TrackId[];
}

/** The place that is looked at: beside the track in the set that is open, or what follows it anywhere. */
export function useLookedAt(trackId: TrackId): LookedAt {
  const source = useView((state) => state.source);
  const side = useSuggestionChoice((state) => state.side);
  const setId = source.kind === 'set' ? source.setId : null;
  const exclude = useSetTrackIds(setId);
  const index = exclude.indexOf(trackId);
  const inSet = index < 0 ? null : setId;
  const anywhere: LookedAt = { place: { kind: 'after', trackId }, gap: null, inSet, exclude };
  if (inSet === null || side === 'anywhere') return anywhere;
  const gap = { setId: inSet, position: side === 'after' ? index + 1 : index };
  return { ...anywhere, place: { kind: 'gap', ...gap }, gap };
}

function placeInWords({ before, after }: Pick<SuggestionList, 'before' | 'after'>): string {
  if (before === null) return `To open the set, before "${after}"`;
  if (after === null) return `To go on after "${before}"`;
  return `Between "${before}" and "${after}"`;
}

/** Jumps that were made; a track that is selected later must not take the keyboard. */
let jumped = 0;

/** Takes the keyboard to the chosen place when the menu of the set asks for it. */
function useJump() {
  const jumps = useSuggestionChoice((state) => state.jumps);
  const choice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (jumps === jumped) return;
    jumped = jumps;
    choice.current?.querySelector<HTMLElement>('[data-state="on"]')?.focus();
  }, [jumps]);
  return choice;
}

interface PlaceChoiceProps {
  readonly gap: SetGap | null;
  /** Of the list on show; null while there is none. */
  readonly list: SuggestionList | null;
}

/** Which place of the open set is looked at. */
export function PlaceChoice({ gap, list }: PlaceChoiceProps) {
  const { side, look } = useSuggestionChoice();
  const choice = useJump();
  return (
    <div ref={choice} className="px-3 pb-2">
      <Segmented<PlaceSide>
        fill
        label="Which place is looked at"
        value={side}
        onChange={look}
        options={[
          { value: 'before', label: 'Before it' },
          { value: 'after', label: 'After it' },
          { value: 'anywhere', label: 'Outside the set' },
        ]}
      />
      <p className="pt-1.5 text-xs text-muted">
        {gap === null
          ? 'What follows this track, whatever stands in the set'
          : list === null
            ? ' '
            : placeInWords(list)}
      </p>
    </div>
  );
}
