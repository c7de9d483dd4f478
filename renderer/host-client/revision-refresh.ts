import type { Host } from './host.tsx';

const QUIET_MS = 400;

/**
 * Refetches what the window shows when the library changes, at most a few times a second: during an analysis the
 * revision rises with every track. Also after each reconnect, as changes may have been missed; not after the first, which
 * everything on show has waited for.
 */
export function refreshOnRevision(host: Host): void {
  let seen: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let wasOnline = false;
  let hasBeenOnline = false;
  const refresh = () => {
    timer = null;
    void host.queries.invalidateQueries();
  };
  const schedule = () => {
    timer ??= setTimeout(refresh, QUIET_MS);
  };
  host.revision.subscribe(() => {
    const revision = host.revision.get()?.revision ?? null;
    if (seen !== null && revision !== seen) schedule();
    seen = revision;
  });
  host.connection.state.subscribe(() => {
    const online = host.connection.state.get().phase === 'online';
    if (online && !wasOnline && hasBeenOnline) schedule();
    wasOnline = online;
    hasBeenOnline ||= online;
  });
}
