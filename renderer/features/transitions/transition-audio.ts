import { EXCERPT_RATE, LONGEST_EXCERPT, mediaPaths } from '#shared/contract/media-paths.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { DeckAudio, DeckName, Mix } from '#shared/domain/transition/mix-engine.ts';
import type { TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { positionAt } from '#shared/domain/transition/warp.ts';
import type { MixMessage, MixProcessorOptions } from './mix-worklet.ts';
// oxlint-disable-next-line import/default -- Vite makes the address of the bundled worklet of it
import workletUrl from './mix-worklet.ts?worker&url';

/** What is heard, and of which tracks. */
export interface HeardMix {
  readonly plan: TransitionPlan;
  readonly ids: Readonly<Record<DeckName, TrackId>>;
  readonly keyLock: boolean;
  readonly solo: DeckName | null;
}

/** Bars after the mix that are heard. */
const TAIL_BARS = 8;
const PLAIN_TAIL_SECONDS = 6;
/** Decoded around what is needed, so that shifting by some beats needs nothing new. */
const MARGIN_SECONDS = 12;

/** From where to where a transition is heard, in seconds from the beginning of the mix. */
export function heardRange({ from, seconds, bars, isAligned }: TransitionPlan): { startAt: number; endAt: number } {
  const tail = isAligned ? (seconds / bars) * TAIL_BARS : PLAIN_TAIL_SECONDS;
  return { startAt: from.warp[0]?.at ?? 0, endAt: seconds + tail };
}

interface Excerpt extends DeckAudio {
  readonly id: TrackId;
  readonly endSeconds: number;
}

/** What of a track is needed for a mix, in its own seconds. */
function neededOf(plan: TransitionPlan, deck: DeckName): { from: number; to: number } {
  const { startAt, endAt } = heardRange(plan);
  const { warp } = plan[deck];
  const [first, last] = deck === 'from' ? [startAt, plan.seconds] : [0, endAt];
  return { from: Math.max(0, positionAt(warp, first)), to: Math.max(0.1, positionAt(warp, last)) };
}

/** More than a voice looks at around the place that is played. */
const CUT_MARGIN_SECONDS = 1;

/** Only what a mix needs: all of it is copied into the audio thread, and the copy is waited for. */
function cut(
  { samples, startSeconds }: Excerpt,
  { from, to }: { readonly from: number; readonly to: number },
): DeckAudio {
  const first = Math.max(0, Math.floor((from - CUT_MARGIN_SECONDS - startSeconds) * EXCERPT_RATE));
  const end = Math.ceil((to + CUT_MARGIN_SECONDS - startSeconds) * EXCERPT_RATE);
  return { samples: samples.slice(first * 2, end * 2), startSeconds: startSeconds + first / EXCERPT_RATE };
}

async function fetchExcerpt(id: TrackId, from: number, to: number): Promise<Excerpt> {
  const start = Math.max(0, from - MARGIN_SECONDS);
  const seconds = Math.min(LONGEST_EXCERPT, to + MARGIN_SECONDS - start);
  const response = await fetch(mediaPaths.excerpt(id, start, seconds));
  if (!response.ok) {
    const text = (await response.text()).trim();
    throw new Error(text.length > 0 && text.length < 300 ? text : 'The music of this track could not be read.');
  }
  const samples = new Int16Array(await response.arrayBuffer());
  return { id, samples, startSeconds: start, endSeconds: start + seconds };
}

/** Plays transitions. What it needs is fetched before it is asked to play. */
export class TransitionAudio {
  private readonly context = new AudioContext({ sampleRate: EXCERPT_RATE, latencyHint: 'interactive' });
  private readonly loaded = this.context.audioWorklet.addModule(workletUrl);
  private readonly excerpts = new Map<DeckName, Promise<Excerpt>>();
  private node: AudioWorkletNode | null = null;
  private asked = 0;

  constructor() {
    // Told where it is played; nobody may be waiting for it yet.
    this.loaded.catch(() => undefined);
  }

  /** Fetches what is missing. @throws {Error} If a track cannot be read; the message says why. */
  async prepare({ plan, ids }: HeardMix): Promise<Readonly<Record<DeckName, Excerpt>>> {
    const [from, to] = await Promise.all([this.excerpt('from', plan, ids.from), this.excerpt('to', plan, ids.to)]);
    return { from, to };
  }

  /**
   * @param volume 0-1.
   * @param onMessage Told when it sounds, where it is and when it ends.
   * @throws {Error} As `prepare`.
   */
  async play(heard: HeardMix, volume: number, onMessage: (message: MixMessage) => void): Promise<void> {
    this.stop();
    const asked = (this.asked += 1);
    const [excerpts] = await Promise.all([this.prepare(heard), this.loaded, this.context.resume()]);
    if (asked !== this.asked) return;
    const { plan, keyLock, solo } = heard;
    const audio = {
      from: cut(excerpts.from, neededOf(plan, 'from')),
      to: cut(excerpts.to, neededOf(plan, 'to')),
    };
    const mix: Mix = { plan, keyLock, audio, solo };
    const processorOptions: MixProcessorOptions = { mix, ...heardRange(plan) };
    const node = new AudioWorkletNode(this.context, 'mix', {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions,
    });
    node.port.addEventListener('message', ({ data }: MessageEvent<MixMessage>) => {
      if (node === this.node) onMessage(data);
    });
    node.port.start();
    node.connect(new GainNode(this.context, { gain: volume })).connect(this.context.destination);
    this.node = node;
  }

  stop(): void {
    this.asked += 1;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a MessagePort has no origin
    this.node?.port.postMessage('stop');
    this.node?.disconnect();
    this.node = null;
  }

  async close(): Promise<void> {
    this.stop();
    await this.context.close();
  }

  private async excerpt(deck: DeckName, plan: TransitionPlan, id: TrackId): Promise<Excerpt> {
    const { from, to } = neededOf(plan, deck);
    const known = await this.excerpts.get(deck)?.catch(() => undefined);
    if (known?.id === id && known.startSeconds <= from && known.endSeconds >= to) return known;
    const fetched = fetchExcerpt(id, from, to);
    this.excerpts.set(deck, fetched);
    return fetched;
  }
}
