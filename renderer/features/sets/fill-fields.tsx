import { useState } from 'react';
import type { Crate } from '#shared/contract/crates.ts';
import type { OrderRequest } from '#shared/contract/set-order.ts';
import { LONGEST_FILLED } from '#shared/contract/set-fill.ts';
import type { TrackQuery } from '#shared/contract/tracks.ts';
import { useCrates } from '#renderer/host-client/collections.ts';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { NumberInput } from '#renderer/ui/number-input.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { type ArcChoice, ArcSelect } from './arc-select.tsx';

/** What a set is filled with, and how. */
export interface FillChoice {
  readonly from: TrackQuery;
  /** What the tracks have to match besides. */
  readonly search: string;
  readonly minutes: number;
  readonly arc: ArcChoice;
  readonly keepUnlocked: boolean;
}

interface Place {
  readonly value: string;
  readonly label: string;
  readonly query: TrackQuery;
}

const withoutOrder = (source: TrackQuery['source'], search = ''): TrackQuery => ({ source, search, sort: [] });

const keyOf = ({ source, search }: TrackQuery): string => JSON.stringify([source, search]);

/** Where tracks can come from: all, what the list shows, every crate. */
function placesFor(listed: TrackQuery | null, crates: readonly Crate[]): Place[] {
  const all = withoutOrder({ kind: 'all' });
  const places = [
    { label: 'All tracks', query: all },
    ...(listed === null ? [] : [{ label: 'What the list shows', query: { ...listed, sort: [] } }]),
    ...crates.map(({ id, name }) => ({ label: name, query: withoutOrder({ kind: 'crate', crateId: id }) })),
  ];
  const byKey = new Map<string, Place>();
  for (const { label, query } of places) {
    const value = keyOf(query);
    if (!byKey.has(value)) byKey.set(value, { value, label, query });
  }
  return [...byKey.values()];
}

interface SearchFieldProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Taken over on Enter or when it is left: a search that is half written finds nothing. */
function SearchField({ search, onSearch }: SearchFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft.trim() !== search) onSearch(draft.trim());
    setDraft(null);
  };
  return (
    <Field label="That match">
      {(ids) => (
        <TextInput
          {...ids}
          className="w-52!"
          placeholder="bpm:120-126 genre:house"
          maxLength={500}
          value={draft ?? search}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => (event.key === 'Enter' ? commit() : undefined)}
        />
      )}
    </Field>
  );
}

interface FillFieldsProps {
  readonly choice: FillChoice;
  readonly planned: OrderRequest['arc'];
  /** What the list shows, where tracks can come from it. */
  readonly listed: TrackQuery | null;
  readonly onChoose: (change: Partial<FillChoice>) => void;
}

/** From where, how long, how: each change looks anew. */
export function FillFields({ choice, planned, listed, onChoose }: FillFieldsProps) {
  const crates = useCrates().data ?? [];
  const places = placesFor(listed, crates);
  const chooseFrom = (value: string) => {
    const place = places.find((each) => each.value === value);
    if (place !== undefined) onChoose({ from: place.query });
  };
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <Field label="Tracks from">
        {(ids) => (
          <Select {...ids} label="Tracks from" value={keyOf(choice.from)} options={places} onChange={chooseFrom} />
        )}
      </Field>
      <SearchField search={choice.search} onSearch={(search) => onChoose({ search })} />
      <Field label="Length">
        {(ids) => (
          <NumberInput
            {...ids}
            value={choice.minutes}
            min={1}
            max={LONGEST_FILLED / 60}
            unit="min"
            onCommit={(minutes) => onChoose({ minutes: Math.max(1, Math.round(minutes)) })}
          />
        )}
      </Field>
      <Field label="Energy">
        {() => <ArcSelect choice={choice.arc} planned={planned} onChoose={(arc) => onChoose({ arc })} />}
      </Field>
      <Field label="Keep tracks that are not locked">
        {(ids) => (
          <span className="flex h-[26px] items-center">
            <Switch {...ids} checked={choice.keepUnlocked} onChange={(keepUnlocked) => onChoose({ keepUnlocked })} />
          </span>
        )}
      </Field>
    </div>
  );
}
