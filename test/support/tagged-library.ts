import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createHostFileTags } from '#main/host/host-file-tags.ts';
import { createLogger } from '#main/platform/logger.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { TagService } from '#main/tags/tag-service.ts';
import type { TagChoice, TagWriting } from '#shared/contract/file-tags.ts';
import { openScannedLibrary, type ScannedLibrary } from './scanned-library.ts';
import { manualClock, tempFolder } from './temp-library.ts';

/** A scanned library with the service that writes tags. */
export interface TaggedLibrary extends ScannedLibrary {
  readonly tags: TagService;
  readonly folder: string;
  /** Ids of the tracks by the names of their files. */
  ids(...names: readonly string[]): string[];
  set(
    name: string,
    set: Extract<Mutation, { op: 'update'; table: 'tracks' }>['set'],
    origin?: 'user' | 'analysis',
  ): void;
  /** Waits for a state. */
  until(fits: (state: TagWriting) => boolean): Promise<TagWriting>;
  preview(names: readonly string[], choice?: Partial<TagChoice>): Promise<TagWriting>;
  write(): Promise<TagWriting>;
  restore(runId: string): Promise<TagWriting>;
}

/** @param make Fills the music folder. */
export async function openTaggedLibrary(
  make: (folder: string) => void,
  dataFolder: string = tempFolder(),
): Promise<TaggedLibrary> {
  const folder = join(realpathSync(tempFolder()), 'music');
  make(folder);
  const library = openScannedLibrary({ dataFolder });
  await library.add(folder);
  const clock = manualClock();
  const log = createLogger(join(dataFolder, 'host.log'), () => clock.now());
  const tags = createHostFileTags({ database: library.database, clock, log }, library.service);
  onTestFinished(() => tags.stop());
  const until = async (fits: (state: TagWriting) => boolean): Promise<TagWriting> => {
    for await (const state of tags.watch()) if (fits(state)) return state;
    throw new Error('The states ended');
  };
  const done = async (): Promise<TagWriting> => {
    const state = await until(({ phase }) => phase === 'done');
    await library.service.scansDone();
    return state;
  };
  const ids = (...names: readonly string[]): string[] =>
    names.map((name) => library.rows().find(({ path }) => path.endsWith(`/${name}`))?.track ?? name);
  return {
    ...library,
    tags,
    folder,
    ids,
    until,
    set: (name, set, origin = 'user') => {
      const [id = ''] = ids(name);
      library.database.mutate({ origin, label: 'Edit', mutations: [{ op: 'update', table: 'tracks', id, set }] });
    },
    preview: async (names, choice = {}) => {
      await tags.preview(
        { fields: ['key', 'bpm', 'energy', 'rating', 'comment'], notation: 'camelot', ...choice },
        ids(...names),
      );
      return until(({ phase }) => phase === 'ready' || phase === 'done');
    },
    write: () => {
      tags.write();
      return done();
    },
    restore: (runId) => {
      tags.restore(runId);
      return done();
    },
  };
}
