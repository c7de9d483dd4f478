import { useState } from 'react';
import type { Night, NightPlan, NightTrack } from '#shared/contract/nights.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useCreateSet } from '#renderer/host-client/mutations.ts';
import { useNightChanges, useNightTracks } from '#renderer/host-client/nights.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { dragTracks } from '#renderer/stores/drag.ts';
import { useSelection } from '#renderer/stores/selection-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Field, FIELD_LOOK, TextInput } from '#renderer/ui/field.tsx';
import { countOf } from '#renderer/ui/format.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { WindowedList } from '#renderer/ui/windowed-list.tsx';
import { dayInWords, hasTimes, nightName, programOf, timeInWords } from './night-words.ts';

const ROW_HEIGHT = 28;
const CELL = 'flex min-w-0 shrink-0 items-center px-2 text-sm tabular-nums';
/** What a narrow window does without. */
const WIDE_ONLY = 'hidden! @[440px]:flex!';

interface PlanFieldProps {
  readonly night: Night;
  readonly field: keyof NightPlan;
}

/** Taken over when it is left. */
function usePlanField({ night, field }: PlanFieldProps) {
  const { change } = useNightChanges();
  const [draft, setDraft] = useState<string | null>(null);
  const value = draft ?? night[field];
  const commit = () => {
    if (draft !== null && draft !== night[field]) change.mutate({ id: night.id, plan: { [field]: draft } });
    setDraft(null);
  };
  return { value, setDraft, commit };
}

function Venue({ night }: { readonly night: Night }) {
  const { value, setDraft, commit } = usePlanField({ night, field: 'venue' });
  return (
    <Field label="Venue">
      {(ids) => (
        <TextInput
          {...ids}
          maxLength={200}
          value={value}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => (event.key === 'Enter' ? commit() : undefined)}
        />
      )}
    </Field>
  );
}

function Notes({ night }: { readonly night: Night }) {
  const { value, setDraft, commit } = usePlanField({ night, field: 'notes' });
  return (
    <Field label="Notes">
      {(ids) => (
        <textarea
          {...ids}
          className={`${FIELD_LOOK} h-12! resize-none py-1`}
          maxLength={20_000}
          value={value}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
        />
      )}
    </Field>
  );
}

interface TrackRowProps {
  readonly track: NightTrack;
  readonly hasTimes: boolean;
  readonly tabIndex: 0 | -1;
}

/** Its name is what the keyboard stands on: Enter loads it, focus shows it in the inspector. */
function NightRow({ track, hasTimes, tabIndex }: TrackRowProps) {
  const { keyNotation } = useSettings();
  const { trackId, title, artist, isThere, playedAt, bpm, keyIndex, energy } = track;
  const name = artist === '' ? title : `${artist} – ${title}`;
  const show = () => useSelection.getState().selectMany([trackId], trackId);
  const load = () => useDeck.getState().loadTrack(trackId, true);
  return (
    <>
      <div role="gridcell" className={`${CELL} w-16 text-muted`}>
        {hasTimes ? timeInWords(playedAt) : '–'}
      </div>
      <div role="gridcell" className={classNames(CELL, 'flex-1 shrink!')}>
        {isThere ? (
          <button
            type="button"
            data-stop=""
            tabIndex={tabIndex}
            draggable
            className="truncate rounded-sm text-start"
            title={name}
            onDragStart={(event) => dragTracks(event.dataTransfer, [trackId], title)}
            onFocus={show}
            onClick={show}
            onDoubleClick={load}
            onKeyDown={(event) => (event.key === 'Enter' ? load() : undefined)}
          >
            {name}
          </button>
        ) : (
          <span
            role="img"
            aria-label={`${name}, no longer in the library`}
            data-stop=""
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- rows that only are read are reached by the arrow keys like the others
            tabIndex={tabIndex}
            className="truncate text-faint line-through"
            title={`${name}, no longer in the library`}
          >
            {name}
          </span>
        )}
      </div>
      <div role="gridcell" className={`${CELL} ${WIDE_ONLY} w-16 justify-end text-muted`}>
        {bpm === null ? '–' : bpm.toFixed(1)}
      </div>
      <div role="gridcell" className={`${CELL} w-14`}>
        {keyIndex === null ? (
          <span className="text-faint">–</span>
        ) : (
          <KeyChip index={keyIndex} notation={keyNotation} />
        )}
      </div>
      <div role="gridcell" className={`${CELL} ${WIDE_ONLY} w-16 justify-end text-muted`}>
        {energy === null ? '–' : energyLevel(energy)}
      </div>
    </>
  );
}

