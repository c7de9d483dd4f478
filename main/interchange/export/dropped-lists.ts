import { countContent } from '#main/interchange/count-content.ts';
import { dropFields } from '#main/interchange/dropped-fields.ts';
import type { Dropped, InterchangeLibrary } from '#main/interchange/model.ts';
import { playlistsOf } from '#main/interchange/playlists-of.ts';
import { createDropCounter } from '#main/interchange/read-report.ts';

function tracksOutside({ tracks, playlists }: InterchangeLibrary) {
  const inside = new Set(playlistsOf(playlists).flatMap(({ trackIds }) => trackIds));
  return tracks.filter(({ id }) => !inside.has(id));
}

/** Tracks that a format of nothing but lists leaves out, as they are in none. */
export function outsideLists(library: InterchangeLibrary): Dropped {
  const drops = createDropCounter();
  drops.drop('track.outside-lists', tracksOutside(library).length);
  return drops.counts();
}

/** What is lost where a library becomes one list (`formatList`): tracks in no playlist with their marks, and which list was which. */
export function listsOfOne(library: InterchangeLibrary): Dropped {
  const drops = createDropCounter();
  const { playlists, folders } = countContent(library);
  for (const track of playlists === 0 ? [] : tracksOutside(library)) {
    drops.drop('track.outside-lists');
    dropFields(track, new Set(Object.keys(track)), drops);
  }
  if (playlists > 1) drops.drop('playlist.merged', playlists);
  drops.drop('folder', folders);
  drops.drop('play', library.plays.length);
  return drops.counts();
}

/** What is lost where a library becomes a table of its tracks: lists, but for a single one that has just those tracks. */
export function listsOfTable(library: InterchangeLibrary): Dropped {
  const drops = createDropCounter();
  const lists = playlistsOf(library.playlists);
  const rows = library.tracks.map(({ id }) => id);
  const isTable = ({ trackIds }: { readonly trackIds: readonly string[] }): boolean =>
    trackIds.length === rows.length && trackIds.every((id, index) => id === rows[index]);
  const [only] = lists;
  const isHeld = lists.length === 1 && only !== undefined && isTable(only);
  drops.drop('playlist', isHeld ? 0 : lists.length);
  drops.drop('folder', countContent(library).folders);
  drops.drop('play', library.plays.length);
  return drops.counts();
}
