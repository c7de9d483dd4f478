import { Dices, X } from 'lucide-react';
import { useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { SuggestionList } from '#shared/contract/suggestions.ts';
import type { TrackDetail, TrackRow } from '#shared/contract/tracks.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useSuggestions } from '#renderer/host-client/queries.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { ListGrid } from '#renderer/ui/list-grid.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { PlayedBeside } from './played-beside.tsx';
import { SimilarList } from './similar-list.tsx';
import { SuggestionFilterPanel, useSuggestionOptions } from './suggestion-filters.tsx';
import { PlaceChoice, type SetGap, useLookedAt } from './suggestion-place.tsx';
import type { ParkingHost } from './suggestion-menu.tsx';
import { SuggestionRow } from './suggestion-row.tsx';

const SHOWN = 25;

/** What is asked for instead of the best: tracks like one of them, or a draw. */
interface Wish {
  readonly like: Pick<TrackRow, 'id' | 'title'> | null;
  readonly surprise: number | null;
}

const NO_WISH: Wish = { like: null, surprise: null };
const newDraw = (): number => Math.floor(Math.random() * 2 ** 31);

interface WishBarProps {
  readonly wish: Wish;
  readonly list: SuggestionList | undefined;
  readonly onWish: (wish: Wish) => void;
}

/** How many there are, and what else than the best can be had. */
function WishBar({ wish, list, onWish }: WishBarProps) {
  return (
    <div className="px-3 pb-2">
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 truncate text-xs text-faint">
          {list === undefined
            ? ''
            : list.fitting > list.suggestions.length
              ? `${list.suggestions.length} of ${countOf(list.fitting, 'track')} that fit`
              : countOf(list.suggestions.length, 'suggestion')}
        </p>
        <Button
          aria-pressed={wish.surprise !== null}
          className="h-[22px]! px-2! text-xs! aria-pressed:bg-segment"
          onClick={() => onWish({ ...wish, surprise: newDraw() })}
        >
          <Dices size={13} aria-hidden />
          {wish.surprise === null ? 'Surprise me' : 'Draw again'}
        </Button>
      </div>
      {wish.surprise === null ? null : (
        <Told onEnd={() => onWish({ ...wish, surprise: null })} end="Back to the likeliest">
          Drawn at random from all that fit, likelier ones more often.
        </Told>
      )}
      {wish.like === null ? null : (
        <Told onEnd={() => onWish({ ...wish, like: null })} end="No longer like it">
          More like "{wish.like.title}": its sound, its genre, and what you played with it.
        </Told>
      )}
    </div>
  );
}

function Told({
  children,
  end,
  onEnd,
}: {
  readonly children: React.ReactNode;
  /** What ending it does. */
  readonly end: string;
  readonly onEnd: () => void;
}) {
  return (
    <p className="mt-1.5 flex items-center gap-1 rounded-sm bg-sunken px-2 py-1 text-xs text-muted">
      <span className="min-w-0 flex-1">{children}</span>
      <IconButton label={end} size="sm" onClick={onEnd}>
        <X size={13} aria-hidden />
      </IconButton>
    </p>
  );
}

interface ListProps {
  /** The track they are for. */
  readonly of: TrackId;
  /** The same where it stands in the open set. */
  readonly host: ParkingHost | null;
  readonly list: SuggestionList;
  readonly gap: SetGap | null;
  readonly isDrawn: boolean;
  readonly onLike: (track: TrackRow) => void;
}

function List({ of, host, list, gap, isDrawn, onLike }: ListProps) {
  const { suggestions, note, fitting } = list;
  return (
    <>
      {note === null ? null : <p className="px-3 pb-2 text-xs text-muted">{note}</p>}
      {suggestions.length === 0 ? null : (
        <ListGrid label="Suggestions" content={of}>
          {suggestions.map((suggestion) => (
            <SuggestionRow
              key={suggestion.track.id}
              suggestion={suggestion}
              gap={gap}
              host={host}
              drawnFrom={isDrawn ? fitting : null}
              onLike={() => onLike(suggestion.track)}
            />
          ))}
        </ListGrid>
      )}
    </>
  );
}

/** What goes beside the selected track, likeliest first, each with its reasons. */
function MixesWell({ track }: { readonly track: TrackDetail }) {
  const options = useSuggestionOptions();
  const [wish, setWish] = useState(NO_WISH);
  const { place, gap, inSet, exclude } = useLookedAt(track.id);
  const full = { ...options, like: wish.like?.id ?? null, surprise: wish.surprise };
  const { data, error, isPlaceholderData } = useSuggestions(place, full, exclude, SHOWN);
  return (
    <>
      {inSet !== null ? <PlaceChoice gap={gap} list={data ?? null} /> : null}
      <SuggestionFilterPanel options={options} />
      <WishBar wish={wish} list={data} onWish={setWish} />
      {error ? (
        <p role="alert" className="px-3 pb-3 text-xs text-danger">
          {describeError(error).message}
        </p>
      ) : null}
      {/* Those of before fade until the new ones are there. */}
      <div
        aria-busy={isPlaceholderData}
        className={isPlaceholderData ? 'opacity-30 transition-opacity delay-200 duration-200' : ''}
      >
        {data ? (
          <List
            of={track.id}
            host={inSet === null ? null : { setId: inSet, trackId: track.id, title: track.title }}
            list={data}
            gap={gap}
            isDrawn={wish.surprise !== null}
            onLike={({ id, title }) => setWish({ like: { id, title }, surprise: null })}
          />
        ) : null}
      </div>
    </>
  );
}

type View = 'mixes' | 'similar' | 'played';

/** Where to go from the selected track: what mixes with it, what sounds like it, or what was played with it. */
export function Suggestions({ track }: { readonly track: TrackDetail }) {
  const [view, setView] = useState<View>('mixes');
  return (
    <section aria-label="Suggestions" className="border-t border-line">
      <div className="px-3 py-2">
        <Segmented
          fill
          label="What is suggested"
          value={view}
          onChange={setView}
          options={[
            { value: 'mixes', label: 'Mixes well' },
            { value: 'similar', label: 'Sounds alike' },
            { value: 'played', label: 'Played with it' },
          ]}
        />
      </div>
      {/* A wish is for one track. */}
      {view === 'mixes' ? <MixesWell key={track.id} track={track} /> : null}
      {view === 'similar' ? <SimilarList track={track} /> : null}
      {view === 'played' ? <PlayedBeside track={track} /> : null}
    </section>
  );
}
