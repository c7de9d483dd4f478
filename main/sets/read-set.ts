import type { LibraryDatabase } from '#main/storage/open-database.ts';
import {
  lastPlayedAtVenue,
  mainArtistsOf,
  parkedTracks,
  plannedEntries,
  playsOfSet,
  type SetTrackFacts,
  setPlan,
  setTrackFacts,
  setVersions,
} from '#main/storage/queries/set-builder.ts';
import { type SetId, TrackId } from '#shared/contract/ids.ts';
import {
  EnergyArc,
  type SetAlternative,
  type SetDetail,
  type SetEntry,
  SetVersionId,
} from '#shared/contract/set-builder.ts';
import type { OrderedTrack } from '#shared/contract/set-order.ts';
import { checkSet, type SetCheck } from '#shared/domain/set-checks/check-set.ts';
import type { SetMend } from '#shared/domain/set-checks/set-mends.ts';
import type { MixRules, SetPlace, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { songVersion } from '#shared/domain/song-version.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Who says that the tracks of a set were played: the user, of this program. */
export const OWN_SOURCE = 'musicforge';

type Facts = ReadonlyMap<string, SetTrackFacts>;

function shown(facts: SetTrackFacts): SetAlternative {
  return {
    trackId: TrackId.parse(facts.id),
    title: facts.title,
    artist: facts.artist,
    bpm: facts.bpm,
    keyIndex: facts.key_index,
    energy: facts.energy,
    durationSeconds: facts.duration_seconds,
  };
}

/** Entries with what is parked beside each and when each begins. */
function entriesOf(database: LibraryDatabase, id: SetId, facts: Facts, parked: ReturnType<typeof parkedTracks>) {
  let startSeconds = 0;
  return plannedEntries(database, id).flatMap((entry): SetEntry[] => {
    const track = facts.get(entry.trackId);
    if (track === undefined) return [];
    const alternatives = parked.flatMap(({ entryId, trackId }) => {
      const alternative = entryId === entry.id ? facts.get(trackId) : undefined;
      return alternative === undefined ? [] : [shown(alternative)];
    });
    const start = startSeconds;
    startSeconds += track.duration_seconds ?? 0;
    const { phase, notes, locked } = entry;
    return [{ ...shown(track), startSeconds: start, phase, notes, locked: locked === 1, alternatives }];
  });
}

function artistsByTrack(database: LibraryDatabase, ids: readonly string[]): Map<string, string[]> {
  const artists = new Map<string, string[]>();
  for (const { track_id, artist_id } of mainArtistsOf(database, ids)) {
    artists.set(track_id, [...(artists.get(track_id) ?? []), artist_id]);
  }
  return artists;
}

interface Checked {
  readonly entries: readonly SetEntry[];
  readonly facts: Facts;
  readonly artists: ReadonlyMap<string, readonly string[]>;
  readonly playedHere: ReadonlySet<string>;
}

function placesOf({ entries, facts, artists, playedHere }: Checked): SetPlace[] {
  const trackOf = (entry: SetAlternative): SetTrack => {
    const names = facts.get(entry.trackId);
    return {
      id: entry.trackId,
      title: entry.title,
      bpm: entry.bpm,
      key: entry.keyIndex,
      energy: entry.energy,
      artists: artists.get(entry.trackId) ?? [],
      song: names === undefined ? '' : songVersion(names).song,
    };
  };
  return entries.map((entry) => ({
    ...trackOf(entry),
    missing: facts.get(entry.trackId)?.missing === 1,
    playedHere: playedHere.has(entry.trackId),
    locked: entry.locked,
    alternatives: entry.alternatives.map(trackOf),
  }));
}

function toMend(mend: SetMend): SetDetail['checks'][number]['mends'][number] {
  return mend.kind === 'swap' ? { kind: 'swap', alternativeId: TrackId.parse(mend.alternativeId) } : mend;
}

function toCheck(entries: readonly SetEntry[], check: SetCheck): SetDetail['checks'] {
  const entry = entries[check.place];
  if (entry === undefined) return [];
  return [{ ...check, trackId: entry.trackId, mends: check.mends.map(toMend) }];
}

/** @throws {AppError} `not-found` */
export function planOf(database: LibraryDatabase, id: SetId) {
  const plan = setPlan(database, id);
  if (plan === undefined) throw new AppError('not-found', 'This set is no longer there.');
  return plan;
}

/** The tracks of a set in its order, as what stands side by side is judged by. */
export function setTracks(database: LibraryDatabase, id: SetId): OrderedTrack[] {
  const entries = plannedEntries(database, id);
  const ids = entries.map(({ trackId }) => trackId);
  const facts = setTrackFacts(database, ids);
  const artists = artistsByTrack(database, ids);
  return entries.flatMap(({ trackId, locked }) => {
    const track = facts.get(trackId);
    if (track === undefined) return [];
    const { title, artist, bpm, key_index: key, energy } = track;
    const own = { id: TrackId.parse(trackId), title, artist, bpm, key, energy };
    return [{ ...own, artists: artists.get(trackId) ?? [], song: songVersion(track).song, locked: locked === 1 }];
  });
}

/**
 * A set with its plan, its checks and its versions.
 * @throws {AppError} `not-found`
 */
export function readSet(database: LibraryDatabase, id: SetId, rules: MixRules): SetDetail {
  const plan = planOf(database, id);
  const parked = parkedTracks(database, id);
  const inSet = plannedEntries(database, id).map(({ trackId }) => trackId);
  const ids = [...new Set([...inSet, ...parked.map(({ trackId }) => trackId)])];
  const facts = setTrackFacts(database, ids);
  const entries = entriesOf(database, id, facts, parked);
  const last = entries.at(-1);
  const playedHere = plan.venue === '' ? new Set<string>() : lastPlayedAtVenue(database, plan.venue, id);
  const checks = checkSet(placesOf({ entries, facts, artists: artistsByTrack(database, ids), playedHere }), rules);
  return {
    id,
    name: plan.name,
    notes: plan.notes,
    venue: plan.venue,
    startsAt: plan.starts_at,
    targetSeconds: plan.target_seconds,
    arc: plan.arc === null ? null : EnergyArc.parse(JSON.parse(plan.arc)),
    totalSeconds: last === undefined ? 0 : last.startSeconds + (last.durationSeconds ?? 0),
    entries,
    checks: checks.flatMap((check) => toCheck(entries, check)),
    versions: setVersions(database, id).map((version) => ({ ...version, id: SetVersionId.parse(version.id) })),
    playedAt: playsOfSet(database, id, OWN_SOURCE)[0]?.played_at ?? null,
  };
}
