import type { MixTrack } from '#shared/domain/transition/mix-track.ts';
import { positionAt, type WarpPoint } from '#shared/domain/transition/warp.ts';
import { SECTION_NAMES } from '#renderer/ui/section-names.ts';

interface PartStripProps {
  readonly mix: MixTrack;
  readonly warp: readonly WarpPoint[];
  readonly range: { readonly startAt: number; readonly endAt: number };
}

/** The parts of a track above or below its waveform. */
export function PartStrip({ mix, warp, range: { startAt, endAt } }: PartStripProps) {
  const [from, to] = [positionAt(warp, startAt), positionAt(warp, endAt)];
  // Tempos move so little that a part is drawn within a pixel of where it is heard.
  const percent = (position: number): number =>
    Math.min(100, Math.max(0, ((position - from) / Math.max(0.001, to - from)) * 100));
  return (
    <div className="relative h-[15px]" aria-hidden>
      {mix.sections.map(({ startSeconds, endSeconds, kind }) => {
        const [left, right] = [percent(startSeconds), percent(endSeconds)];
        if (right - left < 0.5) return null;
        return (
          <span
            key={startSeconds}
            style={{ left: `${left}%`, width: `calc(${right - left}% - 1px)` }}
            className="absolute inset-y-0 overflow-hidden rounded-[2px] bg-control px-1 text-2xs leading-[15px] whitespace-nowrap text-ink"
          >
            {SECTION_NAMES[kind]}
          </span>
        );
      })}
    </div>
  );
}
