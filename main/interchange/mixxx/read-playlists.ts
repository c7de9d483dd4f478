import { cellNumber, cellText, type ForeignDatabase } from '#main/interchange/foreign-database.ts';
import type { InterchangePlay, Playlist } from '#main/interchange/model.ts';
import type { ReadReport } from '#main/interchange/read-report.ts';
import { readMixxxTime } from './time.ts';

/** Kinds of playlists: what the user made, the queue of Auto DJ, what was played in a session. */
const [SHOWN, AUTO_DJ, SET_LOG] = [0, 1, 2];

interface Entry {
  readonly trackId: string;
  readonly position: number;
  readonly addedAt: string | null;
}

interface List {
  readonly id: string;
  readonly name: string;
  readonly kind: number;
  readonly position: number;
  readonly createdAt: string | null;
}

function readLists(database: ForeignDatabase, report: ReadReport): List[] {
  const lists: List[] = [];
  for (const row of database.rows('Playlists', ['id', 'name', 'position', 'hidden', 'date_created'], report)) {
    lists.push({
      id: cellText(row['id']),
      name: cellText(row['name']),
      kind: cellNumber(row['hidden']) ?? SHOWN,
      position: cellNumber(row['position']) ?? 0,
      createdAt: readMixxxTime(row['date_created']),
    });
  }
  return lists;
}

/** Entries by list, in their order; those of tracks that are not there are counted. */
function readEntries(
  database: ForeignDatabase,
  table: { readonly name: string; readonly list: string },
  trackIds: ReadonlySet<string>,
  report: ReadReport,
): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  let missing = 0;
  for (const row of database.rows(table.name, [table.list, 'track_id', 'position', 'pl_datetime_added'], report)) {
    const trackId = cellText(row['track_id']);
    if (!trackIds.has(trackId)) {
      missing += 1;
      continue;
    }
    const entry = {
      trackId,
      position: cellNumber(row['position']) ?? 0,
      addedAt: readMixxxTime(row['pl_datetime_added']),
    };
    const list = cellText(row[table.list]);
    const ofList = entries.get(list);
    if (ofList === undefined) entries.set(list, [entry]);
    else ofList.push(entry);
  }
  if (missing > 0) report.problem(table.name, `${missing} entries of tracks that are deleted or gone were left out.`);
  for (const list of entries.values()) list.sort((a, b) => a.position - b.position);
  return entries;
}

export interface MixxxLists {
  readonly playlists: readonly Playlist[];
  readonly plays: readonly InterchangePlay[];
}

/** Playlists in their order, and the history as plays. The queue of Auto DJ is counted as unknown. */
export function readMixxxPlaylists(
  database: ForeignDatabase,
  trackIds: ReadonlySet<string>,
  report: ReadReport,
): MixxxLists {
  const table = { name: 'PlaylistTracks', list: 'playlist_id' };
  const entries = readEntries(database, table, trackIds, report);
  const playlists: Playlist[] = [];
  const plays: InterchangePlay[] = [];
  for (const { id, name, kind, createdAt } of readLists(database, report).sort((a, b) => a.position - b.position)) {
    const ofList = entries.get(id) ?? [];
    if (kind === SHOWN) playlists.push({ kind: 'playlist', name, trackIds: ofList.map(({ trackId }) => trackId) });
    else if (kind === SET_LOG) {
      for (const { trackId, addedAt } of ofList) {
        const startedAt = addedAt ?? createdAt;
        if (startedAt === null) report.problem(`history "${name}"`, 'It is not known when a track was played.');
        else plays.push({ trackId, startedAt, durationSeconds: null, deck: null, session: name });
      }
    } else report.unknown(kind === AUTO_DJ ? 'Playlists.auto-dj' : `Playlists.hidden=${kind}`);
  }
  return { playlists, plays };
}

/** Crates by name; their tracks have no order but that in which they were put in. */
export function readMixxxCrates(
  database: ForeignDatabase,
  trackIds: ReadonlySet<string>,
  report: ReadReport,
): Playlist[] {
  const entries = readEntries(database, { name: 'crate_tracks', list: 'crate_id' }, trackIds, report);
  const crates: Playlist[] = [];
  for (const row of database.rows('crates', ['id', 'name'], report)) {
    const ofCrate = entries.get(cellText(row['id'])) ?? [];
    crates.push({ kind: 'playlist', name: cellText(row['name']), trackIds: ofCrate.map(({ trackId }) => trackId) });
  }
  return crates.sort((a, b) => a.name.localeCompare(b.name));
}
