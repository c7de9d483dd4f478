import { setImmediate as breathe } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { type FillFacts, fillFacts } from '#main/storage/queries/fill-tracks.ts';
import { mainArtistsOf } from '#main/storage/queries/set-builder.ts';
import { storedTags, trackNumbersOfTag } from '#main/storage/queries/tags.ts';
import type { EnergyArc } from '#shared/domain/energy-arc.ts';
import { NEVER_SUGGEST_TAG } from '#shared/domain/never-suggest.ts';
import { type FillTrack, likingOf } from '#shared/domain/set-fill/fill-track.ts';
import { shortlist } from '#shared/domain/set-fill/shortlist.ts';
import { songVersion } from '#shared/domain/song-version.ts';

/** Tracks read at once: some milliseconds, so that the library stays open to everyone else. */
const AT_ONCE = 500;
/** Tracks that one search looks at: with the square of them it is still done in a second. */
const MOST_LOOKED_AT = 1200;
/** Jingles and whole mixes do not fill a set. */
const [SHORTEST, LONGEST] = [60, 20 * 60];

/** A track with how it is shown. */
export type PoolTrack = FillTrack & { readonly artist: string };

/** Why tracks cannot fill a set, in the words of the note about them. */
const REASONS = {
  missing: 'whose files are missing',
  unknown: 'of unknown length',
  length: 'shorter than a minute or longer than 20',
  never: 'never to be suggested',
} as const;
type Reason = keyof typeof REASONS;

export interface FillPool {
  readonly tracks: readonly PoolTrack[];
  /** What was left out, in words; null for nothing. */
  readonly note: string | null;
}

function neverSuggested(database: LibraryDatabase): Set<number> {
  const name = NEVER_SUGGEST_TAG.toLowerCase();
  const tags = storedTags(database).filter((tag) => tag.name.toLowerCase() === name);
  return new Set(tags.flatMap(({ id }) => trackNumbersOfTag(database, id)));
}

function reasonAgainst(track: FillFacts, never: ReadonlySet<number>): Reason | null {
  if (track.missing === 1) return 'missing';
  if (never.has(track.number)) return 'never';
  if (track.duration_seconds === null) return 'unknown';
  return track.duration_seconds < SHORTEST || track.duration_seconds > LONGEST ? 'length' : null;
}

/** Without its artists and its song, which only those are asked for that are looked at. */
function toPoolTrack(track: FillFacts): PoolTrack {
  return {
    id: track.id,
    title: track.title,
    artist: track.artist,
    bpm: track.bpm,
    key: track.key_index,
    energy: track.energy,
    artists: [],
    song: '',
    seconds: track.duration_seconds ?? 0,
    liking: likingOf(track.rating, track.plays),
  };
}

function noteOf(counts: ReadonlyMap<Reason, number>): string | null {
  if (counts.size === 0) return null;
  const parts = [...counts].map(([reason, count]) => `${count.toLocaleString('en')} ${REASONS[reason]}`);
  return `Left out: ${parts.join(', ')}.`;
}

/**
 * Tracks that may fill a set, no more of them than a search can look at.
 * @param ids Where they come from. @param taken In the set already.
 */
export async function fillPool(
  database: LibraryDatabase,
  ids: readonly string[],
  taken: ReadonlySet<string>,
  arc: EnergyArc | null,
): Promise<FillPool> {
  const never = neverSuggested(database);
  const counts = new Map<Reason, number>();
  const facts = new Map<string, FillFacts>();
  const open: PoolTrack[] = [];
  for (let first = 0; first < ids.length; first += AT_ONCE) {
    const part = ids.slice(first, first + AT_ONCE).filter((id) => !taken.has(id));
    const rows = new Map(fillFacts(database, part).map((row) => [row.id, row]));
    // In the order of the list, so that the same is found again.
    for (const track of part.flatMap((id) => rows.get(id) ?? [])) {
      const reason = reasonAgainst(track, never);
      if (reason === null) {
        facts.set(track.id, track);
        open.push(toPoolTrack(track));
      } else counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    await breathe();
  }
  const chosen = shortlist(open, arc, MOST_LOOKED_AT) as readonly PoolTrack[];
  const artists = Map.groupBy(
    mainArtistsOf(
      database,
      chosen.map(({ id }) => id),
    ),
    ({ track_id }) => track_id,
  );
  const tracks = chosen.map((track) => {
    const names = facts.get(track.id);
    const song = names === undefined ? '' : songVersion(names).song;
    return { ...track, song, artists: (artists.get(track.id) ?? []).map(({ artist_id }) => artist_id) };
  });
  return { tracks, note: noteOf(counts) };
}
