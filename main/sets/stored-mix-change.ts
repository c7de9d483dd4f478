import type { StoredTransition } from '#main/storage/queries/set-transitions.ts';
import { type MixChange, UNCHANGED } from '#shared/domain/transition/mix-track.ts';

const asFlag = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0);

/** A change as its row holds it. */
export function storedChange({ mixOutSeconds, mixInSeconds, bars, shiftBeats, tempoMode, bassSwap }: MixChange) {
  return {
    mix_out_seconds: mixOutSeconds,
    mix_in_seconds: mixInSeconds,
    bars,
    shift_beats: shiftBeats,
    tempo_mode: tempoMode,
    bass_swap: asFlag(bassSwap),
  };
}

/** @param row undefined = nothing was changed. */
export function changeOf(row: StoredTransition | undefined): MixChange {
  if (row === undefined) return UNCHANGED;
  return {
    mixOutSeconds: row.mix_out_seconds,
    mixInSeconds: row.mix_in_seconds,
    bars: row.bars,
    shiftBeats: row.shift_beats,
    tempoMode: row.tempo_mode,
    bassSwap: row.bass_swap === null ? null : row.bass_swap === 1,
  };
}
