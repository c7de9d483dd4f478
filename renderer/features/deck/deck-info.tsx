import { CircleAlert } from 'lucide-react';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { useSettings } from '#renderer/host-client/queries.ts';
import { Cover } from '#renderer/ui/cover.tsx';
import { KeyChip } from '#renderer/ui/key-chip.tsx';

function Badge({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span className="inline-flex items-baseline gap-1 rounded-sm border border-line-strong px-1.5 text-xs">
      <span className="font-semibold">{value}</span>
      <span className="text-2xs text-faint">{name}</span>
    </span>
  );
}

/** Which track is on the deck, or why it cannot be heard. */
export function DeckInfo({ track, fault }: { readonly track: TrackDetail; readonly fault: string | null }) {
  const { keyNotation } = useSettings();
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <Cover id={track.id} hasArtwork={track.hasArtwork} size={34} />
      <div className="min-w-0">
        <p className="truncate text-sm font-semibold">{track.title}</p>
        {fault === null ? (
          <p className="truncate text-xs text-muted">{track.artist || 'Unknown artist'}</p>
        ) : (
          <p role="alert" className="flex items-center gap-1 text-xs text-danger" title={fault}>
            <CircleAlert size={12} className="shrink-0" aria-hidden />
            <span className="line-clamp-2 leading-tight">{fault}</span>
          </p>
        )}
      </div>
      {/* A fault takes the room: it says what to do. */}
      <div className={fault === null ? 'flex shrink-0 items-center gap-1.5' : 'hidden'}>
        {track.bpm === null ? null : <Badge value={track.bpm.toFixed(2)} name="BPM" />}
        {track.keyIndex === null ? null : <KeyChip index={track.keyIndex} notation={keyNotation} />}
        {track.energy === null ? null : <Badge value={String(energyLevel(track.energy))} name="energy" />}
      </div>
    </div>
  );
}
