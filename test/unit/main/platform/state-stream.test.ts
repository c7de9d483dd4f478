import { expect, test } from 'vitest';
import { createStateStream } from '#main/platform/state-stream.ts';

test('a watcher gets the state now, then the newest, never a backlog', async () => {
  const stream = createStateStream(0);
  const seen: number[] = [];
  for await (const state of stream.watch()) {
    seen.push(state);
    if (state === 1000) break;
    // Published while nobody asks: only the last is of interest.
    for (let next = 1; next <= 1000; next += 1) stream.publish(next);
  }
  expect(seen).toEqual([0, 1000]);
});

test('two watchers do not take from each other', async () => {
  const stream = createStateStream('a');
  const first = stream.watch();
  const second = stream.watch();
  expect([(await first.next()).value, (await second.next()).value]).toEqual(['a', 'a']);
  const waiting = [first.next(), second.next()];
  stream.publish('b');
  expect((await Promise.all(waiting)).map(({ value }) => value)).toEqual(['b', 'b']);
});

test('a watcher that waits ends without an error when its signal aborts', async () => {
  const stream = createStateStream(0);
  const abort = new AbortController();
  const watcher = stream.watch(abort.signal);
  await watcher.next();
  const waiting = watcher.next();
  abort.abort();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await stream.watch(abort.signal).next()).toEqual({ done: true, value: undefined });
});