const HEADS = [
  ['Time', 'w-16'],
  ['Track', 'flex-1 shrink!'],
  ['BPM', `w-16 justify-end ${WIDE_ONLY}`],
  ['Key', 'w-14'],
  ['Energy', `w-16 justify-end ${WIDE_ONLY}`],
] as const;

function Head() {
  return (
    <div role="row" className="sticky top-0 z-10 flex h-7 border-b border-line bg-panel">
      {HEADS.map(([head, width]) => (
        <div key={head} role="columnheader" className={classNames(CELL, width, 'text-2xs! font-semibold text-faint')}>
          {head}
        </div>
      ))}
    </div>
  );
}

function Actions({ night, tracks }: { readonly night: Night; readonly tracks: readonly NightTrack[] }) {
  const open = (setId: NonNullable<Night['setId']>) => useView.getState().open({ kind: 'set', setId });
  const { mutate: create } = useCreateSet((set) => open(set.id));
  const { remove } = useNightChanges();
  const { setId } = night;
  const present = [...new Set(tracks.flatMap(({ trackId, isThere }) => (isThere ? [trackId] : [])))];
  return (
    <div className="flex flex-wrap gap-2">
      {setId === null ? (
        <Button
          disabled={present.length === 0}
          onClick={() => create({ name: nightName(night).slice(0, 200), trackIds: present })}
        >
          Make a set of it
        </Button>
      ) : (
        <Button onClick={() => open(setId)}>Open the set</Button>
      )}
      <Button look="quiet" onClick={() => remove.mutate({ id: night.id })}>
        Remove from the history
      </Button>
    </div>
  );
}

/** A night: when and where, what was thought of it, and what was played. */
export function NightDetail({ night }: { readonly night: Night }) {
  const { data: tracks, error } = useNightTracks(night.id);
  const day = dayInWords(new Date(night.startedAt));
  return (
    <section aria-label="The night" className="@container flex min-w-0 flex-1 flex-col gap-2 px-3 py-3">
      <h2 className="truncate text-md font-semibold" title={nightName(night)}>
        {nightName(night)}
      </h2>
      <p className="text-xs text-muted">
        {day}, {hasTimes(night) ? `${timeInWords(night.startedAt)} to ${timeInWords(night.lastAt)}, ` : ''}
        {countOf(night.trackCount, 'track')}, from {programOf(night)}
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] @[440px]:grid-cols-[180px_minmax(0,1fr)] gap-3">
        <Venue key={`venue ${night.id}`} night={night} />
        <Notes key={`notes ${night.id}`} night={night} />
      </div>
      <Actions night={night} tracks={tracks ?? []} />
      {error ? (
        <p role="alert" className="text-xs text-danger">
          {describeError(error).message}
        </p>
      ) : null}
      <WindowedList
        label="Tracks of the night"
        content={night.id}
        count={tracks?.length ?? 0}
        rowHeight={ROW_HEIGHT}
        head={<Head />}
        className="min-h-0 flex-1 rounded-md border border-line"
      >
        {(index, tabIndex) => {
          const track = tracks?.[index];
          return track === undefined ? null : <NightRow track={track} hasTimes={hasTimes(night)} tabIndex={tabIndex} />;
        }}
      </WindowedList>
    </section>
  );
}
