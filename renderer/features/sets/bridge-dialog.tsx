import { ArrowLeftRight } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { type Bridge, type BridgeList, MOST_BRIDGE_STEPS } from '#shared/contract/suggestions.ts';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import type { MixRules } from '#shared/domain/set-checks/set-track.ts';
import { pairCost } from '#shared/domain/set-checks/pair-faults.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useAddToSet, useCreateSet } from '#renderer/host-client/mutations.ts';
import { useBridges, useSettings, useTrackDetail } from '#renderer/host-client/queries.ts';
import { useMixRules } from '#renderer/host-client/set-builder.ts';
import type { BridgeGap } from '#renderer/stores/dialogs-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { countOf, formatBpm } from '#renderer/ui/format.ts';
import { KeyChip } from '#renderer/ui/key-chip.tsx';
import { Select } from '#renderer/ui/select.tsx';

const STEP_CHOICES = Array.from({ length: MOST_BRIDGE_STEPS - 1 }, (_, index) => ({
  value: String(index + 2),
  label: countOf(index + 1, 'track'),
}));
const DEFAULT_STEPS = '4';

const nameOf = ({ artist, title }: { readonly artist: string; readonly title: string }): string =>
  artist === '' ? title : `${artist} – ${title}`;

function faultsInWords(tracks: readonly OrderedTrack[], rules: MixRules): string {
  const faults = tracks.reduce((sum, track, place) => sum + pairCost(tracks[place - 1], track, rules), 0);
  return faults === 0 ? 'no fault' : countOf(faults, 'fault');
}

function TrackLine({ track, isEnd }: { readonly track: OrderedTrack; readonly isEnd: boolean }) {
  const { keyNotation } = useSettings();
  const { bpm, key, energy } = track;
  return (
    <span className={classNames('flex items-center gap-2 text-sm', isEnd && 'text-muted')}>
      <span className="min-w-0 flex-1 truncate" title={nameOf(track)}>
        {nameOf(track)}
      </span>
      <span className="w-14 shrink-0 text-end text-xs text-muted tabular-nums">
        {bpm === null ? '–' : formatBpm(bpm)}
      </span>
      <span className="w-10 shrink-0 text-center">
        {key === null ? <span className="text-faint">–</span> : <KeyChip index={key} notation={keyNotation} />}
      </span>
      <span className="w-5 shrink-0 text-end text-xs text-muted tabular-nums" title="Energy">
        {energy === null ? '–' : energyLevel(energy)}
      </span>
    </span>
  );
}

interface WaysProps {
  readonly list: BridgeList;
  readonly chosen: number;
  readonly rules: MixRules;
  readonly onChoose: (index: number) => void;
}

