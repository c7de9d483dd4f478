import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { trackWithNames, tracksOfSameArtists } from '#main/storage/queries/song-versions.ts';
import { pairsOf } from '#main/storage/queries/track-belongings.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import type { OtherVersion } from '#shared/contract/duplicates.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { songVersion } from '#shared/domain/song-version.ts';

/** More are not shown. */
const MOST_SHOWN = 100;

/**
 * Other versions of the song of a track: those of the same artist and title with another mix, and those that the user has called
 * so; by version. Tracks that the user has called different are none.
 */
export function otherVersions(database: LibraryDatabase, id: TrackId): OtherVersion[] {
  const own = trackWithNames(database, id);
  if (own === undefined) return [];
  const mine = songVersion(own);
  const decided = new Map(
    pairsOf(database, [id]).map((pair) => [pair.track_id === id ? pair.other_id : pair.track_id, pair.relation]),
  );
  const named = tracksOfSameArtists(database, id).filter((track) => {
    const its = songVersion(track);
    return (
      mine.song !== '' &&
      its.song === mine.song &&
      its.version !== mine.version &&
      decided.get(track.id) !== 'different'
    );
  });
  const byUser = [...decided].filter(([, relation]) => relation === 'version').map(([other]) => other);
  const by = new Map<string, 'name' | 'user'>([
    ...named.map((track) => [track.id, 'name'] as const),
    ...byUser.map((other) => [other, 'user'] as const),
  ]);
  const rows = trackRows(database, [...by.keys()].slice(0, MOST_SHOWN));
  return rows
    .map((track): OtherVersion => {
      const names = trackWithNames(database, track.id) ?? track;
      return { track, version: songVersion(names).versionText, by: by.get(track.id) ?? 'name' };
    })
    .sort((a, b) => a.version.localeCompare(b.version, 'en') || a.track.title.localeCompare(b.track.title, 'en'));
}
