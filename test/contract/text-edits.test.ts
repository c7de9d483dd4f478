import { expect, onTestFinished, test } from 'vitest';
import { useCasesFor } from '#test/support/host-use-cases.ts';
import { TRANSPORTS } from '#test/support/host-transports.ts';
import { IDLE } from '#main/text-edits/idle.ts';

const QUERY = { source: { kind: 'all' as const }, search: '', sort: [] };
const CHANGE = { kind: 'replace', find: 'a', replacement: '', match: 'text', matchCase: false } as const;

test.each(TRANSPORTS)('texts are looked at, listed and changed over $name', async (transport) => {
  const calls: unknown[] = [];
  const host = await transport.start(
    useCasesFor({
      textEdits: {
        preview: (request) => {
          calls.push(request);
          return { job: 7 };
        },
        rows: () => [],
        apply: (preview, leftOut) => void calls.push([preview, leftOut]),
        watch: async function* watch() {
          yield { ...IDLE, job: 7 };
        },
      },
      history: {
        goTo: (id) => ({ direction: id === null ? 'undo' : 'redo', steps: 2, kept: 0, cancelled: false }),
        list: () => ({ undone: 0, done: 0, entries: [] }),
      },
    }),
  );
  onTestFinished(() => host.close());
  const { client } = await host.connect();
  const request = { scope: { kind: 'list' as const, query: QUERY }, fields: ['title' as const], change: CHANGE };
  expect(await client.textEdits.preview(request)).toEqual({ job: 7 });
  expect(await client.textEdits.rows({ preview: 7, offset: 0, limit: 10 })).toEqual([]);
  await client.textEdits.apply({ preview: 7, leftOut: [1, 2] });
  expect(calls).toEqual([request, [7, [1, 2]]]);
  for await (const state of await client.textEdits.watch()) {
    expect(state.job).toBe(7);
    break;
  }
  await expect(client.textEdits.preview({ ...request, fields: [] })).rejects.toThrow();
  expect(await client.history.goTo({ id: null })).toMatchObject({ direction: 'undo', steps: 2 });
  expect(await client.history.list({ offset: 0, limit: 10 })).toEqual({ undone: 0, done: 0, entries: [] });
});
