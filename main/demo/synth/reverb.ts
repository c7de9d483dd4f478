import { decayFactor } from './envelope.ts';
import { filterInPlace } from './filters.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

/** Delay lines in frames, mutually prime, 29-77 ms. */
const LINE_FRAMES = [1289, 1543, 1801, 2083, 2357, 2693, 2999, 3391] as const;
const LINES = LINE_FRAMES.length;
const PRE_DELAY_FRAMES = 740;
/** Highs die earlier than lows in any room. */
const DAMPING_HERTZ = 5200;

/**
 * A stereo reverb: eight delay lines that feed each other.
 * @param input Mono, shape [frames]; it is high-passed in place, since reverberant lows only make mud.
 * @param seconds Time to fall by 60 dB.
 * @param addTo Receives the reverberation.
 * @source Jot and Chaigne, "Digital delay networks for designing artificial reverberators", 1991 (Householder matrix).
 */
export function addReverb(input: Float32Array, seconds: number, addTo: Stereo): void {
  filterInPlace(input, 'high', 220);
  const lines = LINE_FRAMES.map((frames) => new Float32Array(frames));
  const feedback = Float64Array.from(LINE_FRAMES, (frames) => 10 ** ((-3 * frames) / (seconds * SAMPLE_RATE)));
  const positions = new Int32Array(LINES);
  const damped = new Float64Array(LINES);
  const damping = 1 - decayFactor(1 / (2 * Math.PI * DAMPING_HERTZ));
  for (let frame = 0; frame < input.length; frame += 1) {
    let sum = 0;
    let left = 0;
    let right = 0;
    for (let line = 0; line < LINES; line += 1) {
      damped[line] += damping * (lines[line][positions[line]] * feedback[line] - damped[line]);
      sum += damped[line];
      if (line % 2 === 0) left += (line & 2) === 0 ? damped[line] : -damped[line];
      else right += (line & 2) === 0 ? damped[line] : -damped[line];
    }
    const source = frame >= PRE_DELAY_FRAMES ? input[frame - PRE_DELAY_FRAMES] : 0;
    const reflected = (2 / LINES) * sum;
    for (let line = 0; line < LINES; line += 1) {
      lines[line][positions[line]] = source + damped[line] - reflected;
      positions[line] = positions[line] + 1 === LINE_FRAMES[line] ? 0 : positions[line] + 1;
    }
    addTo.left[frame] += left * 0.5;
    addTo.right[frame] += right * 0.5;
  }
}
