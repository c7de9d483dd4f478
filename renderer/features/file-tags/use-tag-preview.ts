import { useEffect, useState } from 'react';
import type { TagChoice } from '#shared/contract/file-tags.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { describeError } from '#renderer/host-client/errors.ts';
import { useHost } from '#renderer/host-client/host.tsx';

/**
 * Has the files read anew whenever the choice changes; what was read is forgotten when the dialog closes.
 * @param choice null while nothing is to be read.
 * @returns Why it could not be started, or null.
 */
export function useTagPreview(trackIds: readonly TrackId[], choice: TagChoice | null): string | null {
  const { client } = useHost();
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (choice === null) return;
    client.fileTags.preview({ trackIds: [...trackIds], fields: [...choice.fields], notation: choice.notation }).then(
      () => setFault(null),
      (error: unknown) => setFault(describeError(error).message),
    );
  }, [client, trackIds, choice]);
  return fault;
}
