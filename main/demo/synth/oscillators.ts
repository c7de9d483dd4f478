const TABLE_SIZE = 4096;
const SINE = new Float64Array(TABLE_SIZE + 1);
for (let index = 0; index <= TABLE_SIZE; index += 1) SINE[index] = Math.sin((2 * Math.PI * index) / TABLE_SIZE);

/**
 * Sine of a phase in cycles, from a table with linear interpolation (error below 4e-7).
 * @param phase In cycles; any sign, |phase| < 2^31 / 4096.
 */
export function sine(phase: number): number {
  const position = (phase - Math.floor(phase)) * TABLE_SIZE;
  const index = position | 0;
  const low = SINE[index];
  return low + (SINE[index + 1] - low) * (position - index);
}

/**
 * What has to be taken from a naive step at phase 0 to remove most of its aliasing.
 * @param phase In cycles, [0, 1).
 * @param step Cycles per frame.
 * @source Valimaki and Huovilainen, "Antialiasing oscillators in subtractive synthesis", 2007 (polynomial BLEP).
 */
function polyBlep(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}

/** Band-limited sawtooth, -1 to 1. Phase in cycles, [0, 1). */
export function saw(phase: number, step: number): number {
  return phase + phase - 1 - polyBlep(phase, step);
}

/** Band-limited square wave, -1 to 1. Phase in cycles, [0, 1). */
export function square(phase: number, step: number): number {
  const half = phase < 0.5 ? phase + 0.5 : phase - 0.5;
  return (phase < 0.5 ? 1 : -1) + polyBlep(phase, step) - polyBlep(half, step);
}

/** Equal temperament, A4 = MIDI note 69 = 440 Hz. */
export function noteToHertz(note: number): number {
  return 440 * 2 ** ((note - 69) / 12);
}
