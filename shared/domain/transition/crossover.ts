interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** @source Butterworth sections of R. Bristow-Johnson's Audio EQ Cookbook, Q = 1/sqrt(2). */
function butterworth(kind: 'low' | 'high', hertz: number, sampleRate: number): Biquad {
  const angle = (2 * Math.PI * hertz) / sampleRate;
  const [cosine, alpha] = [Math.cos(angle), Math.sin(angle) * Math.SQRT1_2];
  const edge = kind === 'low' ? 1 - cosine : 1 + cosine;
  const scale = 1 + alpha;
  return {
    b: [edge / 2 / scale, (kind === 'low' ? edge : -edge) / scale, edge / 2 / scale],
    a: [(-2 * cosine) / scale, (1 - alpha) / scale],
  };
}

/** One section over time, in transposed direct form II. */
class Section {
  private readonly biquad: Biquad;
  private first = 0;
  private second = 0;

  constructor(biquad: Biquad) {
    this.biquad = biquad;
  }

  next(input: number): number {
    const { a, b } = this.biquad;
    const output = b[0] * input + this.first;
    this.first = b[1] * input - a[0] * output + this.second;
    this.second = b[2] * input - a[1] * output;
    return output;
  }
}

/**
 * Splits one channel into two bands of 24 dB an octave that add up to a flat response.
 * @source S. P. Lipshitz and J. Vanderkooy, "A Family of Linear-Phase Crossover Networks" (1983): Linkwitz-Riley, 4th order.
 */
export class Crossover {
  private readonly low: readonly [Section, Section];
  private readonly high: readonly [Section, Section];

  constructor(hertz: number, sampleRate: number) {
    const sections = (kind: 'low' | 'high'): [Section, Section] => {
      const biquad = butterworth(kind, hertz, sampleRate);
      return [new Section(biquad), new Section(biquad)];
    };
    this.low = sections('low');
    this.high = sections('high');
  }

  /** Replaces samples by their bands, each at its gain at that sample. */
  apply(samples: Float32Array, lowGain: Float32Array, highGain: Float32Array): void {
    for (let index = 0; index < samples.length; index += 1) {
      const input = samples[index] ?? 0;
      const low = this.low[1].next(this.low[0].next(input));
      const high = this.high[1].next(this.high[0].next(input));
      samples[index] = low * (lowGain[index] ?? 0) + high * (highGain[index] ?? 0);
    }
  }
}
