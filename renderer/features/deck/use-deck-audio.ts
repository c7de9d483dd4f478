import { useEffect, useState } from 'react';
import type { TrackId } from '#shared/contract/ids.ts';
import { useDeck } from '#renderer/stores/deck-store.ts';
import { DeckAudio } from './deck-audio.ts';

interface Fault {
  readonly id: TrackId;
  readonly message: string;
}

/** The deck's sound, kept in step with the store. */
export function useDeckAudio(trackId: TrackId) {
  const [fault, setFault] = useState<Fault | null>(null);
  const [audio] = useState(
    () =>
      new DeckAudio({
        playing: (playing) => useDeck.getState().setPlaying(playing),
        failed: (id, message) => setFault({ id, message }),
      }),
  );
  const load = useDeck((state) => state.load);
  const volume = useDeck((state) => state.volume);
  useEffect(() => audio.setVolume(volume), [audio, volume]);
  useEffect(() => {
    if (load.trackId !== null) audio.load(load.trackId, load.play);
  }, [audio, load]);
  useEffect(() => () => audio.stop(), [audio]);
  return { audio, fault: fault?.id === trackId ? fault.message : null };
}
