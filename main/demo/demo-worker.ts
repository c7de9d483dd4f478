import { move, transferableSymbol, valueSymbol } from 'piscina';
import { quantise } from '#main/demo/synth/quantise.ts';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import { DEMO_TRACKS } from './catalogue.ts';
import { renderCover } from './cover.ts';
import type { RenderedTrack } from './encode-track.ts';

/** The task of a worker thread. */
export interface RenderTask {
  /** Id of a demo track. */
  readonly id: string;
}

/**
 * Synthesises a track and draws its cover, in a thread of the pool.
 * @returns Reaches the caller as a RenderedTrack whose samples are transferred, not copied.
 * @throws {RangeError} If there is no such track.
 */
export function renderDemoTrack({ id }: RenderTask): ReturnType<typeof move> {
  const track = DEMO_TRACKS.find((candidate) => candidate.id === id);
  if (!track) throw new RangeError(`No demo track ${id}`);
  const rendered: RenderedTrack = { samples: quantise(renderTrack(track.recipe)), cover: renderCover(track) };
  return move({ [transferableSymbol]: [rendered.samples.buffer], [valueSymbol]: rendered });
}
