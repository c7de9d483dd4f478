import { EXCERPT_RATE, LONGEST_EXCERPT, mediaPaths } from '#shared/contract/media-paths.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { DeckAudio, DeckName } from '#shared/domain/transition/mix-engine.ts';
import type { TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import { positionAt } from '#shared/domain/transition/warp.ts';
import type { MixMessage, MixOrder } from './mix-worklet.ts';
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

function order(node: AudioWorkletNode, given: MixOrder, transferred: Transferable[] = []): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a MessagePort has no origin
  node.port.postMessage(given, transferred);
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

/** Plays transitions. All that takes time is done before it is asked to play. */
export class TransitionAudio {
  private readonly context = new AudioContext({ sampleRate: EXCERPT_RATE, latencyHint: 'interactive' });
  private readonly volume = new GainNode(this.context);
  private readonly node: Promise<AudioWorkletNode>;
  private readonly excerpts = new Map<DeckName, Promise<Excerpt>>();
  /** What the processor has, which is no more here. */
  private readonly given = new Map<DeckName, Excerpt>();
  private asked: { readonly heard: HeardMix; readonly ready: Promise<void> } | null = null;
  private cued: HeardMix | null = null;
  private run = 0;

  /** @param onMessage Told where it is, when it ends, and what went wrong in the audio thread. */
  constructor(onMessage: (message: MixMessage) => void) {
    this.node = this.load(onMessage);
    // Told where it is played; nobody may be waiting for it yet.
    this.node.catch(() => undefined);
  }

  /**
   * Makes a mix ready to be played at once, in place of any other, which stops sounding.
   * @throws {Error} If a track cannot be read; the message says why.
   */
  prepare(heard: HeardMix): Promise<void> {
    if (this.asked?.heard === heard) return this.asked.ready;
    this.run += 1;
    const ready = this.cue(heard);
    this.asked = { heard, ready };
    ready.catch(() => {
      // The next one tries again.
      if (this.asked?.ready === ready) this.asked = null;
    });
    return ready;
  }

  /** Whether a mix sounds as soon as it is played. */
  isReady(heard: HeardMix): boolean {
    return this.cued === heard;
  }

  /**
   * Plays a mix as soon as it is ready.
   * @param volume 0-1.
   * @throws {Error} As `prepare`.
   */
  async play(heard: HeardMix, volume: number): Promise<void> {
    const ready = this.prepare(heard);
    const run = (this.run += 1);
    const [node] = await Promise.all([this.node, ready, this.context.resume()]);
    if (run !== this.run) return;
    this.volume.gain.value = volume;
    order(node, { type: 'play', run });
  }

  stop(): void {
    this.run += 1;
    this.send({ type: 'stop' });
  }

  async close(): Promise<void> {
    this.run += 1;
    this.asked = null;
    this.send({ type: 'close' });
    await this.context.close();
  }

  private async load(onMessage: (message: MixMessage) => void): Promise<AudioWorkletNode> {
    await this.context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(this.context, 'mix', { numberOfInputs: 0, outputChannelCount: [2] });
    node.port.addEventListener('message', ({ data }: MessageEvent<MixMessage>) => {
      // What was stopped may still have been on its way.
      if (!('run' in data) || data.run === this.run) onMessage(data);
    });
    node.port.start();
    node.connect(this.volume).connect(this.context.destination);
    return node;
  }

  /** Orders before the processor is there have nothing to stop. */
  private send(given: MixOrder): void {
    this.node.then((node) => order(node, given)).catch(() => undefined);
  }

  private async cue(heard: HeardMix): Promise<void> {
    const { plan, ids, keyLock, solo } = heard;
    const [node, from, to] = await Promise.all([
      this.node,
      this.excerpt('from', plan, ids.from),
      this.excerpt('to', plan, ids.to),
    ]);
    // Another one is asked for by now.
    if (this.asked?.heard !== heard) return;
    this.give(node, 'from', from);
    this.give(node, 'to', to);
    order(node, { type: 'cue', cue: { mix: { plan, keyLock, solo }, ...heardRange(plan) } });
    this.cued = heard;
  }

  private give(node: AudioWorkletNode, deck: DeckName, excerpt: Excerpt): void {
    if (this.given.get(deck) === excerpt) return;
    const { samples, startSeconds } = excerpt;
    order(node, { type: 'audio', deck, audio: { samples, startSeconds } }, [samples.buffer]);
    this.given.set(deck, excerpt);
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
