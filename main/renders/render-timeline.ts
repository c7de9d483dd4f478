import { decode, DECODED_SAMPLE_RATE } from '#main/platform/decode.ts';
import { type DeckAudio, type Mix, MixEngine } from '#shared/domain/transition/mix-engine.ts';
import type { TransitionPlan } from '#shared/domain/transition/plan-transition.ts';
import type { TimelinePart } from '#shared/domain/transition/set-timeline.ts';
import { positionAt } from '#shared/domain/transition/warp.ts';
import { createStretchVoice } from '#shared/stretch/stretch-voice.ts';
import { AudioEncoder } from './audio-encoder.ts';
import { LimitedOutput } from './limited-output.ts';
import { PartJoiner } from './part-joiner.ts';
import type { RenderJob } from './render-messages.ts';

/** Over which parts are joined. */
const JOIN_SECONDS = 0.01;
/** More than a voice looks at around the place that is played. */
const MARGIN_SECONDS = 1;
/** Rendered at once. */
const BLOCK = 1024;
const FULL_SCALE = 32_767;

type MixPart = Extract<TimelinePart, { readonly kind: 'mix' }>;

/** A part of a track as 16-bit samples. */
async function decodePart(job: RenderJob, track: number, from: number, to: number): Promise<DeckAudio> {
  const startSeconds = Math.max(0, from - MARGIN_SECONDS);
  const seconds = Math.max(0.1, to + MARGIN_SECONDS - startSeconds);
  const samples = new Int16Array(Math.ceil(seconds * DECODED_SAMPLE_RATE) * 2);
  let at = 0;
  const sink = {
    start: () => undefined,
    samples: (block: Float32Array) => {
      for (let index = 0; index < block.length && at < samples.length; index += 1, at += 1) {
        samples[at] = Math.round(Math.max(-1, Math.min(1, block[index] ?? 0)) * FULL_SCALE);
      }
    },
  };
  const path = job.paths[track] ?? '';
  await decode(path, { ffmpegPath: job.ffmpegPath, part: { startSeconds, seconds } }, sink);
  return { samples, startSeconds };
}

/** Both decks of a mix, as far as it needs them. */
async function mixOf(job: RenderJob, plan: TransitionPlan, part: MixPart): Promise<Mix> {
  const { startAt, endAt, track } = part;
  const until = endAt + JOIN_SECONDS;
  const [outEnd, inStart] = [Math.min(until, plan.seconds), Math.max(0, startAt)];
  const from = await decodePart(job, track, positionAt(plan.from.warp, startAt), positionAt(plan.from.warp, outEnd));
  const to = await decodePart(job, track + 1, positionAt(plan.to.warp, inStart), positionAt(plan.to.warp, until));
  return { plan, keyLock: job.keyLock, audio: { from, to }, solo: null };
}

class TimelineRenderer {
  private readonly job: RenderJob;
  private readonly joiner: PartJoiner;
  private readonly output: LimitedOutput;
  private readonly onSeconds: (seconds: number) => void;
  private frames = 0;

  constructor(job: RenderJob, encoder: AudioEncoder, onSeconds: (seconds: number) => void) {
    this.job = job;
    this.onSeconds = onSeconds;
    this.output = new LimitedOutput(DECODED_SAMPLE_RATE, async (samples) => {
      await encoder.write(samples);
      this.frames += samples.length / 2;
      this.onSeconds(this.frames / DECODED_SAMPLE_RATE);
    });
    this.joiner = new PartJoiner(Math.round(JOIN_SECONDS * DECODED_SAMPLE_RATE), (samples) =>
      this.output.push(samples),
    );
  }

  async run(): Promise<void> {
    for (const [index, part] of this.job.timeline.entries()) {
      if (index > 0) this.joiner.next();
      if (part.kind === 'track') await this.renderTrack(part);
      else await this.renderMix(part);
    }
    await this.joiner.finish();
    await this.output.finish();
  }

  /** A track at its own tempo and the level of the set: block by block, for it may be hours long. */
  private async renderTrack({ track, from, to }: Extract<TimelinePart, { readonly kind: 'track' }>): Promise<void> {
    const blocks: Float32Array[] = [];
    const gain = this.job.gains[track] ?? 1;
    const sink = {
      start: () => undefined,
      samples: (block: Float32Array) => void blocks.push(block.map((sample) => gain * sample)),
      taken: async () => {
        for (const block of blocks.splice(0)) await this.joiner.push(block);
      },
    };
    const part = { startSeconds: from, seconds: to - from + JOIN_SECONDS };
    await decode(this.job.paths[track] ?? '', { ffmpegPath: this.job.ffmpegPath, part }, sink);
  }

  private async renderMix(part: MixPart): Promise<void> {
    const plan = this.job.plans[part.track];
    if (plan === undefined) return;
    const mix = await mixOf(this.job, plan, part);
    const voices = {
      from: await createStretchVoice(DECODED_SAMPLE_RATE),
      to: await createStretchVoice(DECODED_SAMPLE_RATE),
    };
    const engine = new MixEngine(mix, voices, DECODED_SAMPLE_RATE, part.startAt);
    const total = Math.round((part.endAt + JOIN_SECONDS - part.startAt) * DECODED_SAMPLE_RATE);
    const size = Math.min(BLOCK, voices.from.mostFrames, voices.to.mostFrames);
    for (let done = 0; done < total; done += size) {
      const length = Math.min(size, total - done);
      const [left, right] = [new Float32Array(length), new Float32Array(length)];
      engine.render(left, right);
      const both = new Float32Array(length * 2);
      for (let frame = 0; frame < length; frame += 1) {
        both[2 * frame] = left[frame] ?? 0;
        both[2 * frame + 1] = right[frame] ?? 0;
      }
      await this.joiner.push(both);
    }
  }
}

/**
 * Renders a set or a transition to an audio file.
 * @param onSeconds Told how much is written, in seconds of music.
 * @throws {AppError} What decoding and encoding throw; the file is then of no use.
 */
export async function renderTimeline(job: RenderJob, onSeconds: (seconds: number) => void): Promise<void> {
  const encoder = new AudioEncoder(job.ffmpegPath, job.format, job.output);
  try {
    await new TimelineRenderer(job, encoder, onSeconds).run();
    await encoder.finish();
  } catch (error) {
    await encoder.kill();
    throw error;
  }
}
