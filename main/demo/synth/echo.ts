import { decayFactor } from './envelope.ts';
import { filterInPlace } from './filters.ts';
import { SAMPLE_RATE, type Stereo } from './stereo.ts';

const FEEDBACK = 0.46;
/** Each repeat is duller than the one before, like tape. */
const DAMPING_HERTZ = 3800;

/**
 * A ping-pong echo: repeats alternate between the sides.
 * @param input Mono, shape [frames]; high-passed in place.
 * @param delaySeconds Between two repeats.
 * @param addTo Receives the repeats.
 */
export function addEcho(input: Float32Array, delaySeconds: number, addTo: Stereo): void {
  filterInPlace(input, 'high', 300);
  const frames = Math.max(1, Math.round(delaySeconds * SAMPLE_RATE));
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  const damping = 1 - decayFactor(1 / (2 * Math.PI * DAMPING_HERTZ));
  let dullLeft = 0;
  let dullRight = 0;
  let position = 0;
  for (let frame = 0; frame < input.length; frame += 1) {
    dullLeft += damping * (left[position] - dullLeft);
    dullRight += damping * (right[position] - dullRight);
    addTo.left[frame] += dullLeft;
    addTo.right[frame] += dullRight;
    left[position] = input[frame] + FEEDBACK * dullRight;
    right[position] = FEEDBACK * dullLeft;
    position = position + 1 === frames ? 0 : position + 1;
  }
}
