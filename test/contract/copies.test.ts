import { afterEach, describe, expect, test } from 'vitest';
import type { Copying, CopyPlan, CopyRequest } from '#shared/contract/copies.ts';
import { SetId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';

const SET = SetId.parse('01930000-0000-7000-8000-000000000001');
const REQUEST: CopyRequest = { scope: { kind: 'set', id: SET }, folder: '/media/stick' };
const PLAN: CopyPlan = {
  folder: '/media/stick/Friday',
  files: 2,
  bytes: 5_000_000_000,
  there: 1,
  neededBytes: 4_000_000_000,
  freeBytes: 3_000_000_000,
  missing: [{ track: 'A - B', reason: 'Its file is missing.' }],
  missingCount: 1,
  insideLibrary: false,
};
const STATE: Copying = {
  job: 1,
  phase: 'copying',
  done: 10,
  total: 20,
  secondsLeft: 3,
  files: 2,
  filesDone: 1,
  folder: PLAN.folder,
  result: null,
  error: null,
  canResume: false,
};

describe.each(TRANSPORTS)('copying over $name', (transport) => {
  let host: HostUnderTest;
  afterEach(() => host.close());

  test('a plan, a start and the states come through; errors say what to do', async () => {
    const asked: unknown[] = [];
    async function* watch() {
      yield STATE;
      yield { ...STATE, phase: 'done' as const, error: 'The stick is gone.', canResume: true };
    }
    const copies = {
      plan: (request: CopyRequest) => {
        asked.push(request);
        return PLAN;
      },
      start: (request: CopyRequest) => void asked.push(request),
      resume: () => {
        throw new AppError('conflict', 'There is no copy to go on with.');
      },
      watch,
    };
    host = await transport.start(useCasesFor({ copies }));
    const { client } = await host.connect();
    expect(await client.copies.plan(REQUEST)).toEqual(PLAN);
    await client.copies.start(REQUEST);
    expect(asked).toEqual([REQUEST, REQUEST]);
    const seen: Copying[] = [];
    for await (const state of await client.copies.watch()) seen.push(state);
    expect(seen.map(({ phase, canResume }) => [phase, canResume])).toEqual([
      ['copying', false],
      ['done', true],
    ]);
    await expect(client.copies.resume()).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.copies.plan({ ...REQUEST, folder: '' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
