import { AudioLines, X } from 'lucide-react';
import type { Rendering } from '#shared/contract/renders.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { renderWords, useStopRender } from '#renderer/host-client/renders.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

function Running({ done, total, secondsLeft }: Rendering) {
  return (
    <>
      <ProgressBar label="Rendering audio" fraction={total === 0 ? null : done / total} className="w-24" />
      {secondsLeft === null ? null : <span className="whitespace-nowrap text-faint">{formatEta(secondsLeft)}</span>}
    </>
  );
}

/** Rendering goes on when its dialog is closed; how it ended stands here until it is put away. */
export function RenderProgress() {
  const state = useLive(useHost().rendering, (value) => value);
  const { mutate: stop } = useStopRender();
  const words = state === null ? null : renderWords(state);
  if (state === null || words === null) return null;
  const { phase, error, path } = state;
  const isRunning = phase === 'rendering';
  return (
    <div className="flex shrink-0 items-center gap-2" title={error ?? path}>
      <span className={error === null ? '' : 'text-danger'}>
        {isRunning ? null : <AudioLines size={12} aria-hidden className="me-1 inline" />}
        {words}
      </span>
      {isRunning ? <Running {...state} /> : null}
      <IconButton label={isRunning ? 'Stop rendering' : 'Put it away'} size="sm" onClick={() => stop(undefined)}>
        <X size={13} aria-hidden />
      </IconButton>
      <span role="status" className="sr-only">
        {isRunning ? words : (error ?? `${words}: ${path}`)}
      </span>
    </div>
  );
}
