import { CircleAlert, Play, Square } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import type { SetDetail } from '#shared/contract/set-builder.ts';
import type { Pair, PairTrack, TrackPair } from '#shared/contract/transitions.ts';
import type { DeckName } from '#shared/domain/transition/mix-engine.ts';
import { type MixChange, toMixTrack } from '#shared/domain/transition/mix-track.ts';
import { planTransition, type TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { useMixRules, useSetDetail } from '#renderer/host-client/set-builder.ts';
import { useChangeTransition, useTransition } from '#renderer/host-client/transitions.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { PairView, type ShownTrack } from './pair-view.tsx';
import { TransitionControls } from './transition-controls.tsx';
import { TRANSITION_WARNING_WORDS } from '#renderer/ui/transition-warnings.ts';
import { keyWords, levelWords, tempoWords } from './transition-words.ts';
import { useTransitionAudio } from './use-transition-audio.ts';

const HEARD = [
  { value: 'both', label: 'Both' },
  { value: 'from', label: 'First' },
  { value: 'to', label: 'Next' },
] as const;

const nameOf = ({ artist, title }: Pick<PairTrack, 'artist' | 'title'>): string =>
  artist === '' ? title : `${artist} – ${title}`;

const shown = (track: PairTrack): ShownTrack => ({ track, mix: toMixTrack(track.mix) });

const isChanged = ({ shiftBeats, ...rest }: MixChange): boolean =>
  shiftBeats !== 0 || Object.values(rest).some((value) => value !== null);

interface PairProps {
  readonly pair: TrackPair;
  readonly onChange: (change: Partial<MixChange>) => void;
  readonly onReset: () => void;
  readonly onRender: () => void;
}

/** One transition: seen, heard and changed. */
function PairPanel({ pair, onChange, onReset, onRender }: PairProps) {
  const rules = useMixRules();
  const [heard, setHeard] = useState<DeckName | 'both'>('both');
  const [from, to] = useMemo(() => [shown(pair.from), shown(pair.to)], [pair]);
  const plan = useMemo(() => planTransition(from.mix, to.mix, pair.change, rules), [from, to, pair, rules]);
  const missing = [pair.from, pair.to].filter((track) => track.missing);
  const canPlay = missing.length === 0 && plan.seconds > 0;
  const mix = useMemo(() => {
    const ids = { from: pair.from.id, to: pair.to.id };
    return canPlay ? { plan, ids, keyLock: rules.keyLock, solo: heard === 'both' ? null : heard } : null;
  }, [plan, pair, rules, heard, canPlay]);
  const { hearing, play, stop } = useTransitionAudio(mix);
  const isSilent = hearing.state === 'silent';
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 py-3">
      <p className="truncate text-sm font-medium" title={nameOf(pair.from)}>
        {nameOf(pair.from)}
      </p>
      <PairView
        plan={plan}
        from={from}
        to={to}
        shiftBeats={pair.change.shiftBeats}
        at={hearing.at}
        onShift={(shiftBeats) => onChange({ shiftBeats: Math.max(-256, Math.min(256, shiftBeats)) })}
      />
      <p className="truncate text-sm font-medium" title={nameOf(pair.to)}>
        {nameOf(pair.to)}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" disabled={!canPlay} onClick={isSilent ? play : stop}>
          {isSilent ? <Play size={13} aria-hidden /> : <Square size={13} aria-hidden />}
          {isSilent ? 'Play the transition' : 'Stop'}
        </Button>
        <span className="text-xs text-muted" aria-hidden>
          Hear
        </span>
        <Segmented label="Hear" value={heard} options={HEARD} onChange={setHeard} />
        <span role="status" className="text-xs text-muted">
          {hearing.state === 'reading' ? 'Reading the music… It plays by itself.' : ''}
        </span>
        <Button className="ms-auto" disabled={!canPlay} onClick={onRender}>
          Render…
        </Button>
        <Button look="quiet" disabled={!isChanged(pair.change)} onClick={onReset}>
          Use the proposal
        </Button>
      </div>
      <TransitionControls plan={plan} from={from} to={to} change={pair.change} onChange={onChange} />
      <PlanInWords plan={plan} missing={missing} />
      {hearing.problem === null ? null : (
        <p role="alert" className="text-sm text-danger">
          {hearing.problem}
        </p>
      )}
    </div>
  );
}

