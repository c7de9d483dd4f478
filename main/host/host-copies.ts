import { type CopiesService, createCopiesService } from '#main/copies/create-copies-service.ts';
import { emptyTrack } from '#main/interchange/model.ts';
import { formatM3u8 } from '#main/interchange/playlist/m3u.ts';
import type { CopyScope } from '#shared/contract/copies.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type { TrackQuery, TrackSource } from '#shared/contract/tracks.ts';
import type { Foundation } from './foundation.ts';

function sourceOf(scope: Exclude<CopyScope, { kind: 'tracks' }>): TrackSource {
  return scope.kind === 'set' ? { kind: 'set', setId: scope.id } : { kind: 'crate', crateId: scope.id };
}

/** Connects copying to the lists of the library and to the playlists of the exchange. */
export function createHostCopies(
  { database, clock, log }: Pick<Foundation, 'database' | 'clock' | 'log'>,
  trackIds: (query: TrackQuery) => Promise<readonly TrackId[]>,
): CopiesService {
  return createCopiesService({
    database,
    clock,
    log,
    tracksOf: async (scope) =>
      scope.kind === 'tracks' ? scope.ids : trackIds({ source: sourceOf(scope), search: '', sort: [] }),
    formatPlaylist: (name, listed) => {
      const tracks = listed.map((track, index) => ({ ...emptyTrack(String(index)), ...track }));
      const list = { kind: 'playlist' as const, name, trackIds: tracks.map(({ id }) => id) };
      return formatM3u8({ tracks, playlists: [list], plays: [] }, list).output;
    },
  });
}
