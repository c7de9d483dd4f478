import { useRef } from 'react';
import type { LearnedWeights } from '#shared/contract/suggestions.ts';
import { useSuggestionWeights, useUpdateSettings } from '#renderer/host-client/mutations.ts';
import { useLearnedWeights, useSettings } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { countOf, formatDate } from '#renderer/ui/format.ts';
import { NumberInput } from '#renderer/ui/number-input.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { Switch } from '#renderer/ui/switch.tsx';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function Summary({ state }: { readonly state: LearnedWeights }) {
  const { learned, used, sessions, choices, needed } = state;
  if (learned === null)
    return (
      <p className="selectable mt-2 text-xs text-muted">
        {choices < needed
          ? `So far there are ${countOf(sessions, 'session')} with ${countOf(choices, 'step')} from one track to the next; ${needed} are needed. Import the history of your DJ program, or make sets.`
          : `The weights that MusicForge comes with are used. There are ${countOf(sessions, 'session')} to learn from.`}
      </p>
    );
  const { own, builtIn } = learned;
  return (
    <div className="selectable mt-2 text-xs text-muted">
      <p>
        Learned on {formatDate(learned.learnedAt)} from {countOf(learned.sessions, 'session')} with{' '}
        {countOf(learned.choices, 'step')} from one track to the next.
      </p>
      <p>
        Of tracks that came next in sessions it had not seen, {percent(own.hit10)} stood among the first ten
        suggestions; with the weights that MusicForge comes with, {percent(builtIn.hit10)}.
        {used === 'own' ? '' : ' Those foresee you better, and are used.'}
      </p>
    </div>
  );
}

/** What the ranking learned of the user's own history. */
function HistorySetting() {
  const { learn, stop: stopAny, forget } = useSuggestionWeights();
  const state = useLearnedWeights(learn.isPending).data ?? null;
  const stop = useRef<AbortController | null>(null);
  const start = () => {
    stop.current = new AbortController();
    learn.mutate({ signal: stop.current.signal });
  };
  // The program learns by itself as well, and goes on when this dialog is closed.
  const isLearning = learn.isPending || (state !== null && state.learning !== null);
  const end = () => (learn.isPending ? stop.current?.abort() : stopAny.mutate(undefined));
  const isLearned = state?.learned !== null && state !== null;
  const canLearn = state !== null && state.choices >= state.needed;
  return (
    <div className="pb-3">
      <Field
        row
        label="Learn from my history"
        help="How much key, tempo, history and the rest count is learned on this machine from what you played and from your sets, and again as they grow."
      >
        {(ids) => (
          // None of them is taken away or disabled under the keyboard that has just pressed it.
          <span className="flex gap-2">
            <Button
              aria-describedby={ids['aria-describedby']}
              aria-disabled={!isLearned || isLearning}
              onClick={() => (isLearned && !isLearning ? forget.mutate(undefined) : undefined)}
            >
              Forget
            </Button>
            <Button
              aria-describedby={ids['aria-describedby']}
              aria-disabled={!canLearn && !isLearning}
              onClick={() => (isLearning ? end() : canLearn ? start() : undefined)}
            >
              {isLearning ? 'Stop learning' : isLearned ? 'Learn again' : 'Learn now'}
            </Button>
          </span>
        )}
      </Field>
      {isLearning ? (
        <ProgressBar label="Learning from your history" fraction={state?.learning ?? 0} className="mt-2 w-full" />
      ) : null}
      {state === null ? null : <Summary state={state} />}
    </div>
  );
}

export function SuggestionSettings() {
  const { keyRule, tempoRangePercent, keyLock, halfDoubleTime } = useSettings();
  const { mutate: update } = useUpdateSettings();
  return (
    <>
      <Field
        row
        label="Suggested keys"
        help="Strict: same key, one step on the wheel, relative. Loose: diagonals, two steps and semitone lifts as well."
      >
        {(ids) => (
          <Segmented
            {...ids}
            label="Suggested keys"
            value={keyRule}
            onChange={(rule) => update({ keyRule: rule })}
            options={[
              { value: 'strict', label: 'Strict' },
              { value: 'loose', label: 'Loose' },
              { value: 'off', label: 'Any' },
            ]}
          />
        )}
      </Field>
      <Field row label="Pitch range" help="The largest tempo change that you would mix with.">
        {(ids) => (
          <NumberInput
            {...ids}
            value={tempoRangePercent}
            min={1}
            max={50}
            unit="± %"
            onCommit={(range) => update({ tempoRangePercent: range })}
          />
        )}
      </Field>
      <Field
        row
        label="Key lock"
        help="Your decks keep the key when the tempo changes. Without it, suggestions go by the key that is heard."
      >
        {(ids) => <Switch {...ids} checked={keyLock} onChange={(on) => update({ keyLock: on })} />}
      </Field>
      <Field row label="Half and double time" help="Whether a track of 87 BPM may follow one of 174.">
        {(ids) => <Switch {...ids} checked={halfDoubleTime} onChange={(on) => update({ halfDoubleTime: on })} />}
      </Field>
      <HistorySetting />
    </>
  );
}
