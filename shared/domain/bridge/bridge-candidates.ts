import type { RankableTracks } from '#shared/domain/next-track/rankable-tracks.ts';

const KEYS = 24;
/** Of each key, and of tracks without one: so many at each stage of a bridge. */
const OF_EACH_KEY = 10;
/** Prices of a tempo that is off the way by an octave, and of an energy that is off by all: those of neighbours, roughly. */
const [PER_OCTAVE, PER_ENERGY] = [20, 3];
/** As far off the way as may be, where tempo or energy are not known. */
const UNKNOWN_PRICE = 1;

/** Where a bridge begins or ends; NaN = unknown. */
export interface BridgeEnd {
  readonly logTempo: number;
  readonly energy: number;
}

/** What a track of a stage should be like. */
export interface Stage {
  readonly logTempo: number;
  readonly energy: number;
}

/** On the straight way between two numbers; where one is not known the other stands for both. */
function between(from: number, to: number, share: number): number {
  if (Number.isNaN(from)) return to;
  return Number.isNaN(to) ? from : from + (to - from) * share;
}

/** Shortest way between two tempos: with half and double time, an octave is no distance. */
function nearest(from: number, to: number, halfDoubleTime: boolean): number {
  const way = to - from;
  return from + (halfDoubleTime && !Number.isNaN(way) ? way - Math.round(way) : way);
}

/** What the tracks of a bridge should be like, evenly on the way. @param count How many tracks stand between. */
export function stagesOf(from: BridgeEnd, to: BridgeEnd, count: number, halfDoubleTime: boolean): Stage[] {
  const end = nearest(from.logTempo, to.logTempo, halfDoubleTime);
  return Array.from({ length: count }, (_, index) => {
    const share = (index + 1) / (count + 1);
    return {
      logTempo: between(from.logTempo, Number.isNaN(end) ? to.logTempo : end, share),
      energy: between(from.energy, to.energy, share),
    };
  });
}

function distance(tracks: RankableTracks, track: number, stage: Stage, halfDoubleTime: boolean): number {
  const octaves = (tracks.logTempo[track] ?? Number.NaN) - stage.logTempo;
  const off = Math.abs(halfDoubleTime ? octaves - Math.round(octaves) : octaves);
  const energy = Math.abs((tracks.energy[track] ?? Number.NaN) - stage.energy);
  return (
    (Number.isNaN(off) ? UNKNOWN_PRICE : PER_OCTAVE * off) +
    (Number.isNaN(energy) ? UNKNOWN_PRICE : PER_ENERGY * energy)
  );
}

/** The nearest of one key, the nearest first. */
class Nearest {
  readonly tracks: number[] = [];
  private readonly distances: number[] = [];

  add(track: number, far: number): void {
    const last = this.distances.at(-1) ?? Number.POSITIVE_INFINITY;
    if (this.tracks.length === OF_EACH_KEY && far >= last) return;
    let at = this.distances.length;
    while (at > 0 && (this.distances[at - 1] ?? 0) > far) at -= 1;
    this.tracks.splice(at, 0, track);
    this.distances.splice(at, 0, far);
    this.tracks.length = this.distances.length = Math.min(OF_EACH_KEY, this.tracks.length);
  }
}

/**
 * Tracks that may stand at a stage: of every key those that are nearest to the way. A search over all pairs of them is quick, and
 * which keys lead from one end to the other is for that to find.
 * @param pool Tracks that may be taken.
 */
export function bridgeCandidates(
  tracks: RankableTracks,
  pool: Int32Array,
  stage: Stage,
  halfDoubleTime: boolean,
): number[] {
  const byKey = Array.from({ length: KEYS + 1 }, () => new Nearest());
  for (const track of pool) {
    const key = tracks.key[track] ?? -1;
    byKey[key < 0 ? KEYS : key]?.add(track, distance(tracks, track, stage, halfDoubleTime));
  }
  return byKey.flatMap((near) => near.tracks);
}
