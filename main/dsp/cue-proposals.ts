import type { CueKind, CueProposal, Section } from '#shared/domain/analysis-details.ts';
import type { BarFeatures } from './bar-features.ts';

/** A bar so far under the loudest is silence before the music. */
const SILENCE_DB = 40;
/** Bass attacks, as a share of the strongest bars, from which a bar has the beat to mix with. */
const LEAST_KICK = 0.5;
/** A track without an outro is left at a phrase, at least this many bars before its end where it can be. */
const LAST_BARS = 16;
const PHRASE_BARS = 8;

/** First bar in which something is heard. */
function firstBar({ low, mid, high }: BarFeatures): number {
  const level = low.map((value, bar) => Math.max(value, mid[bar], high[bar]));
  const audible = Math.max(...level) - SILENCE_DB;
  return Math.max(
    0,
    level.findIndex((value) => value >= audible),
  );
}

/** First bar from which the beat plays; null without one. */
function firstBeatBar({ lowFlux }: BarFeatures, from: number): number | null {
  const kick = lowFlux.toSorted()[Math.floor(0.9 * (lowFlux.length - 1))] ?? 0;
  const bar = lowFlux.findIndex((flux, index) => index >= from && flux >= LEAST_KICK * kick);
  return bar < 0 ? null : bar;
}

function mixOutTime(sections: readonly Section[], { times }: BarFeatures): number {
  const last = sections.at(-1);
  if (last === undefined) return times[0];
  if (last.kind === 'outro') return last.startSeconds;
  const phrases = Math.max(0, Math.floor((last.bars - LAST_BARS) / PHRASE_BARS));
  return times[times.length - 1 - last.bars + phrases * PHRASE_BARS];
}

/**
 * Places that DJs mark: the first downbeat, where the beat to mix with begins (mix in), each drop and breakdown, and
 * where the next track should come in at the latest (mix out).
 * @param sections Not empty.
 */
export function proposeCues(sections: readonly Section[], features: BarFeatures): CueProposal[] {
  const cue = (kind: CueKind, timeSeconds: number): CueProposal => ({
    kind,
    timeSeconds: Number(timeSeconds.toFixed(3)),
  });
  const first = firstBar(features);
  const beat = firstBeatBar(features, first);
  const parts = sections.flatMap(({ kind, startSeconds }) =>
    kind === 'drop' || kind === 'breakdown' ? [cue(kind, startSeconds)] : [],
  );
  return [
    cue('first-downbeat', features.times[first]),
    ...(beat === null ? [] : [cue('mix-in', features.times[beat])]),
    ...parts,
    cue('mix-out', mixOutTime(sections, features)),
  ].sort((a, b) => a.timeSeconds - b.timeSeconds);
}
