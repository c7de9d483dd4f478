import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readdirSync, writeFileSync } from 'node:fs';
import { createHostCopies } from '#main/host/host-copies.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { Copying } from '#shared/contract/copies.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { fileFields, trackFields } from './library-rows.ts';
import { openTempLibrary, tempFolder } from './temp-library.ts';

export interface OriginalFile {
  readonly title: string;
  readonly artist?: string;
  readonly file: string;
  /** Nothing is written where there is none. */
  readonly bytes?: number;
}

/** Adds tracks with files in a folder of their own. @returns Their ids, and the folder. */
export function addOriginals(library: LibraryDatabase, originals: readonly OriginalFile[], folder = tempFolder()) {
  const ids = originals.map(({ title, artist = '', file, bytes }) => {
    const [id, path] = [library.newId(), join(folder, file)];
    if (bytes !== undefined) writeFileSync(path, randomBytes(bytes));
    library.mutate({
      origin: 'user',
      label: 'Add',
      mutations: [
        { op: 'insert', table: 'tracks', id, set: trackFields({ title, artist }) },
        { op: 'insert', table: 'files', id: library.newId(), set: { ...fileFields(id), path } },
      ],
    });
    return TrackId.parse(id);
  });
  return { ids, folder };
}

/** The service as the host makes it; only chosen tracks are copied. */
export function openCopies(database: LibraryDatabase) {
  const log = {
    error: (message: string, { error }: { readonly error?: unknown } = {}) => {
      throw new Error(message, { cause: error });
    },
  };
  const copies = createHostCopies({ database, clock: { now: () => Date.now() }, log: log as never }, () =>
    Promise.resolve([]),
  );
  const ended = async (): Promise<Copying> => {
    for await (const state of copies.watch()) if (state.phase === 'done') return state;
    throw new Error('The copy has no end.');
  };
  return { copies, ended };
}

export const THREE: readonly OriginalFile[] = [
  { title: 'One', artist: 'Ann', file: 'a.mp3', bytes: 3_000_000 },
  { title: 'Two: Ü', artist: 'Bo/b', file: 'b.flac', bytes: 10 },
  { title: 'Three', artist: '', file: 'c.wav', bytes: 0 },
];

/** Tracks with files, and an empty stick. */
export function setUp(originals: readonly OriginalFile[] = THREE, stick = tempFolder()) {
  const library = openTempLibrary();
  const { ids, folder } = addOriginals(library, originals);
  const { copies, ended } = openCopies(library);
  const request = { scope: { kind: 'tracks', ids }, folder: stick } as const;
  const copy = () => {
    copies.start(request);
    return ended();
  };
  return { library, ids, folder, copies, ended, request, copy, stick, target: join(stick, 'Tracks') };
}

export const listed = (folder: string): string[] => readdirSync(folder).sort();
