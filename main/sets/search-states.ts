import { createStateStream } from '#main/platform/state-stream.ts';

export type SearchState<Proposal> =
  | { readonly phase: 'working'; readonly fraction: number }
  | { readonly phase: 'found'; readonly proposal: Proposal };

type State<Proposal> = SearchState<Proposal> | { readonly phase: 'failed'; readonly error: unknown };

/**
 * Runs a search and tells how far it is, then what it found; ends without when `signal` aborts. Throws what the search throws.
 * @param search Has to end by itself when `signal` aborts.
 */
export async function* searchStates<Proposal>(
  signal: AbortSignal,
  search: (onProgress: (fraction: number) => void) => Promise<Proposal>,
): AsyncGenerator<SearchState<Proposal>, void, void> {
  const stream = createStateStream<State<Proposal>>({ phase: 'working', fraction: 0 });
  search((fraction) => stream.publish({ phase: 'working', fraction })).then(
    (proposal) => stream.publish({ phase: 'found', proposal }),
    (error: unknown) => stream.publish({ phase: 'failed', error }),
  );
  for await (const state of stream.watch(signal)) {
    if (state.phase === 'failed') throw state.error;
    yield state;
    if (state.phase === 'found') return;
  }
}
