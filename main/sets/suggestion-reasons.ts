import type { SuggestionGroup } from '#shared/contract/suggestions.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { describeMove, harmonicMove } from '#shared/domain/harmonic.ts';
import { keyFromIndex, type MusicalKey } from '#shared/domain/key.ts';
import { transposeKey } from '#shared/domain/harmonic.ts';
import type { Evidence } from '#shared/domain/next-track/session-matches.ts';
import { keyShiftSemitones, matchTempo, type TempoMatch } from '#shared/domain/tempo.ts';

export interface ReasonTerms {
  readonly keyLock: boolean;
  readonly halfDoubleTime: boolean;
}

/** What is known of a suggested track and its place beside the rows themselves. */
export interface ReasonFacts {
  /** null = the place has nothing before it. */
  readonly before: TrackRow | null;
  /** null = nothing behind it. */
  readonly after: TrackRow | null;
  readonly evidenceBefore: Evidence;
  readonly evidenceAfter: Evidence;
  /** Plays of the candidate as they are known, in sessions. */
  readonly plays: number;
  /** How alike it sounds the track before, or the one behind where nothing is before; null = not known. */
  readonly likeness: number | null;
  /** Places between the two in the order in which tracks came into the collection; null where that says nothing. */
  readonly addedBetween: number | null;
}

const MS_A_DAY = 86_400_000;
const NUMBER_WORDS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

function dayInWords(day: number): string {
  return new Date(day * MS_A_DAY).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

function historyReason({ evidenceBefore, evidenceAfter, before, after }: ReasonFacts): string | null {
  const told = (evidence: Evidence, way: 'after' | 'before', title: string): string[] => {
    const { isTracklist, follows, sessions, lastDay } = evidence;
    if (sessions === 0 || lastDay === null) return [];
    if (isTracklist) {
      const lists = sessions === 1 ? 'a tracklist' : `${sessions} tracklists`;
      return [follows > 0 ? `Right ${way} ${title} in ${lists}` : `Near ${title} in ${lists}`];
    }
    const last = `last on ${dayInWords(lastDay)}`;
    if (follows > 0) return [`You played it right ${way} ${title} ${times(follows)}, ${last}`];
    return [`Near ${title} in ${sessions === 1 ? 'one of your sessions' : `${sessions} of your sessions`}, ${last}`];
  };
  const words = [
    ...(before === null ? [] : told(evidenceBefore, 'after', after === null ? 'this one' : `"${before.title}"`)),
    ...(after === null ? [] : told(evidenceAfter, 'before', `"${after.title}"`)),
  ];
  return words.length === 0 ? null : words.join('; ');
}

/** The key that is heard when a track is brought to the tempo of the one before. */
function heardKey(track: TrackRow, match: TempoMatch | null, keyLock: boolean): MusicalKey | null {
  if (track.keyIndex === null) return null;
  const key = keyFromIndex(track.keyIndex);
  return keyLock || match === null ? key : transposeKey(key, keyShiftSemitones(match.changePercent));
}

export function tempoMatch(from: TrackRow | null, to: TrackRow | null, halfDoubleTime: boolean): TempoMatch | null {
  if (from === null || to === null || from.bpm === null || to.bpm === null) return null;
  if (from.bpm <= 0 || to.bpm <= 0) return null;
  return matchTempo(from.bpm, to.bpm, halfDoubleTime);
}

function moveWords(from: TrackRow, to: TrackRow, terms: ReasonTerms): string {
  const own = heardKey(from, null, true);
  const match = tempoMatch(from, to, terms.halfDoubleTime);
  const next = heardKey(to, match, terms.keyLock);
  if (own === null || next === null) return 'Key unknown: not counted';
  const words = describeMove(harmonicMove(own, next), own, next);
  const shift = terms.keyLock || match === null ? 0 : Math.round(keyShiftSemitones(match.changePercent));
  return shift === 0 ? words : `${words} as it sounds without key lock`;
}

function tempoWords(from: TrackRow, to: TrackRow, terms: ReasonTerms): string {
  const match = tempoMatch(from, to, terms.halfDoubleTime);
  if (match === null) return 'Tempo unknown: not counted';
  const { relation, changePercent } = match;
  const change =
    Math.abs(changePercent) < 0.05
      ? 'Same tempo'
      : `${changePercent < 0 ? '−' : '+'}${Math.abs(changePercent).toFixed(1)} % tempo`;
  return relation === 'direct' ? change : `${change}, ${relation} time`;
}

function energyWords(from: TrackRow, to: TrackRow): string {
  if (from.energy === null || to.energy === null) return 'Energy unknown: not counted';
  const [own, next] = [energyLevel(from.energy), energyLevel(to.energy)];
  const size = Math.abs(next - own);
  if (size === 0) return `Energy holds at ${next}`;
  return `Energy ${NUMBER_WORDS[size]} step${size > 1 ? 's' : ''} ${next > own ? 'up' : 'down'} (${own} to ${next})`;
}

/** Both ways of a place, the second as what it leads to. */
function bothWays(
  track: TrackRow,
  { before, after }: ReasonFacts,
  words: (from: TrackRow, to: TrackRow) => string,
): string | null {
  const ways = [
    ...(before === null ? [] : [words(before, track)]),
    ...(after === null ? [] : [`${before === null ? '' : 'then '}${lowerFirst(words(track, after), before !== null)}`]),
  ];
  return ways.length === 0 ? null : ways.join('; ');
}

const lowerFirst = (text: string, isLower: boolean): string =>
  isLower ? text.charAt(0).toLowerCase() + text.slice(1) : text;

function genreReason(track: TrackRow, { before, after }: ReasonFacts): string | null {
  const beside = before ?? after;
  if (track.genre === '' || beside === null || beside.genre === '') return null;
  const isSame = track.genre.toLocaleLowerCase('en') === beside.genre.toLocaleLowerCase('en');
  return isSame ? `Same genre (${track.genre})` : `${beside.genre} to ${track.genre}`;
}

function playsReason({ playCount }: TrackRow, sessions: number): string {
  if (sessions > 0) return `Played in ${sessions === 1 ? 'one session' : `${sessions} sessions`}`;
  return playCount === 0 ? 'Not played yet' : `Played ${times(playCount)}, it is not known when`;
}

const ADDED_NEAR = 30;

/** Why a track is suggested, by what the reason belongs to; null where there is nothing to say. */
export function reasonsFor(
  track: TrackRow,
  facts: ReasonFacts,
  terms: ReasonTerms,
): Readonly<Record<SuggestionGroup, string | null>> {
  const { plays, likeness, addedBetween } = facts;
  return {
    history: historyReason(facts),
    plays: playsReason(track, plays),
    key: bothWays(track, facts, (from, to) => moveWords(from, to, terms)),
    tempo: bothWays(track, facts, (from, to) => tempoWords(from, to, terms)),
    energy: bothWays(track, facts, energyWords),
    genre: genreReason(track, facts),
    sound: likeness === null ? null : `Sounds ${Math.max(0, Math.round(likeness * 100))} % alike`,
    added:
      addedBetween === null || addedBetween > ADDED_NEAR ? null : 'Came into your collection at about the same time',
  };
}
