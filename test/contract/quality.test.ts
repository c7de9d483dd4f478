import { safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import type { HostClient } from '#shared/contract/contract.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { QualityChange, QualityWork } from '#shared/contract/quality.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');
const CHANGES: QualityChange[] = [{ field: 'year', before: 1066, after: null }];
const ALL = { rule: null, ignored: false } as const;

type Quality = HostClient['quality'];
type Call = (quality: Quality) => Promise<unknown>;

/** Every procedure: how it is called, what its use case is given, and what it answers. */
const CALLS: readonly (readonly [Exclude<keyof Quality, 'watch'>, Call, readonly unknown[], unknown])[] = [
  ['overview', (it) => it.overview(), [], { score: null, tracks: 0, flawless: 0, rules: [] }],
  ['tracks', (it) => it.tracks({ filter: ALL, offset: 0, limit: 50 }), [ALL, 0, 50], { total: 0, tracks: [] }],
  [
    'mend',
    (it) => it.mend({ trackId: TRACK, rule: 'year-range', changes: CHANGES }),
    [TRACK, 'year-range', CHANGES],
    { changed: 1 },
  ],
  [
    'ignore',
    (it) => it.ignore({ rule: 'album-missing', trackId: null, ignored: true }),
    ['album-missing', null, true],
    undefined,
  ],
  [
    'preview',
    (it) => it.preview({ rule: 'genre-slip' }),
    ['genre-slip', expect.anything()],
    { number: 1, rule: 'genre-slip', tracks: 2, byHand: 0 },
  ],
  [
    'changes',
    (it) => it.changes({ preview: 1, offset: 0, limit: 200 }),
    [1, 0, 200],
    [{ trackId: TRACK, title: 'Glue', artist: 'Bicep', changes: CHANGES }],
  ],
  [
    'mendAll',
    (it) => it.mendAll({ preview: 1, leftOut: [TRACK] }),
    [1, [TRACK]],
    { changed: 1, kept: 0, cancelled: false },
  ],
  ['cancel', (it) => it.cancel(), [], undefined],
];

const REFUSED: readonly (readonly [string, Call])[] = [
  ['a mend that changes nothing', (it) => it.mend({ trackId: TRACK, rule: 'year-range', changes: [] })],
  ['more tracks than a page', (it) => it.tracks({ filter: ALL, offset: 0, limit: 101 })],
  ['a place before the first', (it) => it.tracks({ filter: ALL, offset: -1, limit: 10 })],
  ['a rule that there is not', (it) => it.preview({ rule: 'loudness-range' as 'genre-slip' })],
];

describe.each(TRANSPORTS)('data quality over $name', (transport) => {
  let host: HostUnderTest;
  const start = async (quality: Parameters<typeof useCasesFor>[0]['quality']) => {
    host = await transport.start(useCasesFor({ quality: quality ?? {} }));
    return (await host.connect()).client.quality;
  };
  afterEach(() => host.close());

  test.each(CALLS)('%s reaches its use case and brings back the answer', async (name, call, given, answer) => {
    const asked: unknown[][] = [];
    const quality = await start({
      [name]: (...args: unknown[]) => {
        asked.push(args);
        return answer;
      },
    });
    expect(await call(quality)).toEqual(answer);
    expect(asked).toEqual([given]);
  });

  test.each(REFUSED)('%s is refused before any use case', async (_what, call) => {
    const quality = await start({});
    expect((await safe(call(quality))).error).toMatchObject({ code: 'invalid-input' });
  });

  test('a conflict comes with its words', async () => {
    const message = 'This track has changed since. Look at it again.';
    const quality = await start({
      mend: () => {
        throw new AppError('conflict', message);
      },
    });
    const { error } = await safe(quality.mend({ trackId: TRACK, rule: 'year-range', changes: CHANGES }));
    expect(error).toMatchObject({ code: 'conflict', message });
  });

  test('the progress is a stream that ends with its source', async () => {
    const states: QualityWork[] = [
      { phase: 'scoring', done: 10, total: 20 },
      { phase: 'idle', done: 0, total: 0 },
    ];
    const quality = await start({
      watch: async function* watch() {
        await Promise.resolve();
        yield* states;
      },
    });
    const seen: QualityWork[] = [];
    for await (const state of await quality.watch()) seen.push(state);
    expect(seen).toEqual(states);
  });
});
