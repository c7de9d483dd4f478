import { Limiter } from '#shared/domain/transition/limiter.ts';

/** Limits samples on their way, and takes out what the limiter is late by. Samples are interleaved stereo. */
export class LimitedOutput {
  private readonly limiter: Limiter;
  private readonly write: (samples: Float32Array) => Promise<void>;
  /** Values that come before the first that was put in. */
  private early: number;

  /** @param sampleRate In hertz. */
  constructor(sampleRate: number, write: (samples: Float32Array) => Promise<void>) {
    this.limiter = new Limiter(sampleRate);
    this.early = this.limiter.delayFrames * 2;
    this.write = write;
  }

  async push(samples: Float32Array): Promise<void> {
    const limited = samples.slice();
    this.limiter.apply(limited);
    const skipped = Math.min(this.early, limited.length);
    this.early -= skipped;
    if (skipped < limited.length) await this.write(limited.subarray(skipped));
  }

  /** Writes what is still held back. */
  async finish(): Promise<void> {
    await this.push(new Float32Array(this.limiter.delayFrames * 2));
  }
}
