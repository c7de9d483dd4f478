import type { ImportState } from '#shared/contract/interchange.ts';
import { useConnection, useHost, useLive } from '#renderer/host-client/host.tsx';
import { isRunningPhase, spokenImport } from '#renderer/host-client/import-words.ts';
import { useCancelImport } from '#renderer/host-client/mutations.ts';
import { useImportChoices } from '#renderer/stores/import-store.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ChooseStep } from './choose-step.tsx';
import { FailedStep, ResultStep } from './ended-steps.tsx';
import { PreviewStep } from './preview-step.tsx';
import { Steps } from './step-frame.tsx';
import { StepList } from './step-list.tsx';
import { WorkingStep } from './working-step.tsx';

function stepOf({ phase, result }: ImportState): number {
  if (phase === 'done') return 3;
  if (phase === 'writing' || result !== null) return 2;
  return phase === 'idle' || phase === 'failed' || phase === 'cancelled' ? 0 : 1;
}

interface StepProps {
  readonly state: ImportState;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function Step({ state, onAgain, onClose }: StepProps) {
  const { phase, preview, result, error } = state;
  if (isRunningPhase(phase)) return <WorkingStep key={phase === 'writing' ? phase : 'read'} {...{ state, onClose }} />;
  if (phase === 'ready' && preview !== null) return <PreviewStep preview={preview} onAgain={onAgain} />;
  if (phase === 'failed') return <FailedStep reason={error ?? ''} onAgain={onAgain} onClose={onClose} />;
  if (result !== null)
    return <ResultStep result={result} isCancelled={phase === 'cancelled'} onAgain={onAgain} onClose={onClose} />;
  return <ChooseStep note={phase === 'cancelled' ? 'Cancelled. Nothing was changed.' : null} onClose={onClose} />;
}

/** An ended import is over when its end was seen; what runs, or waits to be confirmed, stays where it is. */
function useEnding(state: ImportState | null) {
  const { mutate: forget } = useCancelImport();
  const reset = useImportChoices((choices) => choices.reset);
  const phase = state?.phase ?? 'idle';
  return {
    again: () => {
      if (phase === 'done') reset();
      forget(undefined);
    },
    seen: () => {
      if (phase === 'done') reset();
      if (phase === 'done' || phase === 'failed' || phase === 'cancelled') forget(undefined);
    },
  };
}

/** Brings the library of another program in. The host does the work: this may be closed and opened again in the middle. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const state = useLive(useHost().importing, (value) => value);
  const isOnline = useConnection().phase === 'online';
  const { again, seen } = useEnding(state);
  const close = () => {
    seen();
    onClose();
  };
  return (
    <Dialog large title="Import from another program" onClose={close}>
      {state === null ? null : (
        <Steps>
          <StepList step={stepOf(state)} />
          <Step state={state} onAgain={again} onClose={close} />
        </Steps>
      )}
      {isOnline ? null : (
        <p role="status" className="border-t border-line px-4 py-2 text-xs text-warning">
          Not connected. What is shown here may be out of date.
        </p>
      )}
      <p role="status" className="sr-only">
        {spokenImport(state)}
      </p>
    </Dialog>
  );
}
