import { useEffect, useId, useState } from 'react';
import type { TaggerModel, TaggerState } from '#shared/contract/tagger.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useTaggerControl } from '#renderer/host-client/mutations.ts';
import { useTaggerState } from '#renderer/host-client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { spokenTagging } from '#renderer/host-client/spoken-tagging.ts';
import { countOf } from '#renderer/ui/format.ts';
import { ModelChooser } from './tagger-model-chooser.tsx';
import { ModelFacts } from './tagger-model-facts.tsx';
import { useFocusAtFirst } from './use-focus-at-first.ts';
import { TaggingOutcome, TaggingNow } from './tagging-now.tsx';

function heardText({ tagged, waiting, suggested }: TaggerState): string {
  const heard = `It has heard ${tagged.toLocaleString('en')} of ${countOf(tagged + waiting, 'analysed track')}`;
  return `${heard} and offers a genre for ${suggested.toLocaleString('en')}.`;
}

function startText({ tagged, waiting }: TaggerState): string {
  if (waiting === 0) return 'All tracks are tagged';
  return tagged === 0 ? 'Tag the library' : `Tag ${countOf(waiting, 'more track')}`;
}

interface ChosenProps {
  readonly state: TaggerState;
  readonly model: TaggerModel;
  readonly takesFocus: boolean;
  readonly onRemoved: () => void;
}

function Chosen({ state, model, takesFocus, onRemoved }: ChosenProps) {
  const { start, cancel, remove } = useTaggerControl();
  const isRunning = useLive(useHost().tagging, (tagging) => tagging?.running ?? false);
  const first = useFocusAtFirst<HTMLButtonElement>(takesFocus);
  return (
    <>
      <ModelFacts model={model} />
      {isRunning ? null : <p className="mt-2 text-xs text-muted">{heardText(state)}</p>}
      <div className="mt-2 flex gap-2">
        {/* One button for both, so that the keyboard stays on it. */}
        <Button
          ref={first}
          look={isRunning ? 'plain' : 'primary'}
          disabled={!isRunning && state.waiting === 0}
          onClick={() => (isRunning ? cancel : start).mutate(undefined)}
        >
          {isRunning ? 'Cancel the tagging' : startText(state)}
        </Button>
        <Button
          look="quiet"
          disabled={isRunning}
          onClick={() => remove.mutate(undefined, { onSuccess: () => onRemoved() })}
        >
          Remove the model and its suggestions
        </Button>
      </div>
      {isRunning ? <TaggingNow /> : <TaggingOutcome />}
    </>
  );
}

/** The numbers stand still while tracks are tagged; they are asked for again at its end. */
function useRefreshAtEnd(): void {
  const { queries, orpc, tagging } = useHost();
  const isRunning = useLive(tagging, (run) => run?.running ?? false);
  useEffect(() => {
    if (!isRunning) void queries.invalidateQueries({ queryKey: orpc.tagger.state.key() });
  }, [isRunning, queries, orpc]);
}

/** A model that the user brings hears genres; without one there is only the place to choose it. */
export function TaggerSettings() {
  const state = useTaggerState().data;
  useRefreshAtEnd();
  const heading = useId();
  // What the user chooses or removes takes its buttons with it; those that come in its place get the keyboard.
  const [hasActed, setHasActed] = useState(false);
  const acted = () => setHasActed(true);
  return (
    // Positioned, so that what is only read aloud scrolls with it.
    <section aria-labelledby={heading} className="relative py-3">
      <h3 id={heading} className="text-sm font-medium">
        Genre tagger
      </h3>
      <p className="text-xs text-faint">
        Hears genres with an ONNX model that you bring, on this machine; nothing is sent. What it hears is offered
        beside your tags, which are never changed.
      </p>
      {state?.model === null ? <ModelChooser takesFocus={hasActed} onTaken={acted} /> : null}
      {state?.model ? <Chosen state={state} model={state.model} takesFocus={hasActed} onRemoved={acted} /> : null}
      <p role="status" className="sr-only">
        {useLive(useHost().tagging, spokenTagging)}
      </p>
    </section>
  );
}
