import { type ExportScope, sourceOfScope } from '#shared/contract/interchange.ts';
import { useHost } from '#renderer/host-client/host.tsx';
import { useCall } from '#renderer/host-client/use-call.ts';
import { useDialogs } from '#renderer/stores/dialogs-store.ts';

/** Goes on to what would be written into the music files of a scope for Serato. */
export function useSeratoTags() {
  const { client } = useHost();
  const { run, error } = useCall();
  const open = (scope: ExportScope) =>
    void run(
      () => client.library.trackIds({ query: { source: sourceOfScope(scope), search: '', sort: [] } }),
      (ids) => useDialogs.getState().show({ kind: 'write-tags', ids: [...new Set(ids)], fields: ['serato'] }),
    );
  return { open, error };
}
