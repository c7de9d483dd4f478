import { runAtOnce } from '#shared/domain/steps.ts';
import { type PairFault, pairFaults, shareArtist } from './pair-faults.ts';
import { betterAlternative, betterPlace, type SetMend } from './set-mends.ts';
import type { MixRules, SetPlace } from './set-track.ts';

export const SET_CHECKS = [
  'key-clash',
  'tempo-jump',
  'energy-cliff',
  'same-artist',
  'same-song',
  'missing',
  'played-here',
] as const;
export type SetCheckKind = (typeof SET_CHECKS)[number];

/** Something in a set that a DJ may want to know before the night. */
export interface SetCheck {
  readonly kind: SetCheckKind;
  /** Place of the track that it is about, from 0; of two neighbours the second. */
  readonly place: number;
  /** The track that stands in the way: the one before, or the one that it repeats; null where it is about itself alone. */
  readonly otherId: string | null;
  /** The values that make it; "" = none but that it is so. */
  readonly found: string;
  /** What it is, in words. */
  readonly text: string;
  /** `warning`: would be heard or fail; `note`: good to know. */
  readonly severity: 'warning' | 'note';
  /** What can be done, the best first. */
  readonly mends: readonly SetMend[];
}

type Found = Omit<SetCheck, 'place' | 'mends'>;

const placeInWords = (place: number, { title }: SetPlace): string => `at ${place + 1}, "${title}"`;

/** What of it stands earlier in the set. */
class Earlier {
  private readonly artists = new Map<string, number>();
  private readonly songs = new Map<string, number>();

  artistOf({ artists }: SetPlace): number | null {
    const places = artists.flatMap((artist) => this.artists.get(artist) ?? []);
    return places.length === 0 ? null : Math.max(...places);
  }

  songOf({ song }: SetPlace): number | null {
    return song === '' ? null : (this.songs.get(song) ?? null);
  }

  add({ artists, song }: SetPlace, place: number): void {
    for (const artist of artists) this.artists.set(artist, place);
    if (song !== '') this.songs.set(song, place);
  }
}

function repeats(places: readonly SetPlace[], index: number, track: SetPlace, earlier: Earlier): Found[] {
  const song = earlier.songOf(track);
  const twin = song === null ? undefined : places[song];
  if (song !== null && twin !== undefined) {
    const text = `Another version of this song is in the set already, ${placeInWords(song, twin)}`;
    return [{ kind: 'same-song', otherId: twin.id, found: '', text, severity: 'warning' }];
  }
  const artist = earlier.artistOf(track);
  const other = artist === null ? undefined : places[artist];
  if (artist === null || other === undefined) return [];
  const isNext = artist === index - 1 && shareArtist(other, track);
  const text = `Its artist is in the set already, ${placeInWords(artist, other)}`;
  const about = { otherId: other.id, found: isNext ? 'next' : '' };
  return [{ kind: 'same-artist', ...about, text, severity: isNext ? 'warning' : 'note' }];
}

function ownFaults({ missing, playedHere }: SetPlace): Found[] {
  const faults: Found[] = [];
  const about = { otherId: null, found: '' };
  if (missing) faults.push({ kind: 'missing', ...about, text: 'Its file is missing on the disk', severity: 'warning' });
  if (playedHere)
    faults.push({ kind: 'played-here', ...about, text: 'You played it here the last time', severity: 'note' });
  return faults;
}

/** Some tens of microseconds each. */
const TRACKS_A_STEP = 20;

const BETWEEN: ReadonlySet<SetCheckKind> = new Set<PairFault>(['key-clash', 'tempo-jump', 'energy-cliff']);

/** Once for a track, however much is wrong with it. */
function mendsOf(places: readonly SetPlace[], index: number, rules: MixRules) {
  const position = betterPlace(places, index, rules);
  const better = betterAlternative(places, index, rules);
  const move: SetMend[] = position === null ? [] : [{ kind: 'move', position }];
  const swap: SetMend[] = better === null ? [] : [{ kind: 'swap', alternativeId: better.id }];
  const [parked] = places[index]?.alternatives ?? [];
  const instead: SetMend[] = parked === undefined ? [] : [{ kind: 'swap', alternativeId: parked.id }];
  return (kind: SetCheckKind, isBesideArtist: boolean): SetMend[] => {
    if (BETWEEN.has(kind)) return [...move, ...swap, { kind: 'bridge' }];
    if (kind === 'missing') return [{ kind: 'locate' }, ...instead, { kind: 'remove' }];
    return [...(isBesideArtist ? move : []), ...instead, { kind: 'remove' }];
  };
}

/**
 * All that is to be said of a set, in its order. What is not known of a track (tempo, key, energy) is not held against it.
 * Pauses where it may be left for other work: a long set is tens of milliseconds.
 */
export function* checkSteps(places: readonly SetPlace[], rules: MixRules): Generator<void, SetCheck[], void> {
  const earlier = new Earlier();
  const checks: SetCheck[] = [];
  for (const [index, track] of places.entries()) {
    if (index % TRACKS_A_STEP === 0) yield;
    const before = places[index - 1];
    const pair = before === undefined ? [] : [...pairFaults(before, track, rules)];
    const otherId = before?.id ?? null;
    const found: Found[] = [
      ...pair.map(([kind, fault]): Found => ({ kind, otherId, ...fault, severity: 'warning' })),
      ...repeats(places, index, track, earlier),
      ...ownFaults(track),
    ];
    earlier.add(track, index);
    if (found.length === 0) continue;
    const mends = mendsOf(places, index, rules);
    for (const each of found) {
      const isBesideArtist = each.kind === 'same-artist' && each.severity === 'warning';
      checks.push({ ...each, place: index, mends: mends(each.kind, isBesideArtist) });
    }
  }
  return checks;
}

/** The same in one go. */
export function checkSet(places: readonly SetPlace[], rules: MixRules): SetCheck[] {
  return runAtOnce(checkSteps(places, rules));
}
