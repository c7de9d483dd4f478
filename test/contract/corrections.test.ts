import { safe } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import type { HostClient } from '#shared/contract/contract.ts';
import type { CueFields } from '#shared/contract/cue-points.ts';
import { CueId, TrackId } from '#shared/contract/ids.ts';
import { type HostUnderTest, TRANSPORTS } from '#test/support/host-transports.ts';
import { useCasesFor } from '#test/support/host-use-cases.ts';

const TRACK = TrackId.parse('01930000-0000-7000-8000-000000000001');
const CUE = CueId.parse('01930000-0000-7000-8000-000000000002');
const GRID = { beatsPerBar: 4, segments: [{ startSeconds: 0.1, bpm: 126, firstBeatNumber: 1 }] };
const HOT: CueFields = { kind: 'hot', slot: 0, startSeconds: 30, endSeconds: null, name: 'Drop', colour: '#e0433f' };

type Corrections = HostClient['corrections'];
type Call = (corrections: Corrections) => Promise<unknown>;

/** Every procedure: how it is called, and what its use case is given. */
const CALLS: readonly (readonly [keyof Corrections, Call, readonly unknown[]])[] = [
  ['setGrid', (it) => it.setGrid({ trackId: TRACK, grid: GRID, change: 'shift' }), [TRACK, GRID, 'shift']],
  ['useAnalysedGrid', (it) => it.useAnalysedGrid({ trackId: TRACK }), [TRACK]],
  ['lockGrid', (it) => it.lockGrid({ trackId: TRACK, locked: true }), [TRACK, true]],
  ['setKey', (it) => it.setKey({ trackId: TRACK, keyIndex: null }), [TRACK, null]],
  ['useAnalysedKey', (it) => it.useAnalysedKey({ trackId: TRACK }), [TRACK]],
  ['lockKey', (it) => it.lockKey({ trackId: TRACK, locked: false }), [TRACK, false]],
  ['addCues', (it) => it.addCues({ trackId: TRACK, cues: [HOT] }), [TRACK, [HOT]]],
  ['editCue', (it) => it.editCue({ id: CUE, edit: { name: 'Break' } }), [CUE, { name: 'Break' }]],
  ['removeCue', (it) => it.removeCue({ id: CUE }), [CUE]],
];
const ANSWERS = { addCues: [{ id: CUE, ...HOT }], editCue: { id: CUE, ...HOT, name: 'Break' } };

const segment = (startSeconds: number, bpm = 126, firstBeatNumber = 1) => ({ startSeconds, bpm, firstBeatNumber });
const withSegments = (...segments: (typeof GRID)['segments']) => ({ beatsPerBar: 4, segments });
const setGrid =
  (grid: typeof GRID): Call =>
  (it) =>
    it.setGrid({ trackId: TRACK, grid, change: 'several' });
const addCue =
  (cue: Partial<CueFields>): Call =>
  (it) =>
    it.addCues({ trackId: TRACK, cues: [{ ...HOT, ...cue }] });

const REFUSED: readonly (readonly [string, string, Call])[] = [
  ['a grid without segments', 'grid.segments', setGrid(withSegments())],
  ['segments out of order', 'grid', setGrid(withSegments(segment(9), segment(3)))],
  ['two segments at one time', 'grid', setGrid(withSegments(segment(9), segment(9)))],
  ['a segment before the track', 'grid.segments.0.startSeconds', setGrid(withSegments(segment(-0.1)))],
  ['a tempo below 20 BPM', 'grid.segments.0.bpm', setGrid(withSegments(segment(0, 19)))],
  ['a tempo above 999 BPM', 'grid.segments.0.bpm', setGrid(withSegments(segment(0, 1000)))],
  ['a fifth beat of four', 'grid', setGrid(withSegments(segment(0, 126, 5)))],
  ['a 25th key', 'keyIndex', (it) => it.setKey({ trackId: TRACK, keyIndex: 24 })],
  ['a ninth pad', 'cues.0.slot', addCue({ slot: 8 })],
  ['a cue before the track', 'cues.0.startSeconds', addCue({ startSeconds: -1 })],
  ['a name of 101 letters', 'cues.0.name', addCue({ name: 'x'.repeat(101) })],
  ['a colour in words', 'edit.colour', (it) => it.editCue({ id: CUE, edit: { colour: 'red' } })],
];

describe.each(TRANSPORTS)('corrections over $name', (transport) => {
  let host: HostUnderTest;
  const start = async (corrections: Parameters<typeof useCasesFor>[0]['corrections']) => {
    host = await transport.start(useCasesFor({ corrections: corrections ?? {} }));
    return (await host.connect()).client.corrections;
  };
  afterEach(() => host.close());

  test('every call reaches its use case with what was given, and brings its answer', async () => {
    const seen: Record<string, readonly unknown[]> = {};
    const answer =
      (name: string) =>
      (...given: readonly unknown[]) => {
        seen[name] = given;
        return (ANSWERS as Record<string, unknown>)[name];
      };
    const corrections = await start(Object.fromEntries(CALLS.map(([name]) => [name, answer(name)])));
    for (const [name, call, given] of CALLS) {
      expect(await call(corrections)).toEqual((ANSWERS as Record<string, unknown>)[name]);
      expect(seen[name]).toEqual(given);
    }
    expect(host.faults).toEqual([]);
  });

  test.each(REFUSED)('%s is refused by name and reaches no use case', async (_name, field, call) => {
    const corrections = await start({});
    const [error] = await safe(call(corrections));
    expect(error).toMatchObject({ code: 'invalid-input', data: { details: { field } } });
    expect(host.faults).toEqual([]);
  });
});