interface WordsProps {
  readonly plan: TransitionPlan;
  /** Tracks without a file. */
  readonly missing: readonly PairTrack[];
}

/** What happens, and what is to be said of it. */
function PlanInWords({ plan, missing }: WordsProps) {
  const { keyLock } = useMixRules();
  const { keyNotation } = useSettings();
  const told = [
    ...missing.map(({ title }) => `The file of "${title}" is missing. Locate it to hear the transition.`),
    ...plan.warnings.map((warning) => TRANSITION_WARNING_WORDS[warning]),
  ];
  return (
    <>
      <p className="text-sm text-muted">{tempoWords(plan)}</p>
      <p className="text-sm text-muted">
        {keyWords(plan, keyLock, keyNotation)} {levelWords(plan)}
      </p>
      {told.length === 0 ? null : (
        <ul aria-label="Warnings" className="flex flex-col gap-1 text-sm">
          {told.map((words) => (
            <Warning key={words} words={words} />
          ))}
        </ul>
      )}
    </>
  );
}

function Warning({ words }: { readonly words: string }) {
  return (
    <li className="flex items-start gap-1.5">
      <CircleAlert size={14} className="mt-0.5 shrink-0 text-warning" aria-hidden />
      {words}
    </li>
  );
}

interface BodyProps {
  readonly set: SetDetail | undefined;
  readonly setError: Error | null;
  /** null: nothing comes after the track. */
  readonly ids: Pair | null;
}

/** Longer than it takes as a rule: words that come and go at once would only flicker. */
const LATE_MS = 300;

function Waiting() {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="flex-1 px-4 py-3 text-sm text-muted">
      {isLate ? 'Reading the two tracks…' : ''}
    </p>
  );
}

/** The transition of a pair, or why there is none. */
function Body({ set, setError, ids }: BodyProps) {
  const { data: pair, error: pairError } = useTransition(ids);
  const { change, reset } = useChangeTransition();
  const error = setError ?? pairError;
  if (error !== null) {
    return (
      <EmptyState title="There is nothing to show">
        <span role="alert">{describeError(error).message}</span>
      </EmptyState>
    );
  }
  if (set !== undefined && ids === null) {
    return <EmptyState title="No transition">No track comes after this one. Add a track to the set.</EmptyState>;
  }
  if (pair === undefined || ids === null) return <Waiting />;
  return (
    <PairPanel
      key={`${ids.trackId}:${ids.nextTrackId}`}
      pair={pair}
      onChange={(given) => change.mutate({ ...ids, change: given })}
      onReset={() => reset.mutate(ids)}
      onRender={() => {
        const name = `${pair.from.title} into ${pair.to.title}`;
        useDialogs.getState().show({ kind: 'render-set', scope: { kind: 'transition', ...ids }, name });
      }}
    />
  );
}

interface TransitionDialogProps {
  readonly id: SetId;
  /** The track that is left; null = the first of the set. */
  readonly from: TrackId | null;
  readonly onClose: () => void;
}

const placeOf = (set: SetDetail | undefined, from: TrackId | null): number =>
  Math.max(0, set?.entries.findIndex(({ trackId }) => trackId === from) ?? 0);

function pairAt(set: SetDetail | undefined, place: number): Pair | null {
  const [track, next] = set?.entries.slice(place, place + 2) ?? [];
  return set && track && next ? { id: set.id, trackId: track.trackId, nextTrackId: next.trackId } : null;
}

/** How the tracks of a set go over into each other, one pair at a time. */
export function TransitionDialog({ id, from, onClose }: TransitionDialogProps) {
  const { data: set, error } = useSetDetail(id);
  const [left, setLeft] = useState(from);
  const place = placeOf(set, left);
  const count = Math.max(0, (set?.entries.length ?? 0) - 1);
  const go = (to: number) => setLeft(set?.entries[to]?.trackId ?? null);
  const where = count > 0 ? `: ${place + 1} of ${count}` : '';
  return (
    <Dialog
      large
      title="Transitions"
      description={`${set?.name ?? ''}${where}`}
      onClose={onClose}
      footer={
        <>
          <Button disabled={place <= 0} onClick={() => go(place - 1)}>
            Previous transition
          </Button>
          <Button disabled={place >= count - 1} onClick={() => go(place + 1)}>
            Next transition
          </Button>
        </>
      }
    >
      <Body set={set} setError={error} ids={pairAt(set, place)} />
    </Dialog>
  );
}
