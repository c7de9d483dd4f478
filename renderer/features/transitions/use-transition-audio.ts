import { useEffect, useRef, useState } from 'react';
import { useDeck } from '#renderer/stores/deck-store.ts';
import type { MixMessage } from './mix-worklet.ts';
import { type HeardMix, TransitionAudio } from './transition-audio.ts';

/** Whether a transition sounds, where it is, and why it cannot be heard. */
export interface Hearing {
  /** `reading`: asked for, and plays by itself as soon as the music is there. */
  readonly state: 'silent' | 'reading' | 'starting' | 'playing';
  /** Seconds from the beginning of the mix. */
  readonly at: number | null;
  readonly problem: string | null;
}

const SILENT: Hearing = { state: 'silent', at: null, problem: null };

const NOTHING = { of: null, hearing: SILENT };

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function heard(before: Hearing, message: MixMessage): Hearing {
  switch (message.type) {
    case 'ready':
      return before;
    case 'time':
      return before.state === 'silent' ? before : { state: 'playing', at: message.at, problem: null };
    case 'ended':
      return SILENT;
    case 'failed':
      return { ...SILENT, problem: `The transition cannot be played here: ${message.message}` };
  }
  return before;
}

interface Told {
  readonly of: HeardMix | null;
  readonly hearing: Hearing;
}

/** The audio of the view, as long as it is open. */
function useAudio(onMessage: (message: MixMessage) => void) {
  const audio = useRef<TransitionAudio | null>(null);
  const listener = useRef(onMessage);
  useEffect(() => {
    listener.current = onMessage;
  });
  useEffect(() => {
    const made = new TransitionAudio((message) => listener.current(message));
    audio.current = made;
    return () => {
      audio.current = null;
      void made.close();
    };
  }, []);
  return audio;
}

/**
 * Plays a mix. It is made ready as soon as it is known, and a mix that changes stops sounding.
 * @param mix null = there is nothing to play.
 */
export function useTransitionAudio(mix: HeardMix | null) {
  const [told, setTold] = useState<Told>(NOTHING);
  const hearing = told.of === mix ? told.hearing : SILENT;
  const setHearing = (next: Hearing): void => setTold({ of: mix, hearing: next });
  const audio = useAudio((message) =>
    setTold((before) => ({ of: mix, hearing: heard(before.of === mix ? before.hearing : SILENT, message) })),
  );
  useEffect(() => {
    audio.current?.stop();
    // What cannot be read is told when it is asked for.
    if (mix !== null) audio.current?.prepare(mix).catch(() => undefined);
  }, [audio, mix]);
  const stop = (): void => {
    audio.current?.stop();
    setHearing(SILENT);
  };
  const play = (): void => {
    if (mix === null) return;
    const { playing, player, volume } = useDeck.getState();
    // One thing sounds at a time.
    if (playing) player?.toggle();
    const state = audio.current?.isReady(mix) ? 'starting' : 'reading';
    setHearing({ state, at: null, problem: null });
    audio.current?.play(mix, volume).catch((error: unknown) => setHearing({ ...SILENT, problem: wordsOf(error) }));
  };
  return { hearing, play, stop };
}
