import { decayFactor } from './envelope.ts';
import { filterInPlace } from './filters.ts';
import { integratedLoudness } from './loudness.ts';
import { SAMPLE_RATE, type Stereo, createStereo, decibelsToGain } from './stereo.ts';

/** Highest sample of a finished track in dBFS; leaves room for what lossy coding adds. */
export const CEILING_DB = -2.5;
const LOOK_AHEAD_FRAMES = 96;
/** Above this lossy encoders cut, and what they cut comes back as higher peaks. */
const TOP_HERTZ = 16_500;
const RELEASE_SECONDS = 0.08;
/** Loudness that clipping and limiting usually take away, in LU. */
const LIMITING_LOSS = 1.6;

/**
 * The smallest gain needed over the frames to come, so that the limiter is down before the peak arrives.
 * @param needed Gain each frame needs by itself, shape [frames]; overwritten.
 */
function holdMinimum(needed: Float32Array, window: number): void {
  const queue = new Int32Array(needed.length);
  let head = 0;
  let tail = 0;
  for (let frame = 0; frame < needed.length + window - 1; frame += 1) {
    if (frame < needed.length) {
      while (tail > head && needed[queue[tail - 1]] >= needed[frame]) tail -= 1;
      queue[tail] = frame;
      tail += 1;
    }
    const target = frame - window + 1;
    if (target < 0) continue;
    while (queue[head] < target) head += 1;
    // Written behind the frames still to be compared: those stay in the queue by index and are >= target.
    const minimum = needed[queue[head]];
    if (queue[head] === target) head += 1;
    needed[target] = minimum;
  }
}

/** Windowed sinc (Lanczos, 4 lobes) half a frame beside its centre: one side, the other is its mirror image. */
const BETWEEN = Float64Array.from([0.5, 1.5, 2.5, 3.5], (x) => {
  const sinc = (value: number): number => Math.sin(Math.PI * value) / (Math.PI * value);
  return sinc(x) * sinc(x / 4);
});

/** Peak at a frame and half-way to the next: between samples, sound may be louder by decibels than at them. */
function peakAround(signal: Float32Array, frame: number, ceiling: number): number {
  const at = Math.abs(signal[frame]);
  // Quiet neighbours cannot reach the ceiling; they are the rule, and looking between them is dear.
  if (at + Math.abs(signal[frame + 1]) < ceiling || frame < 3 || frame + 4 >= signal.length) return at;
  let between = 0;
  for (let tap = 0; tap < 4; tap += 1) between += BETWEEN[tap] * (signal[frame - tap] + signal[frame + 1 + tap]);
  return Math.max(at, Math.abs(between));
}

/** Limits in place to the ceiling: immediate, looked-ahead attack, exponential release, smoothed over the look-ahead. */
function limit(signal: Stereo, ceiling: number): void {
  const frames = signal.left.length;
  const gain = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame += 1) {
    const peak = Math.max(peakAround(signal.left, frame, ceiling), peakAround(signal.right, frame, ceiling));
    gain[frame] = peak > ceiling ? ceiling / peak : 1;
  }
  holdMinimum(gain, LOOK_AHEAD_FRAMES);
  const release = 1 - decayFactor(RELEASE_SECONDS);
  let current = 1;
  for (let frame = 0; frame < frames; frame += 1) {
    current = Math.min(gain[frame], current + (1 - current) * release);
    gain[frame] = current;
  }
  // A moving average over the look-ahead turns the steps into ramps that still arrive in time.
  const history = new Float32Array(LOOK_AHEAD_FRAMES).fill(gain[0]);
  let sum = gain[0] * LOOK_AHEAD_FRAMES;
  for (let frame = 0; frame < frames; frame += 1) {
    const slot = frame % LOOK_AHEAD_FRAMES;
    sum += gain[frame] - history[slot];
    history[slot] = gain[frame];
    const smooth = Math.min(1, sum / LOOK_AHEAD_FRAMES);
    signal.left[frame] *= smooth;
    signal.right[frame] *= smooth;
  }
}

/** Where the soft clipper starts to bend, as a share of full scale. */
const KNEE = 0.6;

function softClip(value: number): number {
  const size = Math.abs(value);
  if (size <= KNEE) return value;
  return Math.sign(value) * (KNEE + (1 - KNEE) * Math.tanh((size - KNEE) / (1 - KNEE)));
}

function drive(source: Stereo, gain: number, out: Stereo): void {
  for (let frame = 0; frame < source.left.length; frame += 1) {
    out.left[frame] = softClip(source.left[frame] * gain);
    out.right[frame] = softClip(source.right[frame] * gain);
  }
}

/** Lift of the highs: mixes of bare oscillators are duller than records. */
const AIR_DB = 4;
const AIR_HERTZ = 1800;

/** First-order high shelf, in place. */
function addAir(channel: Float32Array): void {
  const lift = decibelsToGain(AIR_DB) - 1;
  const smoothing = 1 - decayFactor(1 / (2 * Math.PI * AIR_HERTZ));
  let low = 0;
  for (let frame = 0; frame < channel.length; frame += 1) {
    const input = channel[frame];
    low += smoothing * (input - low);
    channel[frame] = input + lift * (input - low);
  }
}

function fadeEnds(signal: Stereo): void {
  const frames = Math.round(0.6 * SAMPLE_RATE);
  const start = signal.left.length - frames;
  for (let index = 0; index < frames; index += 1) {
    const gain = (1 - index / frames) ** 2;
    signal.left[start + index] *= gain;
    signal.right[start + index] *= gain;
  }
}

/**
 * Brings a mix to its loudness under the ceiling: gain, soft clipping, limiting. One pass: what the limiter takes away is
 * estimated, which is right within half a unit.
 * @param mix Filtered in place.
 * @returns A new signal; peak at most CEILING_DB, between the samples too.
 */
export function masterTrack(mix: Stereo, targetLufs: number): Stereo {
  for (const channel of [mix.left, mix.right]) {
    filterInPlace(channel, 'high', 28);
    addAir(channel);
  }
  fadeEnds(mix);
  const out = createStereo(mix.left.length);
  drive(mix, decibelsToGain(targetLufs - integratedLoudness(mix) + LIMITING_LOSS), out);
  for (const channel of [out.left, out.right]) filterInPlace(channel, 'low', TOP_HERTZ);
  limit(out, decibelsToGain(CEILING_DB));
  return out;
}
