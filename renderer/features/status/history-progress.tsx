import { useHost, useLive } from '#renderer/host-client/host.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';

/** How far a step is that takes a while to go back or forth over; shorter ones are over before it is seen. */
export function HistoryProgress() {
  const travel = useLive(useHost().travel, (state) => state);
  if (travel?.running !== true) return null;
  const { done, total, label } = travel;
  return (
    <div className="flex shrink-0 items-center gap-2">
      <span className="max-w-60 truncate whitespace-nowrap">Undo or redo{label === null ? '' : `: ${label}`}</span>
      <ProgressBar label="Undo or redo" fraction={total === 0 ? null : done / total} className="w-24" />
    </div>
  );
}
