import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SetPhase } from '#shared/domain/set-phase.ts';
import { inParts } from './in-parts.ts';
import { IS_MISSING } from './track-rows.ts';

type Database = Pick<LibraryDatabase, 'db' | 'query' | 'raw'>;

export interface StoredEntry {
  readonly id: string;
  readonly trackId: string;
  readonly position: number;
  readonly notes: string;
  readonly phase: SetPhase | null;
  readonly locked: 0 | 1;
}

/** Entries of a set in its order, without those whose tracks left the library. */
export function plannedEntries({ db, query }: Database, setId: string): StoredEntry[] {
  return query.all(
    db
      .selectFrom('set_entries')
      .innerJoin('tracks', 'tracks.id', 'set_entries.track_id')
      .select(['set_entries.id', 'set_entries.track_id as trackId', 'set_entries.position'])
      .select(['set_entries.notes', 'set_entries.phase', 'set_entries.locked'])
      .where('set_entries.set_id', '=', setId)
      .where('set_entries.deleted_at', 'is', null)
      .where('tracks.deleted_at', 'is', null)
      .orderBy('set_entries.position')
      .orderBy('set_entries.id'),
  );
}

export interface StoredAlternative {
  readonly id: string;
  readonly entryId: string;
  readonly trackId: string;
  readonly position: number;
}

/** What is parked beside the entries of a set, without tracks that left the library. */
export function parkedTracks({ db, query }: Database, setId: string): StoredAlternative[] {
  return query.all(
    db
      .selectFrom('set_alternatives')
      .innerJoin('set_entries', 'set_entries.id', 'set_alternatives.entry_id')
      .innerJoin('tracks', 'tracks.id', 'set_alternatives.track_id')
      .select(['set_alternatives.id', 'set_alternatives.entry_id as entryId'])
      .select(['set_alternatives.track_id as trackId', 'set_alternatives.position'])
      .where('set_entries.set_id', '=', setId)
      .where('set_entries.deleted_at', 'is', null)
      .where('set_alternatives.deleted_at', 'is', null)
      .where('tracks.deleted_at', 'is', null)
      .orderBy('set_alternatives.position')
      .orderBy('set_alternatives.id'),
  );
}

/** What the DJ called fine as it is in a set. */
export function acceptedChecks({ db, query }: Database, setId: string) {
  return query.all(
    db
      .selectFrom('set_accepted_checks')
      .select(['id', 'kind', 'track_id as trackId', 'other_id as otherId', 'found'])
      .where('set_id', '=', setId)
      .where('deleted_at', 'is', null),
  );
}

/** What a set shows and checks of live tracks, by id. */
export function setTrackFacts({ db, query }: Database, ids: readonly string[]) {
  const rows = inParts(ids).flatMap((part) =>
    query.all(
      db
        .selectFrom('tracks')
        .select(['id', 'title', 'artist', 'mix', 'remixer', 'bpm', 'key_index', 'energy', 'duration_seconds'])
        .select(IS_MISSING.as('missing'))
        .where('id', 'in', part)
        .where('deleted_at', 'is', null),
    ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}
export type SetTrackFacts = ReturnType<typeof setTrackFacts> extends Map<string, infer Facts> ? Facts : never;

/** Main artists of tracks, as pairs of ids. */
export function mainArtistsOf({ db, query }: Database, trackIds: readonly string[]) {
  return inParts(trackIds).flatMap((part) =>
    query.all(
      db
        .selectFrom('track_artists')
        .select(['track_id', 'artist_id'])
        .where('track_id', 'in', part)
        .where('role', '=', 'main')
        .where('deleted_at', 'is', null),
    ),
  );
}

/** The plan of a live set; undefined when it is gone. */
export function setPlan({ db, query }: Database, id: string) {
  return query.first(
    db
      .selectFrom('sets')
      .select(['name', 'notes', 'venue', 'starts_at', 'target_seconds', 'arc'])
      .where('id', '=', id)
      .where('deleted_at', 'is', null),
  );
}

/** Saved versions of a set, the latest first. */
export function setVersions({ raw }: Database, setId: string) {
  return raw
    .prepare<[string], { id: string; name: string; savedAt: string; trackCount: number }>(
      `SELECT id, name, created_at AS savedAt, json_array_length(content, '$.entries') AS trackCount FROM set_versions
        WHERE set_id = ? AND deleted_at IS NULL ORDER BY created_at DESC, id DESC`,
    )
    .all(setId);
}

/** A saved version of the set; undefined when it is gone. */
export function setVersion({ db, query }: Database, setId: string, id: string) {
  return query.first(
    db
      .selectFrom('set_versions')
      .select(['name', 'content'])
      .where('id', '=', id)
      .where('set_id', '=', setId)
      .where('deleted_at', 'is', null),
  );
}

/** Live plays that a set was marked with, the first first. */
export function playsOfSet({ db, query }: Database, setId: string, source: string) {
  return query.all(
    db
      .selectFrom('plays')
      .select(['id', 'played_at'])
      .where('set_id', '=', setId)
      .where('source', '=', source)
      .where('deleted_at', 'is', null)
      .orderBy('played_at')
      .orderBy('id'),
  );
}

/** A night that was played at a venue: of a set, or the one that a play of an imported history belongs to. */
interface NightAtVenue {
  readonly venue: string;
  readonly at: string;
  readonly setId: string | null;
  readonly playId: string | null;
}

/** Tracks of the play's night: what its program told under one name within twelve hours. */
const NIGHT_OF_PLAY = `SELECT plays.track_id FROM plays AS one JOIN plays ON plays.source = one.source
  AND plays.session = one.session AND abs(julianday(plays.played_at) - julianday(one.played_at)) <= 0.5
  WHERE one.id = ? AND plays.deleted_at IS NULL`;

/**
 * Tracks of the last night at a venue, of another set or of an imported history.
 * @param isVenue Whether a name is that of the venue.
 */
export function lastPlayedAtVenue(
  { raw }: Database,
  isVenue: (name: string) => boolean,
  otherThan: string,
): Set<string> {
  const nights = raw
    .prepare<unknown[], NightAtVenue>(
      `SELECT sets.venue, max(plays.played_at) AS at, sets.id AS setId, NULL AS playId
       FROM plays JOIN sets ON sets.id = plays.set_id
       WHERE sets.venue <> '' AND sets.id <> ? AND sets.deleted_at IS NULL AND plays.deleted_at IS NULL GROUP BY sets.id
       UNION ALL
       SELECT play_nights.venue, plays.played_at, NULL, plays.id FROM play_nights JOIN plays ON plays.id = play_nights.play_id
       WHERE play_nights.venue <> '' AND play_nights.deleted_at IS NULL AND plays.deleted_at IS NULL`,
    )
    .all(otherThan);
  const last = nights
    .filter(({ venue }) => isVenue(venue))
    .reduce<NightAtVenue | null>((latest, night) => (latest === null || night.at > latest.at ? night : latest), null);
  if (last === null) return new Set();
  const tracks =
    last.setId === null
      ? raw.prepare<unknown[], string>(NIGHT_OF_PLAY).pluck().all(last.playId)
      : raw
          .prepare<unknown[], string>('SELECT track_id FROM plays WHERE set_id = ? AND deleted_at IS NULL')
          .pluck()
          .all(last.setId);
  return new Set(tracks);
}
