import { artistNameKey, parseTrackArtists, type TrackArtists } from '#shared/domain/artist-names.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { TrackArtistsTable } from '#main/storage/schema.ts';
import { artistsOfTracks, findArtistsByKey, type TrackArtistLink } from '#main/storage/queries/track-artists.ts';

export interface ArtistSource {
  readonly trackId: string;
  readonly artist: string;
  readonly title: string;
  readonly artists?: readonly string[];
  readonly remixers?: readonly string[];
}

interface Credit {
  readonly name: string;
  readonly nameKey: string;
  readonly role: TrackArtistsTable['role'];
}

function creditsOf({ main, featured, remixers }: TrackArtists): Credit[] {
  const credit = (role: Credit['role']) => (name: string) => ({ name, nameKey: artistNameKey(name), role });
  return [...main.map(credit('main')), ...featured.map(credit('featured')), ...remixers.map(credit('remixer'))];
}

function isSame(credits: readonly Credit[], links: readonly TrackArtistLink[]): boolean {
  return (
    credits.length === links.length &&
    credits.every(({ nameKey, role }, index) => links[index]?.nameKey === nameKey && links[index]?.role === role)
  );
}

/**
 * Mutations that make the artists of tracks what their texts say: new artists, and the links of the tracks whose
 * artists differ from the stored ones. The tracks must stand before them in the request.
 */
export function artistMutations(database: LibraryDatabase, sources: readonly ArtistSource[]): Mutation[] {
  const stored = Map.groupBy(
    artistsOfTracks(
      database,
      sources.map(({ trackId }) => trackId),
    ),
    ({ trackId }) => trackId,
  );
  const changed = sources
    .map((source) => ({ trackId: source.trackId, credits: creditsOf(parseTrackArtists(source)) }))
    .filter(({ trackId, credits }) => !isSame(credits, stored.get(trackId) ?? []));
  const allCredits = changed.flatMap(({ credits }) => credits);
  const ids = findArtistsByKey(database, [...new Set(allCredits.map(({ nameKey }) => nameKey))]);
  const mutations: Mutation[] = [];
  for (const { name, nameKey } of allCredits) {
    if (ids.has(nameKey)) continue;
    const id = database.newId();
    ids.set(nameKey, id);
    mutations.push({ op: 'insert', table: 'artists', id, set: { name, name_key: nameKey } });
  }
  for (const { trackId, credits } of changed) {
    for (const { id } of stored.get(trackId) ?? []) mutations.push({ op: 'delete', table: 'track_artists', id });
    for (const [position, { nameKey, role }] of credits.entries()) {
      const set = { track_id: trackId, artist_id: ids.get(nameKey) ?? '', role, position };
      mutations.push({ op: 'insert', table: 'track_artists', id: database.newId(), set });
    }
  }
  return mutations;
}
