/** Highest sample that comes out, -1 dB: what lossy coding adds, and what lies between the samples, has room above it. */
export const CEILING = 10 ** (-1 / 20);
/** So far ahead it looks, and so long it takes to come down: short enough to be unheard, long enough not to crackle. */
const AHEAD_SECONDS = 0.005;
/** In which it goes back two thirds of the way. */
const RELEASE_SECONDS = 0.1;
const CHANNELS = 2;

/** Gain that a frame may have at most. What is no number is no peak. */
function allowed(left: number, right: number): number {
  const peak = Math.max(Math.abs(left), Math.abs(right));
  return peak > CEILING ? CEILING / peak : 1;
}

const orSilence = (sample: number | undefined): number =>
  sample !== undefined && Number.isFinite(sample) ? sample : 0;

/** The last values that were put in; the oldest goes when one comes. */
class Ring {
  private readonly values: Float64Array;
  private next = 0;

  constructor(length: number, value: number) {
    this.values = new Float64Array(length).fill(value);
  }

  /** @returns The oldest, which leaves. */
  push(value: number): number {
    const oldest = this.values[this.next] ?? 0;
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.values.length;
    return oldest;
  }
}

/** Least of the last values. */
class SlidingLeast {
  private readonly length: number;
  /** Values that may become the least, rising from the first to the last, and when they came; both go round. */
  private readonly values: Float64Array;
  private readonly times: Float64Array;
  private first = 0;
  private count = 0;
  private at = 0;

  constructor(length: number) {
    this.length = length;
    this.values = new Float64Array(length);
    this.times = new Float64Array(length);
  }

  push(value: number): number {
    const { values, times, length } = this;
    if (this.count > 0 && (times[this.first] ?? 0) <= this.at - length) {
      this.first = (this.first + 1) % length;
      this.count -= 1;
    }
    while (this.count > 0 && (values[(this.first + this.count - 1) % length] ?? 0) >= value) this.count -= 1;
    const place = (this.first + this.count) % length;
    values[place] = value;
    times[place] = this.at;
    this.count += 1;
    this.at += 1;
    return values[this.first] ?? value;
  }
}

/**
 * Keeps samples below full scale: it looks ahead, comes down before a peak and goes back slowly, and leaves alone what is below its
 * ceiling. What comes out is late by `delayFrames`.
 *
 * The gain is the mean, over the frames that are looked ahead, of the least gain that any of them allows. Each of these least gains
 * has seen the frame that comes out, so their mean allows it too: no sample passes the ceiling.
 */
export class Limiter {
  readonly delayFrames: number;
  private readonly release: number;
  private readonly least: SlidingLeast;
  private readonly gains: Ring;
  private readonly delayed: readonly [Ring, Ring];
  private sum: number;
  private held = 1;

  /** @param sampleRate In hertz. */
  constructor(sampleRate: number) {
    const window = Math.max(2, Math.round(AHEAD_SECONDS * sampleRate));
    this.delayFrames = window - 1;
    this.release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRate));
    this.least = new SlidingLeast(window);
    this.gains = new Ring(window, 1);
    this.sum = window;
    this.delayed = [new Ring(this.delayFrames, 0), new Ring(this.delayFrames, 0)];
  }

  /** Replaces samples by those of `delayFrames` before, limited. @param samples Interleaved stereo. */
  apply(samples: Float32Array): void {
    for (let index = 0; index + 1 < samples.length; index += CHANNELS) {
      const [left, right] = [orSilence(samples[index]), orSilence(samples[index + 1])];
      const gain = this.gainAfter(allowed(left, right));
      samples[index] = this.delayed[0].push(left) * gain;
      samples[index + 1] = this.delayed[1].push(right) * gain;
    }
  }

  private gainAfter(most: number): number {
    const least = this.least.push(most);
    this.held = Math.min(least, this.held + (1 - this.held) * this.release);
    this.sum += this.held - this.gains.push(this.held);
    // Sums of fractions drift by less than is audible, but could rise above 1.
    return Math.min(1, this.sum / (this.delayFrames + 1));
  }
}
