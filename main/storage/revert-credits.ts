import type { ArtistCredits, ReturningLink } from './artist-credits.ts';
import type { RowStore } from './row-store.ts';
import type { RowChange, RowWriter } from './row-writer.ts';
import type { SyncedTable } from './schema.ts';

export interface RevertParts {
  readonly rows: RowStore;
  readonly credits: ArtistCredits;
}

/**
 * Changes of one table that are to be taken back, as they keep the artists of tracks whole: an artist stays while others
 * credit him, and a link that comes back leads to a live artist, once.
 */
export function withWholeCredits(
  parts: RevertParts,
  writer: RowWriter,
  table: SyncedTable,
  changes: readonly RowChange[],
): readonly RowChange[] {
  if (table === 'artists') return changes.map((change) => withoutCredited(parts, change));
  if (table !== 'track_artists') return changes;
  const ids = changes.filter(isReturning).map(({ stored }) => stored.id);
  if (ids.length === 0) return changes;
  const links = new Map(parts.credits.returning(ids).map((link) => [link.id, link]));
  const artists = restoreArtists(parts, writer, [...links.values()]);
  return changes.map((change) => {
    const link = links.get(change.stored.id);
    if (link === undefined) return change;
    if (link.isDoubled) return { ...change, fields: {} };
    const artistId = artists.get(link.nameKey) ?? link.artistId;
    return artistId === link.artistId ? change : { ...change, fields: { ...change.fields, artist_id: artistId } };
  });
}

const isReturning = ({ stored, fields }: RowChange): boolean =>
  stored.deleted_at !== null && fields.deleted_at === null;

function withoutCredited({ credits }: RevertParts, change: RowChange): RowChange {
  const isLeaving = typeof change.fields.deleted_at === 'string';
  if (!isLeaving || !credits.isCredited(change.stored.id)) return change;
  const { deleted_at: _, ...fields } = change.fields;
  return { ...change, fields };
}

/** @returns By name key, the live artist that stands for one who was gone. */
function restoreArtists(
  { rows }: RevertParts,
  writer: RowWriter,
  links: readonly ReturningLink[],
): Map<string, string> {
  const artists = new Map<string, string>();
  const restored = new Set<string>();
  for (const { artistId, nameKey, isArtistGone, namesakeId, isDoubled } of links) {
    if (!isArtistGone || isDoubled || artists.has(nameKey)) continue;
    artists.set(nameKey, namesakeId ?? artistId);
    if (namesakeId === null) restored.add(artistId);
  }
  const stored = [...rows.readAll('artists', [...restored]).values()];
  writer.writeAll(
    'artists',
    stored.map((artist) => ({ stored: artist, fields: { deleted_at: null } })),
  );
  return artists;
}
