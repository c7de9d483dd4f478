const FINISHED = { done: true, value: undefined } as const;

/** The next value of `source`, or the end as soon as `signal` aborts. */
function nextUnlessGone<Value>(source: AsyncIterator<Value>, signal: AbortSignal): Promise<IteratorResult<Value>> {
  return new Promise((resolve, reject) => {
    const gone = () => resolve(FINISHED);
    if (signal.aborted) return gone();
    // One listener for each wait, removed again: a stream may live for days.
    signal.addEventListener('abort', gone, { once: true });
    source
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', gone));
  });
}

/**
 * A stream of the host that ends as soon as the caller is gone, even while its source waits for something to happen
 * (an async generator cannot be returned from while it is suspended in an `await`).
 * @param open Starts the source; the signal it gets aborts when the stream ends for whatever reason.
 * @param caller Aborts when the call is cancelled or the connection is lost.
 */
export async function* stream<Value>(
  open: (signal: AbortSignal) => AsyncIterable<Value>,
  caller: AbortSignal | undefined,
): AsyncGenerator<Value, void, void> {
  const ended = new AbortController();
  const signal = caller ? AbortSignal.any([caller, ended.signal]) : ended.signal;
  const source = open(signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await nextUnlessGone(source, signal);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    ended.abort();
    // Not awaited: a source that is suspended finishes when it sees the signal. Its last error has no listener left.
    source.return?.().catch(() => undefined);
  }
}