function Ways({ list, chosen, rules, onChoose }: WaysProps) {
  return (
    <RadioGroup.Root
      aria-label="Ways between the tracks"
      value={String(chosen)}
      onValueChange={(value) => onChoose(Number(value))}
      className="grid min-h-0 flex-1 content-start gap-3 overflow-y-auto p-0.5 [grid-template-columns:repeat(auto-fit,minmax(380px,1fr))]"
    >
      {list.bridges.map(({ tracks }, index) => (
        <RadioGroup.Item
          key={tracks.map(({ id }) => id).join()}
          value={String(index)}
          className="flex min-w-0 flex-col gap-1.5 rounded-md border border-line-strong bg-panel p-3 text-start hover:border-faint data-[state=checked]:border-accent data-[state=checked]:bg-control"
        >
          <span className="flex items-center gap-2 text-xs font-semibold">
            <span
              aria-hidden
              className="flex size-3.5 items-center justify-center rounded-full border border-line-strong"
            >
              {index === chosen ? <span className="size-2 rounded-full bg-accent" /> : null}
            </span>
            {index === 0 ? 'Best way' : 'Another way'}
            <span className="ms-auto font-normal text-muted">
              {countOf(tracks.length - 2, 'track')} between, {faultsInWords(tracks, rules)}
            </span>
          </span>
          {tracks.map((track, place) => (
            <TrackLine key={track.id} track={track} isEnd={place === 0 || place === tracks.length - 1} />
          ))}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

function Found({ list, error, ...rest }: Omit<WaysProps, 'list'> & { list: BridgeList | undefined; error: unknown }) {
  if (error !== null) {
    return (
      <EmptyState title="There is nothing to show">
        <span role="alert">{describeError(error).message}</span>
      </EmptyState>
    );
  }
  if (list === undefined) return <EmptyState title="Looking for ways" />;
  if (list.bridges.length === 0) {
    return <EmptyState title="No way was found">No other track of the library may stand between these two.</EmptyState>;
  }
  return <Ways list={list} {...rest} />;
}

/** Puts the tracks of a way where they belong. */
function useTakeWay(gap: BridgeGap | null, onDone: () => void) {
  const { mutate: add } = useAddToSet();
  const { mutate: create } = useCreateSet((set) => useView.getState().open({ kind: 'set', setId: set.id }));
  return ({ tracks }: Bridge): void => {
    const [first, last] = [tracks[0], tracks.at(-1)];
    const between = tracks.slice(1, -1).map(({ id }) => id);
    if (gap !== null) add({ id: gap.setId, trackIds: between, position: gap.position });
    else if (first !== undefined && last !== undefined) {
      create({ name: `${first.title} to ${last.title}`.slice(0, 200), trackIds: tracks.map(({ id }) => id) });
    }
    onDone();
  };
}

interface BridgeDialogProps {
  readonly from: TrackId;
  readonly to: TrackId;
  /** null: between two tracks of any list. */
  readonly gap: BridgeGap | null;
  readonly onClose: () => void;
}

/** What is asked for, what was found, and which of it is chosen: the best until another is. */
function useWays({ from, to, gap }: BridgeDialogProps) {
  const rules = useMixRules();
  const [ends, setEnds] = useState({ from, to });
  const [steps, setSteps] = useState(DEFAULT_STEPS);
  const [choice, setChoice] = useState<{ readonly of: BridgeList | undefined; readonly index: number } | null>(null);
  const found = useBridges({ ...ends, mostSteps: Number(steps), rules, exclude: gap?.present ?? [] });
  const list = found.data;
  const chosen = choice?.of === list ? (choice?.index ?? 0) : 0;
  return {
    rules,
    ends,
    steps,
    setSteps,
    turn: () => setEnds({ from: ends.to, to: ends.from }),
    list,
    error: found.error,
    chosen,
    way: list?.bridges[chosen],
    choose: (index: number) => setChoice({ of: list, index }),
  };
}

function describeEnds(start: TrackDetail | undefined, end: TrackDetail | undefined): string {
  return start && end ? `From ${nameOf(start)} to ${nameOf(end)}` : 'Over tracks of the library';
}

/** Ways from one track to another over tracks of the library, of which one is taken. */
export function BridgeDialog(props: BridgeDialogProps) {
  const { gap, onClose } = props;
  const { rules, ends, steps, list, error, chosen, way, ...ways } = useWays(props);
  const take = useTakeWay(gap, onClose);
  const [start, end] = [useTrackDetail(ends.from).data, useTrackDetail(ends.to).data];
  const run = () => (way === undefined ? undefined : take(way));
  return (
    <Dialog
      large
      title="Find a way between two tracks"
      description={describeEnds(start, end)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" aria-disabled={way === undefined} onClick={run}>
            {gap === null
              ? 'Make a set of it'
              : `Add ${countOf(way === undefined ? 0 : way.tracks.length - 2, 'track')}`}
          </Button>
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 py-3">
        <div className="flex items-end gap-4">
          <Field label="Between them at most">
            {(ids) => (
              <Select
                {...ids}
                label="Between them at most"
                value={steps}
                options={STEP_CHOICES}
                onChange={ways.setSteps}
              />
            )}
          </Field>
          {gap === null ? (
            <Button onClick={ways.turn}>
              <ArrowLeftRight size={13} aria-hidden /> The other way round
            </Button>
          ) : null}
        </div>
        <Found list={list} error={error} chosen={chosen} rules={rules} onChoose={ways.choose} />
      </div>
    </Dialog>
  );
}
