import type { SectionKind } from '#shared/domain/analysis-details.ts';
import type { BandLevels, MixTrack } from './mix-track.ts';
import type { TransitionPlan } from './plan-transition.ts';
import { positionAt } from './warp.ts';

/** Share of the loudest level of a track from which a band counts as heavy. */
const HEAVY = 0.7;
/** Share of the mix in which both must be. */
const LONG_ENOUGH = 0.25;
/** Points of the mix that are looked at. */
const POINTS = 32;
/** Parts that seldom have a voice. */
const WITHOUT_VOICE: readonly SectionKind[] = ['intro', 'outro'];

function isHeavy(track: MixTrack, bands: BandLevels, position: number, band: 'low' | 'mid'): boolean {
  const values = bands[band];
  const value = values[Math.floor(position / bands.secondsPerValue)] ?? 0;
  const most = values.reduce((loudest, each) => Math.max(loudest, each), 1);
  if (value < HEAVY * most) return false;
  if (band === 'low') return true;
  // Loud mids alone are any instrument: only where a voice is usual do they say that there may be one.
  const part = track.sections.find(({ startSeconds, endSeconds }) => position >= startSeconds && position < endSeconds);
  return part !== undefined && !WITHOUT_VOICE.includes(part.kind);
}

type Mix = Pick<TransitionPlan, 'seconds'> & Record<'from' | 'to', Pick<TransitionPlan['from'], 'warp'>>;

/** Whether a band is loud in both tracks at once in a quarter of the mix. False where the levels are not known. */
export function bothHeavy(mix: Mix, from: MixTrack, to: MixTrack, band: 'low' | 'mid'): boolean {
  const [out, into] = [from.bands, to.bands];
  if (out === null || into === null) return false;
  let both = 0;
  for (let point = 0; point < POINTS; point += 1) {
    const at = ((point + 0.5) / POINTS) * mix.seconds;
    const isOut = isHeavy(from, out, positionAt(mix.from.warp, at), band);
    if (isOut && isHeavy(to, into, positionAt(mix.to.warp, at), band)) both += 1;
  }
  return both / POINTS >= LONG_ENOUGH;
}
