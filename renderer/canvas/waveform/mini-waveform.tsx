import { useEffect, useRef } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { MINI_HEIGHT, MINI_WIDTH, miniPictures } from './mini-pictures.ts';
import { onWaveColoursChange } from './wave-colours.ts';

interface MiniWaveformProps {
  readonly id: TrackId;
  readonly version: number;
}

/** The whole track as a small picture. Decoration: everything it says stands in words elsewhere. */
export function MiniWaveform({ id, version }: MiniWaveformProps) {
  const ref = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const image = ref.current;
    if (!image || version === 0) return undefined;
    // Written to directly: a row is not drawn again for it.
    const show = (picture: string) => {
      image.src = picture;
    };
    let cancel: (() => void) | null = null;
    const ask = () => {
      cancel?.();
      const ready = miniPictures.peek(id, version);
      cancel = ready === null ? miniPictures.request(id, version, show) : null;
      if (ready !== null) show(ready);
    };
    ask();
    const unsubscribe = onWaveColoursChange(ask);
    return () => {
      cancel?.();
      unsubscribe();
    };
  }, [id, version]);
  return (
    <img
      ref={ref}
      alt=""
      width={MINI_WIDTH}
      height={MINI_HEIGHT}
      decoding="async"
      draggable={false}
      className="block max-w-none"
      data-waveform-of={id}
    />
  );
}
