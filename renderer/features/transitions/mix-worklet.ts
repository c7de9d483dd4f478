import {
  type DeckAudio,
  type DeckName,
  type Mix,
  MixEngine,
  type Voice,
} from '#shared/domain/transition/mix-engine.ts';
import { Limiter } from '#shared/domain/transition/limiter.ts';
import { createStretchVoice } from '#shared/stretch/stretch-voice.ts';

/** A mix without the music of its tracks, and from where to where it is heard in seconds from its beginning. */
export interface CuedMix {
  readonly mix: Omit<Mix, 'audio'>;
  readonly startAt: number;
  readonly endAt: number;
}

/** Window to processor, in any order but that `close` is the last. */
export type MixOrder =
  /** The music of a deck, in place of what it had. Its samples are transferred. */
  | { readonly type: 'audio'; readonly deck: DeckName; readonly audio: DeckAudio }
  /** Makes a mix ready, so that it sounds with the next block after `play`. */
  | { readonly type: 'cue'; readonly cue: CuedMix }
  /** Plays what is cued from its beginning, once it is ready. */
  | { readonly type: 'play'; readonly run: number }
  | { readonly type: 'stop' }
  | { readonly type: 'close' };

/** Processor to window. `ready`: what is cued waits to be played. `time` comes 20 times a second. `run` is that of `play`. */
export type MixMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'time'; readonly run: number; readonly at: number }
  | { readonly type: 'ended'; readonly run: number }
  | { readonly type: 'failed'; readonly message: string };

// The globals of an audio worklet, which the types of a page do not know.
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;

const TIMES_A_SECOND = 20;

/** Renders transitions in the audio thread. All that takes time is done before `play`. */
class MixProcessor extends AudioWorkletProcessor {
  private voices: Readonly<Record<DeckName, Voice>> | null = null;
  private readonly audio: Partial<Record<DeckName, DeckAudio>> = {};
  private cue: CuedMix | null = null;
  private engine: MixEngine | null = null;
  private limiter = new Limiter(sampleRate);
  /** null = silent. */
  private run: number | null = null;
  private isClosed = false;
  private told = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.port.addEventListener('message', ({ data }: MessageEvent<MixOrder>) => this.obey(data));
    this.port.start();
    this.loadVoices().catch((error: unknown) => this.tell({ type: 'failed', message: String(error) }));
  }

  private tell(message: MixMessage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a MessagePort has no origin
    this.port.postMessage(message);
  }

  private async loadVoices(): Promise<void> {
    const [from, to] = await Promise.all([createStretchVoice(sampleRate), createStretchVoice(sampleRate)]);
    this.voices = { from, to };
    this.prepare();
  }

  private obey(order: MixOrder): void {
    switch (order.type) {
      case 'audio':
        this.audio[order.deck] = order.audio;
        break;
      case 'cue':
        this.cue = order.cue;
        this.run = null;
        this.prepare();
        break;
      case 'play':
        this.run = order.run;
        this.told = Number.NEGATIVE_INFINITY;
        break;
      case 'stop':
        this.stop();
        break;
      case 'close':
        this.isClosed = true;
        break;
    }
  }

  /** Makes the engine of what is cued: that renders a little ahead, which warms the WebAssembly up as well. */
  private prepare(): void {
    const { from, to } = this.audio;
    this.engine = null;
    if (this.voices === null || this.cue === null || from === undefined || to === undefined) return;
    const { mix, startAt } = this.cue;
    this.engine = new MixEngine({ ...mix, audio: { from, to } }, this.voices, sampleRate, startAt);
    this.limiter = new Limiter(sampleRate);
    this.tell({ type: 'ready' });
  }

  private stop(): void {
    if (this.run === null) return;
    this.run = null;
    this.prepare();
  }

  private limit(left: Float32Array, right: Float32Array): void {
    const both = new Float32Array(left.length * 2);
    for (let frame = 0; frame < left.length; frame += 1) {
      both[2 * frame] = left[frame] ?? 0;
      both[2 * frame + 1] = right[frame] ?? 0;
    }
    this.limiter.apply(both);
    for (let frame = 0; frame < left.length; frame += 1) {
      left[frame] = both[2 * frame] ?? 0;
      right[frame] = both[2 * frame + 1] ?? 0;
    }
  }

  process(_inputs: unknown, [output]: readonly (readonly Float32Array[])[]): boolean {
    const [left, right] = output ?? [];
    const { engine, run, cue } = this;
    if (this.isClosed) return false;
    if (engine === null || run === null || cue === null || left === undefined || right === undefined) return true;
    const { at } = engine;
    engine.render(left, right);
    this.limit(left, right);
    if (at - this.told >= 1 / TIMES_A_SECOND) {
      this.told = at;
      this.tell({ type: 'time', run, at });
    }
    if (at >= cue.endAt) {
      this.tell({ type: 'ended', run });
      this.stop();
    }
    return true;
  }
}

registerProcessor('mix', MixProcessor);
