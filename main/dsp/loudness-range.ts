const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -20;
/** The softest tenth and the loudest twentieth do not count: a fade and a single bang. */
const LOWER_SHARE = 0.1;
const UPPER_SHARE = 0.95;

/**
 * Loudness range: how far the loudness spreads over a track.
 * @param shortTerm Loudness of overlapping windows of 3 s in LUFS, in any order; -Infinity for silence.
 * @returns LU; null where nothing is audible.
 * @source EBU Tech 3342.
 */
export function loudnessRange(shortTerm: Float64Array): number | null {
  const audible = shortTerm.filter((loudness) => loudness >= ABSOLUTE_GATE_LUFS);
  if (audible.length === 0) return null;
  let power = 0;
  for (const loudness of audible) power += 10 ** (loudness / 10);
  const gate = 10 * Math.log10(power / audible.length) + RELATIVE_GATE_LU;
  const gated = audible.filter((loudness) => loudness >= gate).sort();
  const at = (share: number): number => gated[Math.round(share * (gated.length - 1))];
  return at(UPPER_SHARE) - at(LOWER_SHARE);
}
