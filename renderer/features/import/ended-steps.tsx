import { useEffect, useState } from 'react';
import type { ImportResult } from '#shared/contract/interchange.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { useHistory } from '#renderer/host-client/queries.ts';
import { useCall } from '#renderer/host-client/use-call.ts';
import { useImportChoices } from '#renderer/stores/import-store.ts';
import { useView } from '#renderer/stores/view-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Figures } from './figures.tsx';
import { Failure, StepFrame } from './step-frame.tsx';

function figuresOf({ added, changed, unchanged, cues, crates, plays }: ImportResult) {
  return [
    { count: added, name: 'new tracks' },
    { count: changed, name: 'tracks changed' },
    { count: unchanged, name: 'tracks left as they were' },
    { count: cues, name: 'cue points and loops' },
    { count: crates, name: 'playlists' },
    { count: plays, name: 'plays of the history' },
  ];
}

/** Takes the import back while it is the last step: a later edit must not go in its place. */
function useTakeBack() {
  const { client, queries } = useHost();
  const { error, run } = useCall();
  const [isTaken, setTaken] = useState(false);
  const history = useHistory();
  // The library was written to a moment ago, by no change of this window.
  useEffect(() => void queries.invalidateQueries(), [queries]);
  const isLast = history.data?.undo?.startsWith('Import ') ?? false;
  const takeBack = () =>
    void run(
      () => client.history.undo(),
      () => {
        setTaken(true);
        void queries.invalidateQueries();
      },
    );
  const isLate = !isLast && !isTaken && !history.isFetching;
  return { isLast, isTaken, isLate, error, takeBack };
}

const RESULT_WORDS = {
  done: { heading: 'The import is done', text: 'Undo takes the whole import back, as one step, also tomorrow.' },
  cancelled: {
    heading: 'The import was cancelled',
    text: 'What had been written until then is in the library. Undo takes it back, as one step.',
  },
  taken: {
    heading: 'The import was taken back',
    text: 'This is what was taken back. Redo in the library brings it again.',
  },
} as const;

interface ResultStepProps {
  readonly result: ImportResult;
  readonly isCancelled: boolean;
  /** To the first step, for another one. */
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

export function ResultStep({ result, isCancelled, onAgain, onClose }: ResultStepProps) {
  const { isLast, isTaken, isLate, error, takeBack } = useTakeBack();
  const show = () => {
    useView.getState().open({ kind: 'imported', importId: result.importId });
    onClose();
  };
  const { heading, text } = RESULT_WORDS[isTaken ? 'taken' : isCancelled ? 'cancelled' : 'done'];
  return (
    <StepFrame
      // Another step for the keyboard: the button that took it back is gone.
      key={heading}
      heading={heading}
      text={text}
      footer={
        <>
          <Button onClick={onAgain}>Import something else…</Button>
          <span className="flex-1" />
          {isTaken ? null : (
            <Button disabled={!isLast} onClick={takeBack}>
              Undo the import
            </Button>
          )}
          <Button onClick={show}>Show these tracks</Button>
          <Button look="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <Figures label="What was imported" figures={figuresOf(result)} />
      <p role="status" className="py-3 text-sm text-muted">
        {isLate ? 'Edits came after it: undo those first, in the library.' : ''}
      </p>
      {error === null ? null : <Failure>{error.message}</Failure>}
    </StepFrame>
  );
}

interface FailedStepProps {
  readonly reason: string;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

export function FailedStep({ reason, onAgain, onClose }: FailedStepProps) {
  const { client } = useHost();
  const paths = useImportChoices((state) => state.paths);
  const { error, run } = useCall();
  return (
    <StepFrame
      heading="The import failed"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <span className="flex-1" />
          {paths.length === 0 ? null : (
            <Button onClick={() => void run(() => client.interchange.preview({ paths: [...paths] }))}>Try again</Button>
          )}
          <Button look="primary" onClick={onAgain}>
            Choose other files
          </Button>
        </>
      }
    >
      <Failure>{error?.message ?? reason}</Failure>
    </StepFrame>
  );
}
