import { safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import type { HostClient } from '#shared/contract/contract.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import type { LearnedWeights, SuggestionList, SuggestionOptions } from '#shared/contract/suggestions.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';
import { SUGGESTION_DEFAULTS } from '#test/support/suggestion-defaults.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');
const SET = SetId.parse('01930000-0000-7000-8000-000000000002');
const GAP = { kind: 'gap', setId: SET, position: 2 } as const;
const OPTIONS: SuggestionOptions = {
  ...SUGGESTION_DEFAULTS,
  factors: { history: 0, key: 2.5 },
  like: TRACK,
  surprise: 7,
};
const LIST: SuggestionList = { suggestions: [], before: 'One', after: null, fitting: 0, note: 'None.' };
const LEARNED: LearnedWeights = {
  used: 'built-in',
  sessions: 3,
  choices: 40,
  needed: 150,
  learning: 0.5,
  learned: null,
};

type Suggestions = HostClient['suggestions'];
type Call = (suggestions: Suggestions) => Promise<unknown>;

/** Every procedure but `similar`: how it is called, what its use case is given, and what it answers. */
const CALLS: readonly (readonly [keyof Suggestions, Call, readonly unknown[], unknown])[] = [
  [
    'next',
    (it) => it.next({ place: GAP, options: OPTIONS }),
    [{ place: GAP, options: OPTIONS, limit: 25, exclude: [] }],
    LIST,
  ],
  ['learned', (it) => it.learned(), [], LEARNED],
  ['learn', (it) => it.learn(), [expect.any(AbortSignal)], LEARNED],
  ['stopLearning', (it) => it.stopLearning(), [], undefined],
  ['forget', (it) => it.forget(), [], LEARNED],
  ['setNever', (it) => it.setNever({ trackIds: [TRACK], never: true }), [[TRACK], true], { changed: 1 }],
];

const asked = (options: Partial<SuggestionOptions>, position = 2): Call => {
  const place = { ...GAP, position };
  return (it) => it.next({ place, options: { ...SUGGESTION_DEFAULTS, ...options } });
};

const REFUSED: readonly (readonly [string, string, Call])[] = [
  ['a pitch range of nothing', 'options.tempoRangePercent', asked({ tempoRangePercent: 0 })],
  ['a group that counts tenfold', 'options.factors.key', asked({ factors: { key: 10 } })],
  ['a draw by a fraction', 'options.surprise', asked({ surprise: 0.5 })],
  ['a place before the set', 'place.position', asked({}, -1)],
  ['never suggesting nothing', 'trackIds', (it) => it.setNever({ trackIds: [], never: true })],
];

describe.each(TRANSPORTS)('suggestions over $name', (transport) => {
  let host: HostUnderTest;
  const start = async (suggestions: Parameters<typeof useCasesFor>[0]['suggestions']) => {
    host = await transport.start(useCasesFor({ suggestions: suggestions ?? {} }));
    return (await host.connect()).client.suggestions;
  };
  afterEach(() => host.close());

  test('every call reaches its use case with what was given, and brings its answer', async () => {
    const seen: Record<string, readonly unknown[]> = {};
    const useCases = CALLS.map(([name, , , answer]) => [
      name,
      (...given: readonly unknown[]) => {
        seen[name] = given;
        return answer;
      },
    ]);
    const suggestions = await start(Object.fromEntries(useCases));
    for (const [name, call, given, answer] of CALLS) {
      expect(await call(suggestions)).toEqual(answer);
      expect(seen[name]).toEqual(given);
    }
    expect(host.faults).toEqual([]);
  });

  test.each(REFUSED)('%s is refused by name and reaches no use case', async (_name, field, call) => {
    const suggestions = await start({});
    const [error] = await safe(call(suggestions));
    expect(error).toMatchObject({ code: 'invalid-input', data: { details: { field } } });
  });
});
