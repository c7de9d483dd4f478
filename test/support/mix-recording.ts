import type { Page } from 'playwright-core';
import type { MixMessage, MixOrder } from '#renderer/features/transitions/mix-worklet.ts';

type Order<Type extends MixOrder['type']> = Extract<MixOrder, { readonly type: Type }>;

/** What a test keeps of the audio of the page. */
interface Kept {
  url: string;
  options: AudioWorkletNodeOptions | null;
  /** Copies: what is sent is not there any more. */
  audio: Map<string, Order<'audio'>>;
  cue: Order<'cue'> | null;
  analyser: AnalyserNode | null;
}

declare global {
  interface Window {
    keptMix?: Kept;
  }
}

/** Keeps the last audio worklet of the page with what it was made of, and listens to it. Before the page is opened. */
export async function keepMixNodes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: Kept = { url: '', options: null, audio: new Map(), cue: null, analyser: null };
    window.keptMix = kept;
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its worklet below
    const { addModule } = AudioWorklet.prototype;
    AudioWorklet.prototype.addModule = function keep(this: AudioWorklet, url: string | URL) {
      kept.url = String(url);
      return addModule.call(this, url);
    };
    window.AudioWorkletNode = class extends AudioWorkletNode {
      constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
        super(context, name, options);
        if (!(context instanceof AudioContext)) return;
        kept.options = options ?? null;
        const send = this.port.postMessage.bind(this.port);
        this.port.postMessage = (order: MixOrder, options?: StructuredSerializeOptions | Transferable[]) => {
          if (order.type === 'audio') kept.audio.set(order.deck, structuredClone(order));
          if (order.type === 'cue') kept.cue = order;
          send(order, Array.isArray(options) ? { transfer: options } : options);
        };
        kept.analyser = new AnalyserNode(context, { fftSize: 4096 });
        this.connect(kept.analyser);
      }
    };
  });
}

/** Loudest sample of the mix that plays now, full scale 1. */
export function peakOfLastMix(page: Page): Promise<number> {
  return page.evaluate(() => {
    const samples = new Float32Array(4096);
    window.keptMix?.analyser?.getFloatTimeDomainData(samples);
    return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  });
}

/** One deck of the mix, in its middle. */
export interface PlayedMix {
  readonly peak: number;
  /** How much louder it gets above the bass (hats, claps, clicks of kicks), 400 values a second. */
  readonly rises: readonly number[];
  /** When beats of the mix are planned, in seconds from where `rises` begins. */
  readonly beats: readonly number[];
}

/** Values of `rises` in a second. */
const RISES_A_SECOND = 400;

/** Renders eight seconds of one deck, without its bass, around the middle of the last mix, by the worklet of the page itself. */
export function renderDeck(page: Page, solo: 'from' | 'to'): Promise<PlayedMix> {
  return page.evaluate(
    async ({ deck, perSecond }) => {
      const { url, options, audio, cue: order } = window.keptMix ?? {};
      if (url === undefined || audio === undefined || !order) throw new Error('Nothing has been played');
      const { cue: given } = order;
      const { plan } = given.mix;
      const middle = plan.seconds / 2 - 4;
      const offline = new OfflineAudioContext(2, 44_100 * 8, 44_100);
      await offline.audioWorklet.addModule(url);
      // Notes of a bass line begin where they like; drums stand on the grid.
      const mix = { ...given.mix, solo: deck, plan: { ...plan, bassSwap: false } };
      const node = new AudioWorkletNode(offline, 'mix', options ?? {});
      node.connect(new BiquadFilterNode(offline, { type: 'highpass', frequency: 1500 })).connect(offline.destination);
      // It sounds from when it is ready on; until then time stands still.
      const ready = new Promise<void>((done) => {
        node.port.addEventListener('message', ({ data }: MessageEvent<MixMessage>) => data.type === 'ready' && done());
        node.port.start();
      });
      const paused = offline.suspend(0);
      const rendering = offline.startRendering();
      await paused;
      const orders: MixOrder[] = [
        ...audio.values(),
        { type: 'cue', cue: { mix, startAt: middle, endAt: given.endAt } },
      ];
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a MessagePort has no origin
      for (const each of [...orders, { type: 'play', run: 1 }]) node.port.postMessage(each);
      await ready;
      await offline.resume();
      const samples = (await rendering).getChannelData(0);
      const step = Math.round(44_100 / perSecond);
      const levels = Array.from({ length: Math.floor(samples.length / step) }, (_, index) => {
        const part = samples.subarray(index * step, (index + 1) * step);
        return Math.log1p(1000 * Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length));
      });
      const rises = levels.map((level, index) => Math.max(0, level - (levels[index - 1] ?? level)));
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      const beats = plan.from.warp.map(({ at }: { readonly at: number }) => at - middle);
      return { peak, rises, beats };
    },
    { deck: solo, perSecond: RISES_A_SECOND },
  );
}

/** Room on either side of a beat in which its drums are looked for, in seconds: less than to the next hat at 128 BPM. */
const BESIDE_BEAT = 0.1;

/** How much later than the planned beats a deck rises most, in seconds: the median over its beats. */
export function drumOffset({ rises, beats }: PlayedMix): number {
  const room = Math.round(BESIDE_BEAT * RISES_A_SECOND);
  const offsets = beats.flatMap((beat) => {
    const centre = Math.round(beat * RISES_A_SECOND);
    if (centre < room || centre + room >= rises.length) return [];
    const near = rises.slice(centre - room, centre + room + 1);
    return [(near.indexOf(Math.max(...near)) - room) / RISES_A_SECOND];
  });
  const sorted = offsets.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * How much later the kicks of one deck come than those of the other, in seconds: where their rises fit best.
 * @returns At most a tenth of a second either way: less than from a beat to half of it.
 */
export function kicksApart(one: PlayedMix, other: PlayedMix): number {
  const most = RISES_A_SECOND / 10;
  let best = { fit: -1, shift: 0 };
  for (let shift = -most; shift <= most; shift += 1) {
    const fit = one.rises.reduce((sum, rise, index) => sum + rise * (other.rises[index + shift] ?? 0), 0);
    if (fit > best.fit) best = { fit, shift };
  }
  return best.shift / RISES_A_SECOND;
}
