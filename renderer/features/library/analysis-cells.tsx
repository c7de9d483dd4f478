import { CircleAlert, CircleDashed, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TrackRow } from '#shared/contract/tracks.ts';

/** How far the analysis of a track is. */
export const ANALYSIS_CELLS: Readonly<Record<TrackRow['analysis'], ReactNode>> = {
  none: <span className="text-faint">Not analysed</span>,
  queued: (
    <span className="inline-flex items-center gap-1.5 text-muted">
      <CircleDashed size={12} aria-hidden /> Waiting
    </span>
  ),
  running: (
    <span className="inline-flex items-center gap-1.5 text-info">
      <LoaderCircle size={12} className="spin" aria-hidden /> Analysing
    </span>
  ),
  done: <span className="text-muted">Analysed</span>,
  failed: (
    <span className="inline-flex items-center gap-1.5 text-danger">
      <CircleAlert size={12} aria-hidden /> Failed
    </span>
  ),
};
