import { isAudioFormat } from '#main/library/audio-format.ts';
import { identifySound, readFullHash } from '#main/library/read-audio-file.ts';
import type { LibraryService } from '#main/library/create-library-service.ts';
import { readTags } from '#main/library/read-tags.ts';
import { folderPaths } from '#main/storage/queries/folders.ts';
import { createTagService, type TagService } from '#main/tags/tag-service.ts';
import type { FileReaders } from '#main/tags/tagged-file.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import type { Foundation } from './foundation.ts';
import { createSeratoWriter } from './host-serato.ts';

/** Files as the library's scan reads them, by which what is written into tags is checked. */
export const TAG_READERS: FileReaders = {
  identify: identifySound,
  hashSound: readFullHash,
  readTags: async (path, format) => {
    if (!isAudioFormat(format)) throw new Error(`${format} is no format of sound`);
    const { rating, comment, sound, ...others } = (await readTags(path, format)).tags;
    const { bpm, keyIndex, energy } = sound;
    const level = energy === null ? null : energyLevel(energy);
    return { keyIndex, bpm, energyLevel: level, rating, comment, others: JSON.stringify(others) };
  },
};

/** Writing of tags, checked by the library's own reader; what was written comes into the library by its scan. */
export function createHostFileTags(
  { database, clock, log }: Pick<Foundation, 'database' | 'clock' | 'log'>,
  library: Pick<LibraryService, 'scan'>,
): TagService {
  return createTagService({
    database,
    clock,
    log,
    readers: TAG_READERS,
    serato: createSeratoWriter(database),
    onWritten: (folderIds) => {
      const live = new Set(folderPaths(database).map(({ id }) => id));
      for (const id of folderIds) if (live.has(id)) library.scan(id);
    },
  });
}
