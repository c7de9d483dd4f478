import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createTaggerThread } from '#main/tagger/tagger-thread.ts';
import { writeModel } from '#test/support/tagger-models.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const WORKER = pathToFileURL(resolve(import.meta.dirname, '../../../../main/worker/tagger-worker.ts'));
const never = new AbortController().signal;

function open(workerUrl: URL) {
  const faults: unknown[] = [];
  const thread = createTaggerThread(workerUrl, (error) => faults.push(error));
  onTestFinished(() => thread.end());
  return { thread, faults };
}

/** A worker whose only function is this. */
function workerOf(body: string): URL {
  const path = join(tempFolder(), 'worker.mjs');
  writeFileSync(path, `export async function runTaggerTask(task) { ${body} }`);
  return pathToFileURL(path);
}

test('a cancelled task kills its thread; the next one gets a thread of its own', async () => {
  const { thread, faults } = open(WORKER);
  const { path, sha256 } = writeModel(tempFolder());
  const cancel = new AbortController();
  const first = thread.run({ type: 'inspect', path }, cancel.signal);
  cancel.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect(await thread.run({ type: 'inspect', path }, never)).toMatchObject({ type: 'model', model: { sha256 } });
  expect(faults).toEqual([]);
});

test('a task that never ends is cancelled all the same', async () => {
  const { thread } = open(workerOf('for (;;);'));
  const cancel = new AbortController();
  const running = thread.run({ type: 'inspect', path: '/m.onnx' }, cancel.signal);
  setImmediate(() => cancel.abort());
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
});

test.each(['process.exit(3);', "throw new RangeError('out of memory');"])(
  'a thread that ends by %s is told as unavailable, with the cause for the log',
  async (body) => {
    const { thread, faults } = open(workerOf(body));
    await expect(thread.run({ type: 'inspect', path: '/m.onnx' }, never)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('more memory'),
    });
    expect(faults.length).toBe(1);
  },
);
