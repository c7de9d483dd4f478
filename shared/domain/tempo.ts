/** How the beats of two tracks meet: one to one, or every other beat. */
export type TempoRelation = 'direct' | 'half' | 'double';

export interface TempoMatch {
  /** `half`: the candidate counts at half the speed of the playing track (87 against 174); `double`: twice. */
  readonly relation: TempoRelation;
  /** Change of the candidate's tempo in percent for the beats to meet; positive = faster. */
  readonly changePercent: number;
}

/** Speed of the candidate's count against the playing track's. */
const RELATIONS: readonly (readonly [TempoRelation, number])[] = [
  ['direct', 1],
  ['half', 0.5],
  ['double', 2],
];

/**
 * The smallest tempo change with which the candidate's beats meet those of the playing track.
 * @param playingBpm Tempo that is heard, > 0.
 * @param candidateBpm Tempo of the track to mix in, > 0.
 * @param halfDoubleTime Whether every other beat may meet.
 */
export function matchTempo(playingBpm: number, candidateBpm: number, halfDoubleTime = true): TempoMatch {
  let best: TempoMatch = { relation: 'direct', changePercent: Number.POSITIVE_INFINITY };
  for (const [relation, factor] of halfDoubleTime ? RELATIONS : RELATIONS.slice(0, 1)) {
    const changePercent = ((playingBpm * factor) / candidateBpm - 1) * 100;
    // A tie keeps the plainer relation, which comes first.
    if (Math.abs(changePercent) < Math.abs(best.changePercent) - 1e-9) best = { relation, changePercent };
  }
  return best;
}

/** What `matchTempo` says of the change alone: a long set asks for hundreds of thousands of pairs. */
export function tempoChangePercent(playingBpm: number, candidateBpm: number, halfDoubleTime = true): number {
  const ratio = playingBpm / candidateBpm;
  let best = (ratio - 1) * 100;
  if (!halfDoubleTime) return best;
  const [half, double] = [(ratio / 2 - 1) * 100, (ratio * 2 - 1) * 100];
  if (Math.abs(half) < Math.abs(best) - 1e-9) best = half;
  return Math.abs(double) < Math.abs(best) - 1e-9 ? double : best;
}

/** A closed range of tempos in BPM. */
export interface TempoWindow {
  readonly minBpm: number;
  readonly maxBpm: number;
}

/**
 * Tempos that meet `playingBpm` within the pitch range, for an index search: one window for each relation.
 * @param rangePercent Largest change of the candidate in either direction, 0 < range < 100.
 */
export function mixableTempoWindows(playingBpm: number, rangePercent: number): TempoWindow[] {
  return RELATIONS.map(([, factor]) => ({
    minBpm: (playingBpm * factor) / (1 + rangePercent / 100),
    maxBpm: (playingBpm * factor) / (1 - rangePercent / 100),
  }));
}

/**
 * Pitch change that a tempo change brings along while the key lock is off: +6 % is about one semitone up.
 * @returns Semitones, 12 * log2(ratio).
 */
export function keyShiftSemitones(changePercent: number): number {
  return 12 * Math.log2(1 + changePercent / 100);
}
