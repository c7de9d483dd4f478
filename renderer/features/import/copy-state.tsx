import type { Copying, CopyResult } from '#shared/contract/copies.ts';
import { copyWords, useCopies } from '#renderer/host-client/copies.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatBytes, formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Figures } from './figures.tsx';
import { Failure, StepFrame } from './step-frame.tsx';

function Running({ state }: { readonly state: Copying }) {
  const { done, total, secondsLeft, folder } = state;
  return (
    <div className="flex flex-col gap-3">
      <ProgressBar label="Copying files" fraction={total === 0 ? null : done / total} className="w-full" />
      <p className="text-sm text-muted">
        {/* Each byte is written and read back. */}
        {formatBytes(done / 2)} of {formatBytes(total / 2)} copied and checked
        {secondsLeft === null ? '' : `, ${formatEta(secondsLeft)}`}
      </p>
      {folder === '' ? null : <p className="selectable text-xs break-all text-faint">{folder}</p>}
    </div>
  );
}

function Report({
  result: { folder, playlist, copied, kept, problems, problemCount },
}: {
  readonly result: CopyResult;
}) {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto">
      <Figures
        label="What was copied"
        figures={[
          { count: copied, name: 'copied and checked' },
          { count: kept, name: 'were there, compared' },
          { count: problemCount, name: 'left out' },
        ]}
      />
      <p className="selectable text-sm break-all text-muted">{playlist ?? folder}</p>
      {problems.length === 0 ? null : (
        <section aria-labelledby="copy-problems">
          <h4 id="copy-problems" className="text-sm font-medium">
            What was left out
          </h4>
          <ul className="list-disc ps-4 pt-1 text-sm text-muted">
            {problems.map(({ track, reason }, place) => (
              <li key={`${place} ${track}`}>
                {track}: {reason}
              </li>
            ))}
          </ul>
          {problemCount > problems.length ? (
            <p className="text-xs text-faint">And {(problemCount - problems.length).toLocaleString('en')} more.</p>
          ) : null}
        </section>
      )}
    </div>
  );
}

const NOTHING_HELD = 'Files that are complete stay on the stick; no half file has a name there.';

function textOf({ phase, error, result }: Copying): string | undefined {
  if (phase === 'copying') return 'It goes on when this is closed. Leave the stick in.';
  return error !== null || result?.cancelled === true ? NOTHING_HELD : undefined;
}

/** How far the copy is, or how it ended. */
export function CopyState({ onClose }: { readonly onClose: () => void }) {
  const state = useLive(useHost().copying, (value) => value);
  const { resume, cancel } = useCopies();
  if (state === null) return null;
  const forget = () => {
    cancel.mutate(undefined);
    onClose();
  };
  const isRunning = state.phase === 'copying';
  return (
    <StepFrame
      key={isRunning ? 'running' : 'ended'}
      heading={copyWords(state) ?? 'No files are being copied'}
      text={textOf(state)}
      footer={
        <>
          <span className="flex-1" />
          {isRunning ? <Button onClick={() => cancel.mutate(undefined)}>Stop</Button> : null}
          {isRunning ? (
            <Button onClick={onClose}>Close</Button>
          ) : (
            <Button look={state.canResume ? 'plain' : 'primary'} onClick={forget}>
              Done
            </Button>
          )}
          {state.canResume ? (
            <Button look="primary" onClick={() => resume.mutate(undefined)}>
              Resume
            </Button>
          ) : null}
        </>
      }
    >
      {state.error === null ? null : <Failure>{state.error}</Failure>}
      {isRunning ? <Running state={state} /> : null}
      {state.result === null ? null : <Report result={state.result} />}
    </StepFrame>
  );
}
