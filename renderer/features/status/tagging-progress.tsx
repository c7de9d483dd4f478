import { X } from 'lucide-react';
import type { TaggingRun } from '#shared/contract/tagger.ts';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useTaggerControl } from '#renderer/host-client/mutations.ts';
import { spokenTagging } from '#renderer/host-client/spoken-tagging.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

function Running({ tagging }: { readonly tagging: TaggingRun }) {
  const { cancel } = useTaggerControl();
  const heard = tagging.done + tagging.failed;
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="whitespace-nowrap">
        Tagging {heard.toLocaleString('en')} of {tagging.total.toLocaleString('en')}
      </span>
      <ProgressBar label="Tagging" fraction={tagging.total === 0 ? null : heard / tagging.total} className="w-24" />
      {tagging.etaSeconds === null ? null : (
        <span className="whitespace-nowrap text-faint">{formatEta(tagging.etaSeconds)}</span>
      )}
      <IconButton label="Cancel the tagging" size="sm" onClick={() => cancel.mutate(undefined)}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}

/** The tagging goes on when the settings are closed. */
export function TaggingProgress() {
  const tagging = useLive(useHost().tagging, (state) => state);
  return (
    <>
      {tagging?.running ? <Running tagging={tagging} /> : null}
      <span role="status" className="sr-only">
        {spokenTagging(tagging)}
      </span>
    </>
  );
}
