import type { Rendering, RenderRequest } from '#shared/contract/renders.ts';
import { useHost } from './host.tsx';
import { useCall } from './use-call.ts';
import { useChange } from './use-change.ts';

/** @param onStarted Called when something is being rendered. */
export function useRender(onStarted: () => void) {
  const { client } = useHost();
  const { run, ...call } = useCall();
  return { ...call, start: (request: RenderRequest) => void run(() => client.renders.start(request), onStarted) };
}

/** Stops what is rendered, or forgets what ended. */
export const useStopRender = () => useChange(useHost().client.renders.cancel);

/** How a rendering stands, in a few words; null when there is none. */
export function renderWords({ phase, error }: Rendering): string | null {
  if (phase === 'idle') return null;
  if (phase === 'rendering') return 'Rendering audio';
  return error === null ? 'Audio rendered' : 'Rendering stopped';
}
