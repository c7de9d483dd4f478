import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { createStateStream, type StateStream } from '#main/platform/state-stream.ts';

/** The revision of the library, at most one message per 60 ms however many changes there are. */
export function createRevisionStream(
  database: Pick<LibraryDatabase, 'revision' | 'onChange'>,
): StateStream<{ revision: number }> {
  const stream = createStateStream({ revision: database.revision() });
  database.onChange(({ revision }) => stream.publish({ revision }));
  return stream;
}
