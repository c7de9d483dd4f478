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
        className="block shrink-0 rounded-sm bg-control object-cover"
        style={box}
      />
    );
  return <span className="record block shrink-0 rounded-sm" style={box} aria-hidden />;
}
