import { createORPCClient } from '@orpc/client';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { MutationCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { HostClient } from '#shared/contract/contract.ts';
import type { Notice } from '#shared/contract/system.ts';
import { type ConnectionState, HostConnection } from './connection.ts';
import { describeError, isTransient } from './errors.ts';
import { followStream, liveValue } from './live.ts';
import type { Observable } from './observable.ts';
import type { Transport } from './transport.ts';

/** What the window wants to hear about; set once at boot. */
export interface HostEvents {
  /** A change failed. */
  failed(message: string): void;
  /** A change was made. */
  changed(said: Said): void;
  notice(notice: Notice): void;
  /** The host has opened another library. */
  libraryReplaced(): void;
}

/** What a successful change tells the user, and whether it can be undone. */
export interface Said {
  readonly text: string;
  readonly undo: boolean;
}

/** Carried by each mutation. */
export interface MutationSays {
  readonly done?: (result: unknown) => Said | null;
}

function createQueries(events: HostEvents): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The host tells what changed (watchRevision); asking again on focus would only cost.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (count, error) => isTransient(error) && count < 3,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onError: (error) => events.failed(describeError(error).message),
      onSuccess: (result, _input, _context, mutation) => {
        const says = mutation.meta as MutationSays | undefined;
        const said = says?.done?.(result);
        if (said) events.changed(said);
      },
    }),
  });
}

/** The window's side of the host: client, cache, connection and the streams that everything follows. */
export function createHost(transport: Transport, events: HostEvents) {
  const queries = createQueries(events);
  // What was known is void, and what is on show is asked for again.
  const connection = new HostConnection(transport, ({ isOtherLibrary }) => {
    if (isOtherLibrary) events.libraryReplaced();
    else void queries.resetQueries();
  });
  const client: HostClient = createORPCClient(connection.link());
  const host = {
    client,
    queries,
    connection,
    orpc: createTanstackQueryUtils(client),
    scan: liveValue(connection, client, (host, signal) => host.library.watchScan(undefined, { signal })),
    analysis: liveValue(connection, client, (host, signal) => host.analysis.watch(undefined, { signal })),
    demo: liveValue(connection, client, (host, signal) => host.demo.watch(undefined, { signal })),
    tagging: liveValue(connection, client, (host, signal) => host.tagger.watch(undefined, { signal })),
    importing: liveValue(connection, client, (host, signal) => host.interchange.watch(undefined, { signal })),
    duplicates: liveValue(connection, client, (host, signal) => host.duplicates.watch(undefined, { signal })),
    missing: liveValue(connection, client, (host, signal) => host.missing.watch(undefined, { signal })),
    quality: liveValue(connection, client, (host, signal) => host.quality.watch(undefined, { signal })),
    tagWriting: liveValue(connection, client, (host, signal) => host.fileTags.watch(undefined, { signal })),
    textEditing: liveValue(connection, client, (host, signal) => host.textEdits.watch(undefined, { signal })),
    travel: liveValue(connection, client, (host, signal) => host.history.watch(undefined, { signal })),
    copying: liveValue(connection, client, (host, signal) => host.copies.watch(undefined, { signal })),
    rendering: liveValue(connection, client, (host, signal) => host.renders.watch(undefined, { signal })),
    backup: liveValue(connection, client, (host, signal) => host.backups.watch(undefined, { signal })),
    revision: liveValue(connection, client, (host, signal) => host.library.watchRevision(undefined, { signal })),
  };
  // The stream begins with the notices of this start again on every line; each is told once.
  const told = new Set<string>();
  void followStream(
    connection,
    client,
    (host, signal) => host.system.watchNotices(undefined, { signal }),
    (notice) => {
      if (!told.has(notice.id)) events.notice(notice);
      told.add(notice.id);
    },
  );
  void connection.run();
  return host;
}

export type Host = ReturnType<typeof createHost>;

const HostContext = createContext<Host | null>(null);

export function HostProvider({ host, children }: { readonly host: Host; readonly children: ReactNode }) {
  return (
    <HostContext value={host}>
      <QueryClientProvider client={host.queries}>{children}</QueryClientProvider>
    </HostContext>
  );
}

/** @throws {Error} Outside of HostProvider. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error('useHost is used outside of HostProvider');
  return host;
}

/** Follows one live value; with `select` only the part that is shown, so that other changes do not render. */
export function useLive<Value, Part>(value: Observable<Value>, select: (value: Value) => Part): Part {
  return useSyncExternalStore(value.subscribe, () => select(value.get()));
}

export function useConnection(): ConnectionState {
  return useLive(useHost().connection.state, (state) => state);
}
