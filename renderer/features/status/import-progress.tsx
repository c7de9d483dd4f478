import { Download, X } from 'lucide-react';
import type { ImportState } from '#shared/contract/interchange.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { isRunningPhase, runningWords, spokenImport } from '#renderer/host-client/import-words.ts';
import { useCancelImport } from '#renderer/host-client/mutations.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

/** What waits for the user while the dialog is closed. */
const WAITING: Partial<Record<ImportState['phase'], string>> = {
  ready: 'Import: preview ready',
  done: 'Import done',
  failed: 'Import failed',
};

function Running({ state: { phase, fraction, secondsLeft } }: { readonly state: ImportState }) {
  const { mutate: cancel } = useCancelImport();
  const words = runningWords(phase);
  return (
    <div className="flex shrink-0 items-center gap-2">
      <Button
        look="quiet"
        className="h-5 px-1.5 text-xs"
        onClick={() => useDialogs.getState().show({ kind: 'import' })}
      >
        {words}
        {fraction === null ? '' : ` ${Math.floor(fraction * 100)} %`}
      </Button>
      <ProgressBar label={words} fraction={fraction} className="w-24" />
      {secondsLeft === null ? null : <span className="whitespace-nowrap text-faint">{formatEta(secondsLeft)}</span>}
      <IconButton label="Cancel the import" size="sm" onClick={() => cancel(undefined)}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}

/** The import goes on when its dialog is closed. */
export function ImportProgress() {
  const state = useLive(useHost().importing, (value) => value);
  const waiting = state === null ? undefined : WAITING[state.phase];
  return (
    <>
      {state !== null && isRunningPhase(state.phase) ? <Running state={state} /> : null}
      {waiting === undefined ? null : (
        <Button
          look="quiet"
          className={`h-5 px-1.5 text-xs ${state?.phase === 'failed' ? 'text-danger' : ''}`}
          onClick={() => useDialogs.getState().show({ kind: 'import' })}
        >
          <Download size={12} aria-hidden /> {waiting}
        </Button>
      )}
      <span role="status" className="sr-only">
        {spokenImport(state)}
      </span>
    </>
  );
}
