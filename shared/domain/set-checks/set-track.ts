import type { KeyRule } from '#shared/domain/harmonic.ts';

/** What the checks of a set know of a track in it. */
export interface SetTrack {
  readonly id: string;
  readonly title: string;
  /** null = unknown. */
  readonly bpm: number | null;
  /** Key index (key.ts), 0-23; null = unknown. */
  readonly key: number | null;
  /** 0-1; null = unknown. */
  readonly energy: number | null;
  /** Main artists, by what they are recognised by. */
  readonly artists: readonly string[];
  /** Equal for versions of one song; "" = unknown. */
  readonly song: string;
}

/** A place in a set. */
export interface SetPlace extends SetTrack {
  readonly missing: boolean;
  /** It was played the last time at this venue. */
  readonly playedHere: boolean;
  /** Stays where it is. */
  readonly locked: boolean;
  /** Parked beside it, not in the set itself. */
  readonly alternatives: readonly SetTrack[];
}

/** What the DJ mixes with and counts as right. */
export interface MixRules {
  /** null = any key does. */
  readonly keyRule: KeyRule | null;
  /** Without it, a change of tempo changes the key that is heard. */
  readonly keyLock: boolean;
  /** Largest tempo change of the decks. */
  readonly tempoRangePercent: number;
  /** Whether 87 BPM mixes with 174. */
  readonly halfDoubleTime: boolean;
}

/** The rules of the settings. */
export function mixRulesOf(settings: Omit<MixRules, 'keyRule'> & { readonly keyRule: KeyRule | 'off' }): MixRules {
  const { keyRule, keyLock, tempoRangePercent, halfDoubleTime } = settings;
  return { keyRule: keyRule === 'off' ? null : keyRule, keyLock, tempoRangePercent, halfDoubleTime };
}
