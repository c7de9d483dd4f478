import type { Stats } from 'node:fs';
import { z } from 'zod';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { bestFileOfTrack } from '#main/storage/queries/files.ts';
import { isTagWriteOf, openTagWrites, tagRuns, tagWritesOfRun } from '#main/storage/queries/tag-writes.ts';
import { TagPart, type TagRun } from '#shared/contract/file-tags.ts';
import type { EntryChange } from './entry-changes.ts';

/** What was done to one file, and what undoes it. */
export interface TagWrite {
  readonly id: number;
  readonly trackId: string;
  readonly path: string;
  readonly state: 'writing' | 'written' | 'restoring' | 'restored';
  readonly temporary: string;
  readonly kind: string;
  readonly changes: readonly EntryChange[];
  readonly lengthBefore: number;
}

export type NewTagWrite = Omit<TagWrite, 'id' | 'state'> & { readonly runId: string };

/** The record of what was written. Each step is on the disk before the next one touches a file. */
export interface TagStore {
  startRun(fields: readonly TagPart[]): string;
  /** Before the file is touched. */
  begin(write: NewTagWrite): number;
  written(id: number, stats: Stats): void;
  beginRestore(id: number, temporary: string): void;
  restored(id: number, stats: Stats): void;
  /** A write that did not happen. */
  forget(id: number): void;
  /** A restoring that did not happen. */
  stillWritten(id: number): void;
  runs(): TagRun[];
  writesOf(runId: string): TagWrite[];
  open(): TagWrite[];
  folderOf(trackId: string): string | null;
  /** Whether the file is as a write has left it, which the next scan will find out as well. */
  isAsLeft(path: string, stats: Stats): boolean;
}

const Raw = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : Buffer.from(text, 'base64')));
const Changes = z.array(z.object({ index: z.int(), before: Raw, after: Raw }));

const changesText = (changes: readonly EntryChange[]): string =>
  JSON.stringify(
    changes.map(({ index, before, after }) => ({
      index,
      before: before?.toString('base64') ?? null,
      after: after?.toString('base64') ?? null,
    })),
  );

type Row = ReturnType<typeof openTagWrites>[number];

function writeOf(row: Row): TagWrite {
  const { id, path, state, temporary, kind } = row;
  const changes = Changes.parse(JSON.parse(row.changes));
  return { id, trackId: row.track_id, path, state, temporary, kind, changes, lengthBefore: row.length_before };
}

const left = ({ size, mtimeMs }: Stats) => ({ size_bytes: size, modified_ms: Math.floor(mtimeMs) });

export function createTagStore(database: LibraryDatabase, clock: Clock): TagStore {
  const { db, query } = database;
  const durably = <Result>(work: () => Result): Result => database.transaction('user', work);
  const change = (id: number, set: Partial<Omit<Row, 'id'>>): void =>
    void durably(() => query.run(db.updateTable('tag_writes').set(set).where('id', '=', id)));
  return {
    startRun: (fields) => {
      const id = database.newId();
      const row = { id, started_at: isoTime(clock.now()), fields: JSON.stringify(fields) };
      durably(() => query.run(db.insertInto('tag_runs').values(row)));
      return id;
    },
    begin: ({ runId, trackId, path, temporary, kind, changes, lengthBefore }) => {
      const row = { run_id: runId, track_id: trackId, path, temporary, kind, changes: changesText(changes) };
      const lengths = { length_before: lengthBefore, size_bytes: 0, modified_ms: 0 };
      const insert = db
        .insertInto('tag_writes')
        .values({ ...row, ...lengths, state: 'writing' })
        .returning('id');
      return durably(() => query.first(insert)?.id ?? 0);
    },
    written: (id, stats) => change(id, { state: 'written', ...left(stats) }),
    beginRestore: (id, temporary) => change(id, { state: 'restoring', temporary }),
    restored: (id, stats) => change(id, { state: 'restored', ...left(stats) }),
    forget: (id) => void durably(() => query.run(db.deleteFrom('tag_writes').where('id', '=', id))),
    stillWritten: (id) => change(id, { state: 'written' }),
    runs: () => {
      const list = tagRuns(database);
      return list.map(({ fields, ...run }) => ({ ...run, fields: z.array(TagPart).parse(JSON.parse(fields)) }));
    },
    writesOf: (runId) => tagWritesOfRun(database, runId).map(writeOf),
    open: () => openTagWrites(database).map(writeOf),
    folderOf: (trackId) => bestFileOfTrack(database, trackId)?.folder_id ?? null,
    isAsLeft: (path, stats) => isTagWriteOf(database, path, left(stats)),
  };
}
