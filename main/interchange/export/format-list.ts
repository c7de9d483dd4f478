import { CUE_EXTRA } from '#main/interchange/cue/parse-cue.ts';
import { formatCue } from '#main/interchange/cue/format-cue.ts';
import { dropFields } from '#main/interchange/dropped-fields.ts';
import type { InterchangeLibrary, InterchangeTrack, Playlist, WriteResult } from '#main/interchange/model.ts';
import { formatM3u8 } from '#main/interchange/playlist/m3u.ts';
import { playlistsOf } from '#main/interchange/playlists-of.ts';
import { createDropCounter } from '#main/interchange/read-report.ts';
import { formatSetSheet } from '#main/interchange/sheet/format-set-sheet.ts';
import { setSheet, type SheetPlan } from '#main/interchange/sheet/set-sheet.ts';
import { formatTracklist } from '#main/interchange/text/set-text/format-tracklist.ts';
import { LIST_EXTRA } from '#main/interchange/text/track-columns.ts';

/** Formats that hold one list. */
export type ListFormat = 'm3u8' | 'cue' | 'txt';

/** What a set sheet shows of a track. */
const SHEET_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'artist',
  'durationSeconds',
  'bpm',
  'key',
  'keyText',
  'energy',
]);

/** The one list of a library: its only playlist, else all of them one after the other, else all tracks. */
function oneList(library: InterchangeLibrary, title: string): Playlist {
  const playlists = playlistsOf(library.playlists);
  const [only] = playlists;
  if (only !== undefined && playlists.length === 1) return only;
  const trackIds =
    only === undefined ? library.tracks.map(({ id }) => id) : playlists.flatMap((playlist) => playlist.trackIds);
  return { kind: 'playlist', name: title, trackIds };
}

interface Entry {
  readonly track: InterchangeTrack;
  readonly startSeconds: number | null;
}

/** Entries with where they begin: as it was imported, else one after the other without overlap as long as lengths are known. */
function entriesOf(library: InterchangeLibrary, playlist: Playlist): Entry[] {
  const tracks = new Map(library.tracks.map((track) => [track.id, track]));
  let next: number | null = 0;
  return playlist.trackIds.flatMap((id): Entry[] => {
    const track = tracks.get(id);
    if (track === undefined) return [];
    const told = Number(track.extra[CUE_EXTRA.start] ?? track.extra[LIST_EXTRA.start] ?? Number.NaN);
    const startSeconds: number | null = Number.isFinite(told) ? told : next;
    next = startSeconds === null || track.durationSeconds === null ? null : startSeconds + track.durationSeconds;
    return [{ track, startSeconds }];
  });
}

/** Writes the one list of a library. @param title Where it has no name of its own. */
export function formatList(library: InterchangeLibrary, format: ListFormat, title: string): WriteResult<string> {
  const playlist = oneList(library, title);
  if (format === 'm3u8') return formatM3u8(library, playlist);
  const entries = entriesOf(library, playlist);
  if (format === 'txt') return formatTracklist(playlist.name, entries, { withTimes: true, withLabels: true });
  return formatCue({ title: playlist.name, performer: '', file: `${playlist.name}.wav`, entries });
}

/** Writes the one list of a library as a set sheet. @param title Where it has no name of its own. */
export function formatSheet(library: InterchangeLibrary, title: string, plan: SheetPlan | null): WriteResult<string> {
  const playlist = oneList(library, title);
  const listed = new Set(playlist.trackIds);
  const drops = createDropCounter();
  for (const track of library.tracks) {
    // The sheet has the cues.
    if (listed.has(track.id)) dropFields({ ...track, cues: [], path: null }, SHEET_FIELDS, drops);
  }
  return { output: formatSetSheet(setSheet(library, playlist, plan)), dropped: drops.counts() };
}
