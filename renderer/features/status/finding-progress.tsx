import { X } from 'lucide-react';
import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { useDuplicateControl, useMissingControl } from '#renderer/host-client/mutations.ts';
import {
  mendingText,
  missingText,
  searchText,
  spokenMending,
  spokenMissing,
  spokenSearch,
} from '#renderer/host-client/finding-words.ts';
import { useQualityChanges } from '#renderer/host-client/quality.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatEta } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

interface RunningProps {
  readonly text: string;
  readonly label: string;
  readonly fraction: number | null;
  readonly secondsLeft: number | null;
  readonly onCancel: () => void;
}

function Running({ text, label, fraction, secondsLeft, onCancel }: RunningProps) {
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="whitespace-nowrap">{text}</span>
      <ProgressBar label={label} fraction={fraction} className="w-24" />
      {secondsLeft === null ? null : <span className="whitespace-nowrap text-faint">{formatEta(secondsLeft)}</span>}
      <IconButton label={`Cancel: ${label}`} size="sm" onClick={onCancel}>
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}

/** A mending of many tracks goes on when its dialog is closed. */
function MendingProgress() {
  const work = useLive(useHost().quality, (state) => state);
  const { cancel } = useQualityChanges();
  const text = mendingText(work);
  return (
    <>
      {work && text !== '' ? (
        <Running
          text={text}
          label="Mending"
          fraction={work.done / Math.max(1, work.total)}
          secondsLeft={null}
          onCancel={() => cancel.mutate(undefined)}
        />
      ) : null}
      <span role="status" className="sr-only">
        {spokenMending(work)}
      </span>
    </>
  );
}

/** Searches for duplicates and for missing files go on whatever is on show, and so does mending. */
export function FindingProgress() {
  const host = useHost();
  const duplicates = useLive(host.duplicates, (state) => state);
  const missing = useLive(host.missing, (state) => state);
  const { cancel } = useDuplicateControl();
  const missingControl = useMissingControl();
  const searching = searchText(duplicates);
  const finding = missingText(missing);
  return (
    <>
      {duplicates && searching !== '' ? (
        <Running
          {...duplicates}
          text={searching}
          label="Finding duplicates"
          onCancel={() => cancel.mutate(undefined)}
        />
      ) : null}
      {missing && finding !== '' ? (
        <Running
          {...missing}
          text={finding}
          label="Finding missing files"
          onCancel={() => missingControl.cancel.mutate(undefined)}
        />
      ) : null}
      <span role="status" className="sr-only">
        {spokenSearch(duplicates)}
      </span>
      <span role="status" className="sr-only">
        {spokenMissing(missing)}
      </span>
      <MendingProgress />
    </>
  );
}
