import type { InterchangeLibrary, InterchangeTrack, Playlist } from '#main/interchange/model.ts';
import { describeMove, harmonicMove } from '#shared/domain/harmonic.ts';
import { matchTempo } from '#shared/domain/tempo.ts';
import { clockTime } from '#shared/domain/set-clock.ts';
import { formatTime } from '#shared/domain/time-text.ts';
import type { MixHints } from './mix-hints.ts';
import type { SetPhase } from '#shared/domain/set-phase.ts';

/** What a DJ has planned of a set beside its order. */
export interface SheetPlan {
  /** LOCAL_TIME. */
  readonly startsAt: string | null;
  readonly venue: string;
  readonly notes: string;
  /** By id of the track. */
  readonly entries: ReadonlyMap<string, SheetEntryPlan>;
}

export interface SheetEntryPlan {
  readonly phase: SetPhase | null;
  readonly notes: string;
  readonly missing: boolean;
  /** How it goes over into the next track; null = not planned. */
  readonly mix: MixHints | null;
}

/** A track of the sheet. */
export interface SheetEntry {
  readonly track: InterchangeTrack;
  readonly plan: SheetEntryPlan;
  /** "23:05" by the clock of the venue, or the time since the start where that is not known. */
  readonly time: string;
  /** A track before it has no known length: it begins later than `time`. */
  readonly isLater: boolean;
  /** How to get to the next track; empty where nothing is known, and at the end. */
  readonly hints: readonly string[];
}

export interface SetSheet {
  readonly title: string;
  readonly venue: string;
  readonly startsAt: string | null;
  readonly notes: string;
  readonly entries: readonly SheetEntry[];
  /** When the last track ends, as `time`. */
  readonly ends: string;
  readonly totalSeconds: number;
}

const UNPLANNED: SheetEntryPlan = { phase: null, notes: '', missing: false, mix: null };
/** Less is no change that is heard or set on a fader. */
const SAME_TEMPO_PERCENT = 0.05;

/** null where a tempo is not known. */
function tempoHint({ bpm: from }: InterchangeTrack, { bpm: to }: InterchangeTrack): string | null {
  if (from === null || to === null || from <= 0 || to <= 0) return null;
  const { relation, changePercent } = matchTempo(from, to);
  const tempos = `${from.toFixed(1)} to ${to.toFixed(1)} BPM`;
  const counted = relation === 'direct' ? '' : `, counted in ${relation} time`;
  if (Math.abs(changePercent) < SAME_TEMPO_PERCENT) return `Same tempo${counted}`;
  const change = `${changePercent > 0 ? '+' : '−'}${Math.abs(changePercent).toFixed(1)} %`;
  return `Pitch of the next ${change} to match (${tempos}${counted})`;
}

/** What is known of the way from one track to the next, with key lock. */
function hintsBetween(from: InterchangeTrack, to: InterchangeTrack | undefined, mix: MixHints | null): string[] {
  if (to === undefined) return [];
  const key =
    from.key !== null && to.key !== null ? [describeMove(harmonicMove(from.key, to.key), from.key, to.key)] : [];
  const tempo = mix?.tempo ?? tempoHint(from, to);
  return [...key, ...(tempo === null ? [] : [tempo]), ...(mix?.mix ?? [])];
}

/** The entries of a list with their times, one after the other without overlap. A length that is not known counts as none. */
export function setSheet(
  library: InterchangeLibrary,
  { name, trackIds }: Pick<Playlist, 'name' | 'trackIds'>,
  plan: SheetPlan | null,
): SetSheet {
  const known = new Map(library.tracks.map((track) => [track.id, track]));
  const tracks = trackIds.flatMap((id) => known.get(id) ?? []);
  const startsAt = plan?.startsAt ?? null;
  const timeAt = (seconds: number): string => (startsAt === null ? formatTime(seconds) : clockTime(startsAt, seconds));
  let [seconds, isLater] = [0, false];
  const entries = tracks.map((track, place): SheetEntry => {
    const entry = { time: timeAt(seconds), isLater };
    seconds += track.durationSeconds ?? 0;
    isLater ||= track.durationSeconds === null;
    const own = plan?.entries.get(track.id) ?? UNPLANNED;
    return { ...entry, track, plan: own, hints: hintsBetween(track, tracks[place + 1], own.mix) };
  });
  const { venue = '', notes = '' } = plan ?? {};
  return { title: name, venue, startsAt, notes, entries, ends: timeAt(seconds), totalSeconds: seconds };
}
