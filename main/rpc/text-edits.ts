import type { TextEditing, TextEditRequest, TextEditRow } from '#shared/contract/text-edits.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the editing of texts. Streams end when `signal` aborts. */
export interface TextEditUseCases {
  preview(request: TextEditRequest): Answer<{ job: number }>;
  rows(preview: number, offset: number, limit: number): Answer<readonly TextEditRow[]>;
  apply(preview: number, leftOut: readonly number[]): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<TextEditing>;
}

export function textEditsRouter(edits: TextEditUseCases) {
  return {
    preview: os.textEdits.preview.handler(({ input }) => edits.preview(input)),
    rows: os.textEdits.rows.handler(async ({ input: { preview, offset, limit } }) => [
      ...(await edits.rows(preview, offset, limit)),
    ]),
    apply: os.textEdits.apply.handler(({ input }) => edits.apply(input.preview, input.leftOut)),
    cancel: os.textEdits.cancel.handler(() => edits.cancel()),
    watch: os.textEdits.watch.handler(({ signal }) => stream((stop) => edits.watch(stop), signal)),
  };
}
