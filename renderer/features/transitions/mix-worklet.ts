import { type Mix, MixEngine } from '#shared/domain/transition/mix-engine.ts';
import { createStretchVoice } from '#shared/stretch/stretch-voice.ts';

/** What a mix processor is made with. */
export interface MixProcessorOptions {
  readonly mix: Mix;
  /** Seconds from the beginning of the mix. */
  readonly startAt: number;
  readonly endAt: number;
}

/** Processor to window. `time` comes 20 times a second; `ready` before the first sound. */
export type MixMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'time'; readonly at: number }
  | { readonly type: 'ended' }
  | { readonly type: 'failed'; readonly message: string };

// The globals of an audio worklet, which the types of a page do not know.
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;

const TIMES_A_SECOND = 20;

/** Renders a transition in the audio thread. Any message stops it. */
class MixProcessor extends AudioWorkletProcessor {
  private engine: MixEngine | null = null;
  private isStopped = false;
  private told = Number.NEGATIVE_INFINITY;
  private readonly endAt: number;

  constructor({ processorOptions }: { readonly processorOptions: MixProcessorOptions }) {
    super();
    this.endAt = processorOptions.endAt;
    this.port.addEventListener('message', () => {
      this.isStopped = true;
    });
    this.port.start();
    this.prepare(processorOptions).catch((error: unknown) => {
      this.isStopped = true;
      this.tell({ type: 'failed', message: String(error) });
    });
  }

  private tell(message: MixMessage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a MessagePort has no origin
    this.port.postMessage(message);
  }

  private async prepare({ mix, startAt }: MixProcessorOptions): Promise<void> {
    const [from, to] = await Promise.all([createStretchVoice(sampleRate), createStretchVoice(sampleRate)]);
    this.engine = new MixEngine(mix, { from, to }, sampleRate, startAt);
    this.tell({ type: 'ready' });
  }

  process(_inputs: unknown, [output]: readonly (readonly Float32Array[])[]): boolean {
    const [left, right] = output ?? [];
    if (this.isStopped) return false;
    if (this.engine === null || left === undefined || right === undefined) return true;
    this.engine.render(left, right);
    const { at } = this.engine;
    if (at - this.told >= 1 / TIMES_A_SECOND) {
      this.told = at;
      this.tell({ type: 'time', at });
    }
    if (at < this.endAt) return true;
    this.tell({ type: 'ended' });
    return false;
  }
}

registerProcessor('mix', MixProcessor);
