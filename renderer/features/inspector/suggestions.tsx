import { useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import type { Suggestion, SuggestionOptions } from '#shared/contract/suggestions.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useSetTrackIds, useSettings, useSuggestions } from '#renderer/host-client/queries.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { countOf } from '#renderer/ui/format.ts';
import { ListGrid } from '#renderer/ui/list-grid.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Slider } from '#renderer/ui/slider.tsx';
import { SimilarList } from './similar-list.tsx';
import { SuggestionRow } from './suggestion-row.tsx';

const SHOWN = 25;

interface FiltersProps {
  readonly options: SuggestionOptions;
  readonly onChange: (change: Partial<SuggestionOptions>) => void;
}

function Filters({ options, onChange }: FiltersProps) {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 px-3 pb-2 text-xs text-faint">
      <span>Keys</span>
      <Segmented
        fill
        label="Which keys are suggested"
        value={options.keyRule}
        onChange={(keyRule) => onChange({ keyRule })}
        options={[
          { value: 'strict', label: 'Strict' },
          { value: 'loose', label: 'Loose' },
        ]}
      />
      <span>Energy</span>
      <Segmented
        fill
        label="Which energy is suggested"
        value={options.energy}
        onChange={(energy) => onChange({ energy })}
        options={[
          { value: 'any', label: 'Any' },
          { value: 'hold', label: 'Hold' },
          { value: 'up', label: 'Up' },
          { value: 'down', label: 'Down' },
        ]}
      />
      <span>Tempo</span>
      <span className="flex items-center gap-2">
        <Slider
          label="Largest tempo change"
          value={options.tempoRangePercent}
          min={1}
          max={16}
          step={1}
          text={`${options.tempoRangePercent} percent`}
          onChange={(tempoRangePercent) => onChange({ tempoRangePercent })}
          className="flex-1"
        />
        <span className="w-10 text-end text-muted">±{options.tempoRangePercent} %</span>
      </span>
    </div>
  );
}

interface ListProps {
  /** The track they are for. */
  readonly of: TrackId;
  readonly suggestions: readonly Suggestion[];
  readonly note: string | null;
}

function List({ of, suggestions, note }: ListProps) {
  return (
    <>
      {note === null ? null : <p className="px-3 pb-2 text-xs text-muted">{note}</p>}
      {suggestions.length === 0 && note === null ? (
        <p className="px-3 pb-3 text-xs text-muted">
          Nothing in the library fits. Allow looser keys, a wider tempo range or any energy.
        </p>
      ) : null}
      {suggestions.length === 0 ? null : (
        <ListGrid label="Suggestions" content={of}>
          {suggestions.map((suggestion) => (
            <SuggestionRow key={suggestion.track.id} suggestion={suggestion} />
          ))}
        </ListGrid>
      )}
    </>
  );
}

type View = 'mixes' | 'similar';

/** What mixes well with the selected track, best first, each with its reasons. */
function MixesWell({ track }: { readonly track: TrackDetail }) {
  const { keyRule, tempoRangePercent } = useSettings();
  const [changed, setChanged] = useState<Partial<SuggestionOptions>>({});
  const options: SuggestionOptions = { keyRule, tempoRangePercent, energy: 'any', ...changed };
  const source = useView((state) => state.source);
  // While a set is open, what stands in it already is not proposed again.
  const exclude = useSetTrackIds(source.kind === 'set' ? source.setId : null);
  const { data, error, isPlaceholderData } = useSuggestions(track.id, options, exclude, SHOWN);
  return (
    <>
      {track.bpm === null && track.keyIndex === null ? null : (
        <Filters options={options} onChange={(change) => setChanged((before) => ({ ...before, ...change }))} />
      )}
      {error ? (
        <p role="alert" className="px-3 pb-3 text-xs text-danger">
          {describeError(error).message}
        </p>
      ) : null}
      {/* Those of the track before fade until the new ones are there. */}
      <div
        aria-busy={isPlaceholderData}
        className={isPlaceholderData ? 'opacity-30 transition-opacity delay-200 duration-200' : ''}
      >
        {data ? <List of={track.id} {...data} /> : null}
      </div>
      <span role="status" className="sr-only">
        {data ? countOf(data.suggestions.length, 'suggestion') : ''}
      </span>
    </>
  );
}

/** Where to go from the selected track: what mixes with it, or what sounds like it. */
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
          ]}
        />
      </div>
      {view === 'mixes' ? <MixesWell track={track} /> : <SimilarList track={track} />}
    </section>
  );
}
