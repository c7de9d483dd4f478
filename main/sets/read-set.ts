import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import {
  acceptedChecks,
  lastPlayedAtVenue,
  mainArtistsOf,
  parkedTracks,
  plannedEntries,
  playsOfSet,
  type SetTrackFacts,
  type StoredAlternative,
  type StoredEntry,
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
import { foldText } from '#shared/domain/search-words.ts';
import { checkSteps, type SetCheck } from '#shared/domain/set-checks/check-set.ts';
import { subjectKey } from '#shared/domain/set-checks/check-subject.ts';
import type { SetMend } from '#shared/domain/set-checks/set-mends.ts';
import type { MixRules, SetPlace, SetTrack } from '#shared/domain/set-checks/set-track.ts';
import { songVersion } from '#shared/domain/song-version.ts';
import { runAtOnce } from '#shared/domain/steps.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { runInPieces } from './run-in-pieces.ts';

/** Who says that the tracks of a set were played: the user, of this program. */
export const OWN_SOURCE = 'musicforge';

/** A set as it is stored: its entries, what is parked beside them, and what is known of all these tracks. */
interface SetContent {
  readonly entries: readonly StoredEntry[];
  /** By id of the entry. */
  readonly parked: ReadonlyMap<string, readonly StoredAlternative[]>;
  readonly facts: ReadonlyMap<string, SetTrackFacts>;
  /** By id of the track. */
  readonly artists: ReadonlyMap<string, readonly string[]>;
}

function artistsByTrack(database: LibraryDatabase, ids: readonly string[]): SetContent['artists'] {
  const artists = Map.groupBy(mainArtistsOf(database, ids), ({ track_id }) => track_id);
  return new Map([...artists].map(([track, rows]) => [track, rows.map(({ artist_id }) => artist_id)]));
}

/** Tracks that are read, or made ready, in some milliseconds. */
const TRACKS_A_STEP = 100;

/**
 * Reads what a set holds, and then what is known of the tracks. One that leaves the library between two steps is left out, as
 * anywhere; whoever looks reads anew after every change.
 */
function* contentSteps(database: LibraryDatabase, id: SetId): Generator<void, SetContent, void> {
  const entries = plannedEntries(database, id);
  const parked = parkedTracks(database, id);
  const ids = [...new Set([...entries, ...parked].map(({ trackId }) => trackId))];
  const facts = new Map<string, SetTrackFacts>();
  const artists = new Map<string, readonly string[]>();
  for (const part of inParts(ids, TRACKS_A_STEP)) {
    yield;
    for (const [track, known] of setTrackFacts(database, part)) facts.set(track, known);
    for (const [track, own] of artistsByTrack(database, part)) artists.set(track, own);
  }
  return { entries, parked: Map.groupBy(parked, ({ entryId }) => entryId), facts, artists };
}

/** As a set shows it. */
function shown(track: SetTrackFacts): SetAlternative {
  return {
    trackId: TrackId.parse(track.id),
    title: track.title,
    artist: track.artist,
    bpm: track.bpm,
    keyIndex: track.key_index,
    energy: track.energy,
    durationSeconds: track.duration_seconds,
  };
}

/** As it is judged beside others. */
function judged(track: SetTrackFacts, artists: SetContent['artists']): SetTrack {
  return {
    id: track.id,
    title: track.title,
    bpm: track.bpm,
    key: track.key_index,
    energy: track.energy,
    artists: artists.get(track.id) ?? [],
    song: songVersion(track).song,
  };
}

/** Entries with their tracks and what is parked beside each. */
function eachOf({ entries, parked, facts }: SetContent) {
  return entries.flatMap((entry) => {
    const track = facts.get(entry.trackId);
    const beside = (parked.get(entry.id) ?? []).flatMap(({ trackId }) => facts.get(trackId) ?? []);
    return track === undefined ? [] : [{ entry, track, beside }];
  });
}

type EachOf = ReturnType<typeof eachOf>[number];

function shownEntry({ entry, track, beside }: EachOf, startSeconds: number): SetEntry {
  const { phase, notes, locked } = entry;
  return { ...shown(track), startSeconds, phase, notes, locked: locked === 1, alternatives: beside.map(shown) };
}

function placeOf({ entry, track, beside }: EachOf, { artists }: SetContent, playedHere: ReadonlySet<string>): SetPlace {
  return {
    ...judged(track, artists),
    missing: track.missing === 1,
    playedHere: playedHere.has(track.id),
    locked: entry.locked === 1,
    alternatives: beside.map((each) => judged(each, artists)),
  };
}

/** Entries as they are shown, with when each begins, and as they are judged. */
function* entrySteps(
  set: SetContent,
  playedHere: ReadonlySet<string>,
): Generator<void, { entries: SetEntry[]; places: SetPlace[] }, void> {
  const [entries, places]: [SetEntry[], SetPlace[]] = [[], []];
  let startSeconds = 0;
  for (const [index, each] of eachOf(set).entries()) {
    if (index % TRACKS_A_STEP === 0) yield;
    entries.push(shownEntry(each, startSeconds));
    places.push(placeOf(each, set, playedHere));
    startSeconds += each.track.duration_seconds ?? 0;
  }
  return { entries, places };
}

function toMend(mend: SetMend): SetDetail['checks'][number]['mends'][number] {
  return mend.kind === 'swap' ? { kind: 'swap', alternativeId: TrackId.parse(mend.alternativeId) } : mend;
}

function toCheck(entries: readonly SetEntry[], check: SetCheck, accepted: ReadonlySet<string>): SetDetail['checks'] {
  const entry = entries[check.place];
  if (entry === undefined) return [];
  const { trackId } = entry;
  const otherId = check.otherId === null ? null : TrackId.parse(check.otherId);
  const isAccepted = accepted.has(subjectKey({ ...check, trackId }));
  return [{ ...check, trackId, otherId, accepted: isAccepted, mends: check.mends.map(toMend) }];
}

/** @throws {AppError} `not-found` */
export function planOf(database: LibraryDatabase, id: SetId) {
  const plan = setPlan(database, id);
  if (plan === undefined) throw new AppError('not-found', 'This set is no longer there.');
  return plan;
}

/** As it is judged and shown in a proposal. */
function ordered(track: SetTrackFacts, artists: SetContent['artists'], locked: boolean): OrderedTrack {
  const facts = judged(track, artists);
  return { ...facts, id: TrackId.parse(track.id), artist: track.artist, artists: [...facts.artists], locked };
}

/** The tracks of a set in its order, as what stands side by side is judged by. */
export function setTracks(database: LibraryDatabase, id: SetId): OrderedTrack[] {
  const set = runAtOnce(contentSteps(database, id));
  return eachOf(set).map(({ entry, track }) => ordered(track, set.artists, entry.locked === 1));
}

/** Any tracks as those of a set are judged, by id; without those that left the library. */
export function tracksAsOrdered(database: LibraryDatabase, ids: readonly string[]): Map<string, OrderedTrack> {
  const artists = artistsByTrack(database, ids);
  const facts = setTrackFacts(database, ids);
  return new Map([...facts].map(([id, track]) => [id, ordered(track, artists, false)]));
}

/** Tracks of the last night at a venue, however its name is written. */
function playedAt(database: LibraryDatabase, venue: string, otherThan: SetId): Set<string> {
  const name = foldText(venue.trim());
  return name === '' ? new Set() : lastPlayedAtVenue(database, (each) => foldText(each.trim()) === name, otherThan);
}

function* detailSteps(database: LibraryDatabase, id: SetId, rules: MixRules): Generator<void, SetDetail, void> {
  const plan = planOf(database, id);
  const set = yield* contentSteps(database, id);
  const playedHere = playedAt(database, plan.venue, id);
  const { entries, places } = yield* entrySteps(set, playedHere);
  const last = entries.at(-1);
  const checks = yield* checkSteps(places, rules);
  yield;
  const accepted = new Set(acceptedChecks(database, id).map(subjectKey));
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
    checks: checks.flatMap((check) => toCheck(entries, check, accepted)),
    versions: setVersions(database, id).map((version) => ({ ...version, id: SetVersionId.parse(version.id) })),
    playedAt: playsOfSet(database, id, OWN_SOURCE)[0]?.played_at ?? null,
  };
}

/**
 * A set with its plan, its checks and its versions. Others get their turn while a long one is read.
 * @throws {AppError} `not-found`
 */
export function readSet(database: LibraryDatabase, id: SetId, rules: MixRules): Promise<SetDetail> {
  return runInPieces(detailSteps(database, id, rules));
}
