import type { TagChange, TagChoice, TagRun, TagWriting } from '#shared/contract/file-tags.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the writing of tags. Streams end when `signal` aborts. */
export interface FileTagUseCases {
  preview(choice: TagChoice, trackIds: readonly string[]): Answer<void>;
  changes(preview: number, offset: number, limit: number): Answer<readonly TagChange[]>;
  write(): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<TagWriting>;
  runs(): Answer<TagRun[]>;
  restore(runId: string): Answer<void>;
}

export function fileTagsRouter(tags: FileTagUseCases) {
  return {
    preview: os.fileTags.preview.handler(({ input: { trackIds, ...choice } }) => tags.preview(choice, trackIds)),
    changes: os.fileTags.changes.handler(async ({ input: { preview, offset, limit } }) => [
      ...(await tags.changes(preview, offset, limit)),
    ]),
    write: os.fileTags.write.handler(() => tags.write()),
    cancel: os.fileTags.cancel.handler(() => tags.cancel()),
    watch: os.fileTags.watch.handler(({ signal }) => stream((stop) => tags.watch(stop), signal)),
    runs: os.fileTags.runs.handler(() => tags.runs()),
    restore: os.fileTags.restore.handler(({ input }) => tags.restore(input.runId)),
  };
}
