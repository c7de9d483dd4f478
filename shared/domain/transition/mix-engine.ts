import { keyShiftSemitones } from '#shared/domain/tempo.ts';
import { Crossover } from './crossover.ts';
import type { DeckPlan, TransitionPlan } from './plan-transition.ts';
import { positionAt, rateAt } from './warp.ts';

/** Plays a part of a track at another tempo. Lengths are in frames. */
export interface Voice {
  /** So much of the track beyond the place that is played is looked at. */
  readonly inputFrames: number;
  /** So much later comes out what was put in. */
  readonly outputFrames: number;
  /** That can be rendered at once. */
  readonly mostFrames: number;
  /** Forgets what was played. */
  reset(): void;
  /**
   * @param fill Gives the last inputFrames + outputFrames of the track before the place that is looked at.
   * @param rate Seconds of the track for one that is heard.
   * @param semitones By which the pitch is raised.
   * @param left What is heard; as many frames as it is long.
   */
  render(
    fill: (left: Float32Array, right: Float32Array) => void,
    rate: number,
    semitones: number,
    left: Float32Array,
    right: Float32Array,
  ): void;
}

/** Decoded part of a track. */
export interface DeckAudio {
  /** Interleaved stereo, 16-bit. */
  readonly samples: Int16Array;
  readonly startSeconds: number;
}

/** The decks of a mix. */
export type DeckName = 'from' | 'to';

/** What is mixed. Times of the plan count from the beginning of the mix. */
export interface Mix {
  readonly plan: Pick<TransitionPlan, 'seconds' | 'bars' | 'bassSwap'> &
    Record<DeckName, Pick<DeckPlan, 'warp' | 'gain'>>;
  readonly keyLock: boolean;
  readonly audio: Readonly<Record<DeckName, DeckAudio>>;
  /** Only this deck is heard. */
  readonly solo: DeckName | null;
}

/** Where the low band ends that is swapped: the fundamentals of kick and bass lie below. */
const BASS_HERTZ = 180;
const FULL_SCALE = 32_768;
/** Rendered and thrown away before the first block: a stretcher that has just begun is not at its level yet. */
const WARM_UP_SECONDS = 0.25;
const WARM_UP_BLOCK = 128;

/** Gains of equal power: their squares add up to 1. @param progress 0 = all from the one, 1 = all from the other. */
export function crossfadeGain(deck: DeckName, progress: number): number {
  const angle = (Math.min(1, Math.max(0, progress)) * Math.PI) / 2;
  return deck === 'from' ? Math.cos(angle) : Math.sin(angle);
}

/** How far the bass has gone over: in one bar in the middle of the mix. */
export function bassProgress({ seconds, bars }: Pick<Mix['plan'], 'seconds' | 'bars'>, at: number): number {
  return (at - seconds / 2) / (seconds / bars) + 0.5;
}

class Deck {
  private readonly name: DeckName;
  private readonly mix: Mix;
  private readonly voice: Voice;
  private readonly sampleRate: number;
  private readonly bands: readonly [Crossover, Crossover];

  constructor(name: DeckName, mix: Mix, voice: Voice, sampleRate: number) {
    this.name = name;
    this.mix = mix;
    this.voice = voice;
    this.sampleRate = sampleRate;
    this.bands = [new Crossover(BASS_HERTZ, sampleRate), new Crossover(BASS_HERTZ, sampleRate)];
    voice.reset();
  }

  /** Whether anything of it is to be heard between two times. */
  private isHeard(from: number, to: number): boolean {
    const { plan, solo } = this.mix;
    if (solo !== null && solo !== this.name) return false;
    return this.name === 'from' ? from < plan.seconds : to > 0;
  }

  /** Copies the frames before `end` of the track; silence where there are none. */
  private fill(end: number, left: Float32Array, right: Float32Array): void {
    const { samples, startSeconds } = this.mix.audio[this.name];
    const first = end - left.length - Math.round(startSeconds * this.sampleRate);
    for (let frame = 0; frame < left.length; frame += 1) {
      const index = (first + frame) * 2;
      left[frame] = index < 0 ? 0 : (samples[index] ?? 0) / FULL_SCALE;
      right[frame] = index < 0 ? 0 : (samples[index + 1] ?? 0) / FULL_SCALE;
    }
  }

  /** Adds a block to what is heard. @param at Time of its first frame. */
  add(at: number, left: Float32Array, right: Float32Array): void {
    const { length } = left;
    if (!this.isHeard(at, at + length / this.sampleRate)) return;
    const { plan, keyLock } = this.mix;
    const { warp, gain } = plan[this.name];
    const { inputFrames, outputFrames } = this.voice;
    const ahead = at + outputFrames / this.sampleRate;
    const rate = rateAt(warp, ahead);
    const end = Math.round(positionAt(warp, ahead) * this.sampleRate) + inputFrames;
    const own = [new Float32Array(length), new Float32Array(length)] as const;
    const semitones = keyLock ? 0 : keyShiftSemitones((rate - 1) * 100);
    this.voice.render((l, r) => this.fill(end, l, r), rate, semitones, own[0], own[1]);
    const [low, high] = [new Float32Array(length), new Float32Array(length)];
    for (let frame = 0; frame < length; frame += 1) {
      const time = at + frame / this.sampleRate;
      high[frame] = gain * crossfadeGain(this.name, time / plan.seconds);
      low[frame] = plan.bassSwap ? gain * crossfadeGain(this.name, bassProgress(plan, time)) : (high[frame] ?? 0);
    }
    own.forEach((samples, channel) => this.bands[channel]?.apply(samples, low, high));
    for (let frame = 0; frame < length; frame += 1) {
      left[frame] = (left[frame] ?? 0) + (own[0][frame] ?? 0);
      right[frame] = (right[frame] ?? 0) + (own[1][frame] ?? 0);
    }
  }
}

/**
 * Renders a transition block by block: both decks on their beats and as loud, an equal-power crossfade, the bass swapped. The sum may
 * pass full scale: a Limiter comes behind it.
 */
export class MixEngine {
  private readonly decks: readonly Deck[];
  private readonly sampleRate: number;
  private readonly startAt: number;
  private frames = 0;

  /**
   * @param startAt Where the first block begins, in seconds from the beginning of the mix; negative = before it.
   * @param voices One for each deck, used by nothing else.
   */
  constructor(mix: Mix, voices: Readonly<Record<DeckName, Voice>>, sampleRate: number, startAt: number) {
    this.decks = (['from', 'to'] as const).map((name) => new Deck(name, mix, voices[name], sampleRate));
    this.sampleRate = sampleRate;
    const blocks = Math.ceil((WARM_UP_SECONDS * sampleRate) / WARM_UP_BLOCK);
    this.startAt = startAt - (blocks * WARM_UP_BLOCK) / sampleRate;
    const [left, right] = [new Float32Array(WARM_UP_BLOCK), new Float32Array(WARM_UP_BLOCK)];
    for (let block = 0; block < blocks; block += 1) this.render(left, right);
  }

  /** Time of the next frame, in seconds from the beginning of the mix. */
  get at(): number {
    return this.startAt + this.frames / this.sampleRate;
  }

  /** Fills the next block. @param left At most as long as the voices can render at once. */
  render(left: Float32Array, right: Float32Array): void {
    left.fill(0);
    right.fill(0);
    for (const deck of this.decks) deck.add(this.at, left, right);
    this.frames += left.length;
  }
}
