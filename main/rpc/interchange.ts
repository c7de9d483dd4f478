import type { SetId } from '#shared/contract/ids.ts';
import type {
  ExportFormat,
  ExportReport,
  ExportScope,
  FileListing,
  ImportState,
  MergeRules,
} from '#shared/contract/interchange.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

export interface ExportRequest {
  readonly format: ExportFormat;
  readonly scope: ExportScope;
  readonly path: string;
  readonly replace: boolean;
}

/** What this area needs of the exchange with other programs. Streams end when `signal` aborts. */
export interface InterchangeUseCases {
  browse(path: string | undefined, kind: 'import' | 'archive'): Answer<FileListing>;
  preview(paths: readonly string[]): Answer<void>;
  apply(rules: MergeRules): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<ImportState>;
  sheet(setId: SetId): Answer<{ html: string }>;
  export(request: ExportRequest): Answer<ExportReport>;
}

export function interchangeRouter(interchange: InterchangeUseCases) {
  return {
    browse: os.interchange.browse.handler(({ input }) => interchange.browse(input.path, input.kind)),
    preview: os.interchange.preview.handler(({ input }) => interchange.preview(input.paths)),
    apply: os.interchange.apply.handler(({ input }) => interchange.apply(input.rules)),
    cancel: os.interchange.cancel.handler(() => interchange.cancel()),
    watch: os.interchange.watch.handler(({ signal }) => stream((stop) => interchange.watch(stop), signal)),
    sheet: os.interchange.sheet.handler(({ input }) => interchange.sheet(input.setId)),
    export: os.interchange.export.handler(({ input }) => interchange.export(input)),
  };
}
