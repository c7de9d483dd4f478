import { Download, FolderPlus, Sparkles } from 'lucide-react';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useCancelDemo, useInstallDemo } from '#renderer/host-client/mutations.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

function DemoInProgress() {
  const demo = useLive(useHost().demo, (state) => state);
  const { mutate: cancel } = useCancelDemo();
  if (!demo?.running) return null;
  return (
    <div role="status" className="flex flex-col items-center gap-2 text-sm text-muted">
      <p>
        Track {Math.min(demo.done + 1, demo.total)} of {demo.total}
        {demo.current ? `, ${demo.current}` : ''}
      </p>
      <ProgressBar label="Demo library" fraction={demo.total === 0 ? null : demo.done / demo.total} className="w-72" />
      <Button look="quiet" onClick={() => cancel(undefined)}>
        Cancel
      </Button>
    </div>
  );
}

/** The empty library: the ways to begin. */
export function FirstRun({ onAddFolder }: { readonly onAddFolder: () => void }) {
  const { mutate: install } = useInstallDemo();
  const demo = useLive(useHost().demo, (state) => state);
  return (
    <main className="flex h-full min-w-0 flex-1 flex-col items-center justify-center gap-6 bg-panel px-8 text-center">
      <div>
        <h1 className="text-lg font-semibold">{demo?.running ? 'Making the demo library' : 'Your library is empty'}</h1>
        <p className="mt-1 max-w-[440px] text-md text-muted">
          MusicForge reads your music where it is, finds tempo, key, energy and beat grid on this machine, and tells you
          which tracks go together. Your files are never changed.
        </p>
      </div>
      {demo?.running ? (
        <DemoInProgress />
      ) : (
        <div className="flex flex-wrap justify-center gap-3">
          <Button look="primary" large onClick={onAddFolder}>
            <FolderPlus size={16} aria-hidden /> Add music folder
          </Button>
          <Button large onClick={() => useDialogs.getState().show({ kind: 'import' })}>
            <Download size={16} aria-hidden /> Import from another program
          </Button>
          <Button large onClick={() => install(undefined)}>
            <Sparkles size={16} aria-hidden /> Try the demo library
          </Button>
        </div>
      )}
      {demo?.error ? (
        <p role="alert" className="max-w-[440px] text-sm text-danger">
          {demo.error}
        </p>
      ) : null}
      <p className="max-w-[440px] text-xs text-faint">
        The demo library is 24 short tracks, from house to drum and bass, that MusicForge makes itself: music to look
        around with, free of anyone's rights.
      </p>
    </main>
  );
}
