import type { ShellApi } from '#shared/shell/shell-api.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { describeStep } from '#renderer/host-client/history-words.ts';
import { createHost, type Host } from '#renderer/host-client/host.tsx';
import { messagePortTransport } from '#renderer/host-client/message-port-transport.ts';
import { refreshOnRevision } from '#renderer/host-client/revision-refresh.ts';
import type { Transport } from '#renderer/host-client/transport.ts';
import { sameOriginRpcUrl, webSocketTransport } from '#renderer/host-client/websocket-transport.ts';
import { createBrowserShell } from '#renderer/shell/browser-shell.ts';
import { useToasts } from '#renderer/stores/toasts-store.ts';

function pickTransport(shell: ShellApi): Transport {
  return shell.kind === 'electron' ? messagePortTransport() : webSocketTransport(sameOriginRpcUrl(window.location));
}

function connect(transport: Transport): Host {
  const { show } = useToasts.getState();
  const host: Host = createHost(transport, {
    failed: (message) => show({ level: 'error', message }),
    changed: ({ text, undo }) =>
      show({
        level: 'info',
        message: text,
        action: undo ? { label: 'Undo', run: () => void takeBack(host) } : undefined,
      }),
    notice: ({ level, title, message }) => show({ level, title, message }),
    // Selection, deck and open set are of the library that was: the page begins anew.
    libraryReplaced: () => window.location.reload(),
  });
  return host;
}

async function takeBack(host: Host): Promise<void> {
  const { show } = useToasts.getState();
  try {
    const result = await host.client.history.undo();
    await host.queries.invalidateQueries();
    show({ level: 'info', message: describeStep(result, 'Nothing to undo.', 'Undone') });
  } catch (error) {
    show({ level: 'error', message: describeError(error).message });
  }
}

/** Chooses how this window reaches its host and what its shell can do. */
export function boot(): { readonly host: Host; readonly shell: ShellApi } {
  const shell = window.musicforge ?? createBrowserShell();
  const host = connect(pickTransport(shell));
  refreshOnRevision(host);
  shell.onHostRestart((message) => useToasts.getState().show({ level: 'warning', message }));
  return { host, shell };
}
