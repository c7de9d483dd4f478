import type { ImportState } from '#shared/contract/interchange.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { runningWords } from '#renderer/host-client/import-words.ts';
import { useCall } from '#renderer/host-client/use-call.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Failure, StepFrame } from './step-frame.tsx';

interface WorkingStepProps {
  readonly state: ImportState;
  readonly onClose: () => void;
}

/** Reading, comparing or writing. */
export function WorkingStep({ state: { phase, fraction, secondsLeft }, onClose }: WorkingStepProps) {
  const { client } = useHost();
  const { error, run } = useCall();
  const isWriting = phase === 'writing';
  const words = runningWords(phase);
  return (
    <StepFrame
      isGuarded
      heading={isWriting ? 'Importing' : 'Reading what you chose'}
      text={
        isWriting
          ? 'What is written when you cancel can be taken back with Undo, as one step.'
          : 'Nothing is changed yet. You see next what the import would do.'
      }
      footer={
        <>
          <p className="flex-1 text-xs text-faint">
            It goes on when you close this; the status bar shows how far it is.
          </p>
          <Button onClick={() => void run(() => client.interchange.cancel())}>
            {isWriting ? 'Cancel the import' : 'Cancel'}
          </Button>
          <Button look="primary" onClick={onClose}>
            Go on in the background
          </Button>
        </>
      }
    >
      <div className="m-auto flex w-[min(440px,100%)] flex-col items-center gap-3 text-center">
        <p className="text-lg font-semibold">{fraction === null ? '…' : `${Math.floor(fraction * 100)} %`}</p>
        <ProgressBar label={words} fraction={fraction} className="w-full" />
        <p className="text-sm text-muted">
          {words}
          {secondsLeft === null ? '' : `, ${formatEta(secondsLeft)}`}
        </p>
        {error === null ? null : <Failure>{error.message}</Failure>}
      </div>
    </StepFrame>
  );
}
