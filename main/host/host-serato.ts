import { tracksForExport } from '#main/interchange/export/library-content.ts';
import { planSeratoTags, seratoTagsText } from '#main/interchange/serato/plan-tags.ts';
import { readSeratoFile } from '#main/interchange/serato/read-file.ts';
import { createReadReport } from '#main/interchange/read-report.ts';
import { delayOf } from '#main/interchange/time-line.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { SeratoWriter } from '#main/tags/serato-writer.ts';

/** What the exchange with Serato has for the writing of tags. */
export function createSeratoWriter(database: Pick<LibraryDatabase, 'db' | 'query'>): SeratoWriter {
  return {
    plan: async ({ trackId, path, format }, fields) => {
      const [track] = await tracksForExport(database, [trackId], 'serato');
      if (track === undefined) return null;
      return planSeratoTags(track, { format, fields, delaySeconds: await delayOf(path) });
    },
    read: async (path) => seratoTagsText(await readSeratoFile(path, createReadReport())),
  };
}
