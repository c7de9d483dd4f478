import Database from 'better-sqlite3';
import type { InterchangeLibrary, PlaylistNode, WriteResult } from '#main/interchange/model.ts';
import { createDropCounter, type DropCounter } from '#main/interchange/read-report.ts';
import { ENGINE_EXPORT_MARK } from './export-mark.ts';
import { ENGINE_DDL, ENGINE_SCHEMA } from './schema.ts';
import { type EngineWriteOptions, insertEngineTracks, NO_ART_ID } from './write-tracks.ts';

const TOP = 0;
const END = 0;
/** Engine parts the names of a playlist's path with it. */
const FORBIDDEN = /;/g;

function uniqueName(name: string, taken: Set<string>, drops: DropCounter): string {
  const plain = name.replace(FORBIDDEN, ',').trim() || 'Untitled';
  let unique = plain;
  for (let n = 2; taken.has(unique); n += 1) unique = `${plain} (${n})`;
  taken.add(unique);
  if (unique !== name) drops.drop('playlist.name');
  return unique;
}

function insertPlaylists(
  raw: Database.Database,
  nodes: readonly PlaylistNode[],
  rows: ReadonlyMap<string, number>,
  { uuid, writtenAtMs }: EngineWriteOptions,
  drops: DropCounter,
): void {
  // A list that is put at the end takes its place in the chain by a trigger.
  const insertList = raw.prepare(
    `INSERT INTO Playlist (title, parentListId, isPersisted, nextListId, lastEditTime, isExplicitlyExported)
     VALUES (?, ?, 1, ${END}, ?, 1)`,
  );
  const insertEntity = raw.prepare(
    `INSERT INTO PlaylistEntity (listId, trackId, databaseUuid, nextEntityId, membershipReference)
     VALUES (?, ?, ?, ${END}, 0)`,
  );
  const link = raw.prepare('UPDATE PlaylistEntity SET nextEntityId = ? WHERE id = ?');
  const editedAt = new Date(writtenAtMs).toISOString().slice(0, 19).replace('T', ' ');

  const addTracks = (list: number, trackIds: readonly string[]): void => {
    const seen = new Set<number>();
    let before: number | null = null;
    for (const trackId of trackIds) {
      const row = rows.get(trackId);
      if (row === undefined || seen.has(row)) {
        drops.drop(row === undefined ? 'playlist.entry' : 'playlist.entry.repeated');
        continue;
      }
      seen.add(row);
      const entity = Number(insertEntity.run(list, row, uuid).lastInsertRowid);
      if (before !== null) link.run(entity, before);
      before = entity;
    }
  };
  const add = (siblings: readonly PlaylistNode[], parent: number): void => {
    const taken = new Set<string>();
    for (const node of siblings) {
      const list = Number(insertList.run(uniqueName(node.name, taken, drops), parent, editedAt).lastInsertRowid);
      if (node.kind === 'playlist') addTracks(list, node.trackIds);
      else {
        if (node.children.length === 0) drops.drop('folder.empty');
        add(node.children, list);
      }
    }
  };
  add(nodes, TOP);
}

/**
 * Makes a new m.db, for "Engine Library/Database2" on a drive without one: it holds nothing but this library, so it must never
 * replace one that is in use. It is marked as made here (`export-mark.ts`).
 * @returns Bytes of the file. Counted as dropped: plays, memory cues, cues and loops beyond the eighth, a track twice in a
 * playlist, and the fields of tracks that Engine DJ does not have.
 */
export function formatEngineDatabase(
  library: InterchangeLibrary,
  options: EngineWriteOptions,
): WriteResult<Uint8Array> {
  const drops = createDropCounter();
  const raw = new Database(':memory:');
  try {
    raw.pragma(`application_id = ${ENGINE_EXPORT_MARK}`);
    for (const statement of ENGINE_DDL) raw.exec(statement);
    raw.transaction(() => {
      const { major, minor, patch } = ENGINE_SCHEMA;
      raw
        .prepare(
          `INSERT INTO Information (uuid, schemaVersionMajor, schemaVersionMinor, schemaVersionPatch, currentPlayedIndiciator)
           VALUES (?, ?, ?, ?, 0)`,
        )
        .run(options.uuid, major, minor, patch);
      raw.prepare("INSERT INTO AlbumArt (id, hash, albumArt) VALUES (?, '', NULL)").run(NO_ART_ID);
      const rows = insertEngineTracks(raw, library.tracks, options, drops);
      insertPlaylists(raw, library.playlists, rows, options, drops);
    })();
    drops.drop('play', library.plays.length);
    return { output: new Uint8Array(raw.serialize()), dropped: drops.counts() };
  } finally {
    raw.close();
  }
}
