/**
 * `match`: the next track is played at the tempo of the one before, and goes back to its own after the mix. `ramp`: both go
 * together from the tempo of the one to that of the other.
 */
export type TempoMode = 'match' | 'ramp';
