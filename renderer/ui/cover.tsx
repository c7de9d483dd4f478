import type { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';

/** Cover picture, or a record where there is none. The title beside it names it, so the picture has no text. */
export function Cover({
  id,
  hasArtwork,
  size,
}: {
  readonly id: TrackId;
  readonly hasArtwork: boolean;
  /** Edge in CSS pixels. */
  readonly size: number;
}) {
  const box = { width: size, height: size };
  if (hasArtwork)
    return (
      <img
        src={mediaPaths.artwork(id)}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
        className="rounded-sm bg-control object-cover"
        style={box}
      />
    );
  return (
    <span
      className="inline-flex items-center justify-center rounded-sm bg-control-hover text-faint"
      style={box}
      aria-hidden
    >
      <span className="record size-[55%]" />
    </span>
  );
}
