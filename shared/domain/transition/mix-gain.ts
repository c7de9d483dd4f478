/**
 * Loudness that tracks are brought to. Club music is mastered at -6 to -10 LUFS: two of such tracks at once have room below full
 * scale then, and quieter ones need not be raised far. Streaming services play at the same.
 */
export const TARGET_LUFS = -14;
/** Of a track that is not analysed: that of most club music. */
const USUAL_LUFS = -9;
/** More would raise the noise of a quiet recording, and its peaks would have to be held down. */
export const MOST_DECIBELS = 6;

/**
 * Gain that makes a track as loud as the others of a set.
 * @param loudnessLufs Integrated loudness (EBU R128); null = not known.
 * @returns Decibels, at most 6.
 */
export function mixGainDecibels(loudnessLufs: number | null): number {
  return Math.min(MOST_DECIBELS, TARGET_LUFS - (loudnessLufs ?? USUAL_LUFS));
}

/** @returns What samples are multiplied by. */
export const mixGain = (loudnessLufs: number | null): number => 10 ** (mixGainDecibels(loudnessLufs) / 20);
