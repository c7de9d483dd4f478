import { HardDriveDownload, X } from 'lucide-react';
import { copyWords, useCopies } from '#renderer/host-client/copies.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

/** Copying goes on when its dialog is closed; what stopped waits here to be resumed. */
export function CopyProgress() {
  const state = useLive(useHost().copying, (value) => value);
  const { cancel } = useCopies();
  const words = state === null ? null : copyWords(state);
  if (state === null || words === null) return null;
  const { phase, done, total, secondsLeft, error, canResume } = state;
  const isRunning = phase === 'copying';
  const colour = error !== null ? 'text-danger' : canResume ? 'text-warning' : '';
  return (
    <div className="flex shrink-0 items-center gap-2">
      <Button
        look="quiet"
        className={`h-5 px-1.5 text-xs ${colour}`}
        onClick={() => useDialogs.getState().show({ kind: 'copying' })}
      >
        {isRunning ? null : <HardDriveDownload size={12} aria-hidden />} {words}
      </Button>
      {isRunning ? (
        <>
          <ProgressBar label="Copying files" fraction={total === 0 ? null : done / total} className="w-24" />
          {secondsLeft === null ? null : <span className="whitespace-nowrap text-faint">{formatEta(secondsLeft)}</span>}
          <IconButton label="Stop copying files" size="sm" onClick={() => cancel.mutate(undefined)}>
            <X size={13} aria-hidden />
          </IconButton>
        </>
      ) : null}
      <span role="status" className="sr-only">
        {isRunning ? 'Copying files' : (error ?? words)}
      </span>
    </div>
  );
}
