import { safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import type { HostClient } from '#shared/contract/contract.ts';
import { SetId, TrackId } from '#shared/contract/ids.ts';
import { type SetDetail, SetVersionId } from '#shared/contract/set-builder.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';

const id = (number: number) => `01930000-0000-7000-8000-00000000000${number}`;
const SET = SetId.parse(id(1));
const TRACK = TrackId.parse(id(2));
const OTHER = TrackId.parse(id(3));
const VERSION = SetVersionId.parse(id(4));
const RULES = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true } as const;
const AT = '2026-11-28T21:00:00.000Z';

const SHOWN = { title: 'Strobe', artist: 'deadmau5', bpm: 128, keyIndex: 3, energy: 0.5, durationSeconds: 600 };
const DETAIL: SetDetail = {
  id: SET,
  name: 'Friday',
  notes: '',
  venue: 'Berghain',
  startsAt: '2026-11-28T22:00',
  targetSeconds: 7200,
  arc: { kind: 'drawn', points: [{ at: 0, energy: 0.5 }] },
  totalSeconds: 600,
  entries: [
    {
      ...SHOWN,
      trackId: TRACK,
      startSeconds: 0,
      phase: 'peak',
      notes: 'n',
      locked: true,
      alternatives: [{ ...SHOWN, trackId: OTHER }],
    },
  ],
  checks: [
    {
      kind: 'missing',
      trackId: TRACK,
      otherId: null,
      found: '',
      accepted: false,
      place: 0,
      text: 'Its file is missing',
      severity: 'warning',
      mends: [{ kind: 'locate' }, { kind: 'swap', alternativeId: OTHER }],
    },
  ],
  versions: [{ id: VERSION, name: 'v', savedAt: AT, trackCount: 1 }],
  playedAt: null,
};

const ABOUT = { kind: 'key-clash', trackId: TRACK, otherId: OTHER, found: '8A 3B' } as const;

type Builder = HostClient['setBuilder'];
/** Every procedure: how it is called, what its use case is given, what that answers. */
const CALLS: readonly (readonly [keyof Builder, (it: Builder) => Promise<unknown>, readonly unknown[], unknown])[] = [
  ['read', (it) => it.read({ id: SET, rules: RULES }), [SET, RULES], DETAIL],
  ['change', (it) => it.change({ id: SET, plan: { venue: ' Tresor ' } }), [SET, { venue: 'Tresor' }], undefined],
  [
    'changeEntries',
    (it) => it.changeEntries({ id: SET, trackIds: [TRACK], plan: { phase: null } }),
    [SET, [TRACK], { phase: null }],
    { changed: 1 },
  ],
  ['park', (it) => it.park({ id: SET, trackId: TRACK, trackIds: [OTHER] }), [SET, TRACK, [OTHER]], { parked: 1 }],
  [
    'unpark',
    (it) => it.unpark({ id: SET, trackId: TRACK, alternativeIds: [OTHER] }),
    [SET, TRACK, [OTHER]],
    { unparked: 1 },
  ],
  ['swap', (it) => it.swap({ id: SET, trackId: TRACK, alternativeId: OTHER }), [SET, TRACK, OTHER], undefined],
  ['acceptCheck', (it) => it.acceptCheck({ id: SET, check: ABOUT, accepted: true }), [SET, ABOUT, true], undefined],
  ['saveVersion', (it) => it.saveVersion({ id: SET, name: ' v ' }), [SET, 'v'], { versionId: VERSION }],
  ['restoreVersion', (it) => it.restoreVersion({ id: SET, versionId: VERSION }), [SET, VERSION], { missing: 0 }],
  ['removeVersion', (it) => it.removeVersion({ id: SET, versionId: VERSION }), [SET, VERSION], undefined],
  ['markPlayed', (it) => it.markPlayed({ id: SET, startedAt: AT }), [SET, AT], { plays: 1 }],
  ['unmarkPlayed', (it) => it.unmarkPlayed({ id: SET }), [SET], { plays: 1 }],
];

const REFUSED: readonly (readonly [string, string, (it: Builder) => Promise<unknown>])[] = [
  ['a start without a time', 'plan.startsAt', (it) => it.change({ id: SET, plan: { startsAt: '2026-11-28' } })],
  ['a length of half a minute', 'plan.targetSeconds', (it) => it.change({ id: SET, plan: { targetSeconds: 30 } })],
  [
    'an arc that goes back',
    'plan.arc.points',
    (it) => {
      const points = [
        { at: 0.5, energy: 0.5 },
        { at: 0.5, energy: 0.7 },
      ];
      return it.change({ id: SET, plan: { arc: { kind: 'drawn', points } } });
    },
  ],
  ['no tracks', 'trackIds', (it) => it.changeEntries({ id: SET, trackIds: [], plan: { locked: true } })],
  [
    'a check with a whole text as its values',
    'check.found',
    (it) => it.acceptCheck({ id: SET, check: { ...ABOUT, found: 'x'.repeat(61) }, accepted: true }),
  ],
  ['a version without a name', 'name', (it) => it.saveVersion({ id: SET, name: ' ' })],
  ['a start in words', 'startedAt', (it) => it.markPlayed({ id: SET, startedAt: 'yesterday' })],
];

describe.each(TRANSPORTS)('the set builder over $name', (transport) => {
  let host: HostUnderTest;
  afterEach(() => host.close());

  test('every call reaches its use case with what was given, and brings its answer', async () => {
    const seen: Record<string, readonly unknown[]> = {};
    const answering = CALLS.map(([name, , , answer]) => [
      name,
      (...given: readonly unknown[]) => {
        seen[name] = given;
        return answer;
      },
    ]);
    host = await transport.start(useCasesFor({ setBuilder: Object.fromEntries(answering) }));
    const { client } = await host.connect();
    for (const [name, call, given, answer] of CALLS) {
      expect(await call(client.setBuilder), name).toEqual(answer);
      expect(seen[name], name).toEqual(given);
    }
  });

  test.each(REFUSED)('%s is refused', async (_what, field, call) => {
    host = await transport.start(useCasesFor({ setBuilder: {} }));
    const { client } = await host.connect();
    const [error] = await safe(call(client.setBuilder));
    expect(error).toMatchObject({ code: 'invalid-input', data: { details: { field } } });
  });
});
