import type { TrackId } from '#shared/contract/ids.ts';
import type { AudioListing, FoundBy, FoundFile, MissingSearch } from '#shared/contract/missing.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

export interface FoundChoice {
  readonly kinds: readonly FoundBy[];
  readonly moves: readonly string[];
  readonly also: readonly TrackId[];
  readonly except: readonly TrackId[];
}

/** What this area needs of the search for missing files. Streams end when `signal` aborts. */
export interface MissingUseCases {
  search(folders: readonly string[], trackIds: readonly TrackId[] | undefined): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<MissingSearch>;
  found(offset: number, limit: number): Answer<{ readonly total: number; readonly files: FoundFile[] }>;
  apply(choice: FoundChoice): Answer<void>;
  browse(path: string | undefined): Answer<AudioListing>;
  locate(trackId: TrackId, path: string): Answer<void>;
}

export function missingRouter(missing: MissingUseCases) {
  return {
    search: os.missing.search.handler(({ input }) => missing.search(input.folders, input.trackIds)),
    cancel: os.missing.cancel.handler(() => missing.cancel()),
    watch: os.missing.watch.handler(({ signal }) => stream((stop) => missing.watch(stop), signal)),
    found: os.missing.found.handler(({ input }) => missing.found(input.offset, input.limit)),
    apply: os.missing.apply.handler(({ input }) => missing.apply(input)),
    browse: os.missing.browse.handler(({ input }) => missing.browse(input.path)),
    locate: os.missing.locate.handler(({ input }) => missing.locate(input.trackId, input.path)),
  };
}
