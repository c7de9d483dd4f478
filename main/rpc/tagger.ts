import type { TaggerModel, TaggerState, TaggingRun } from '#shared/contract/tagger.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the tagger. Streams end when `signal` aborts. */
export interface TaggerUseCases {
  state(): Answer<TaggerState>;
  inspect(path: string, expected: string | undefined, signal: AbortSignal | undefined): Answer<TaggerModel>;
  use(path: string, sha256: string, signal: AbortSignal | undefined): Answer<TaggerState>;
  remove(): Answer<TaggerState>;
  start(): Answer<void>;
  cancel(): Answer<void>;
  watch(signal: AbortSignal): AsyncIterable<TaggingRun>;
}

export function taggerRouter(tagger: TaggerUseCases) {
  return {
    state: os.tagger.state.handler(() => tagger.state()),
    inspect: os.tagger.inspect.handler(({ input, signal }) => tagger.inspect(input.path, input.expected, signal)),
    use: os.tagger.use.handler(({ input, signal }) => tagger.use(input.path, input.sha256, signal)),
    remove: os.tagger.remove.handler(() => tagger.remove()),
    start: os.tagger.start.handler(() => tagger.start()),
    cancel: os.tagger.cancel.handler(() => tagger.cancel()),
    watch: os.tagger.watch.handler(({ signal }) => stream((stop) => tagger.watch(stop), signal)),
  };
}
