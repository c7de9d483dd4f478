/**
 * Joins parts that were rendered apart: the end of each is laid over the beginning of the next, for a stretched track and the track
 * itself have other phases, and a cut between them clicks. Samples are interleaved stereo.
 */
export class PartJoiner {
  private readonly overlap: number;
  private readonly write: (samples: Float32Array) => Promise<void>;
  /** The end of what came so far, which the next part may be laid over. */
  private held = new Float32Array(0);
  /** Of the part before, which fades out under the one that comes. */
  private tail = new Float32Array(0);
  private faded = 0;

  /** @param frames Over which parts are laid over each other: each part but the last is so much longer. */
  constructor(frames: number, write: (samples: Float32Array) => Promise<void>) {
    this.overlap = frames * 2;
    this.write = write;
  }

  async push(samples: Float32Array): Promise<void> {
    const mixed = this.fade(samples);
    const all = new Float32Array(this.held.length + mixed.length);
    all.set(this.held);
    all.set(mixed, this.held.length);
    const ready = Math.max(0, all.length - this.overlap);
    this.held = all.slice(ready);
    if (ready > 0) await this.write(all.subarray(0, ready));
  }

  /** A part has ended, and another follows. */
  next(): void {
    this.tail = this.held;
    this.held = new Float32Array(0);
    this.faded = 0;
  }

  /** Writes what is held back. */
  async finish(): Promise<void> {
    if (this.held.length > 0) await this.write(this.held);
    this.held = new Float32Array(0);
  }

  /** The next part rises while the end of the one before falls, so that what is alike in both stays as loud. */
  private fade(samples: Float32Array): Float32Array {
    const count = Math.min(samples.length, this.tail.length - this.faded);
    if (count <= 0) return samples;
    const mixed = samples.slice();
    for (let index = 0; index < count; index += 1) {
      const at = this.faded + index;
      const gain = at / this.tail.length;
      mixed[index] = gain * (samples[index] ?? 0) + (1 - gain) * (this.tail[at] ?? 0);
    }
    this.faded += count;
    return mixed;
  }
}
