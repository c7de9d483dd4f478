import { beforeEach, describe, expect, test } from 'vitest';
import { type Corrections, createCorrections } from '#main/library/create-corrections.ts';
import { trackDetail } from '#main/library/track-detail.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { type AnalysisBench, analysisBench, idle, isIdle, until } from '#test/support/analysis-bench.ts';

/** What the user corrected, when the track is analysed again. The double of the worker always finds 126 BPM in 8A. */
const CORRECTED = { beatsPerBar: 4, segments: [{ startSeconds: 0.2, bpm: 63, firstBeatNumber: 2 }] };
const SHIFTED = { beatsPerBar: 4, segments: [{ startSeconds: 0.2, bpm: 100, firstBeatNumber: 2 }] };
const IN_8A = 14;

let bench: AnalysisBench;
let corrections: Corrections;
let track: TrackId;
const detail = () => trackDetail(bench.library, track);

async function analyseAgain(): Promise<void> {
  await bench.service.enqueue([track], { force: true });
  await until(bench.service, (state) => isIdle(state) && state.done === 1);
}

/** Before: an older analysis found something else. */
function rememberOlderResult(): void {
  const segments = [{ startSeconds: 0.1, bpm: 100, firstBeatNumber: 1 }];
  const set = { bpm: 100, key_index: 5 };
  bench.library.raw
    .prepare('UPDATE track_analyses SET bpm = 100, key_index = 5, grid = ? WHERE track_id = ?')
    .run(JSON.stringify({ beatsPerBar: 4, segments }), track);
  bench.library.mutate({
    origin: 'analysis',
    label: 'Analysis',
    mutations: [{ op: 'update', table: 'tracks', id: track, set }],
  });
}

beforeEach(async () => {
  bench = analysisBench();
  corrections = createCorrections(bench.library);
  track = bench.add('a.mp3');
  await bench.service.enqueue(undefined);
  await idle(bench.service);
  rememberOlderResult();
});

describe('an analysis that is made again', () => {
  test('brings its values where nothing was corrected', async () => {
    await analyseAgain();
    expect(detail()).toMatchObject({ bpm: 126, keyIndex: IN_8A, gridSource: 'analysis' });
  });

  test('leaves what came from another DJ program, and fills what that left empty', async () => {
    const set = { bpm: 99.5, key_index: null, energy: 0.1 };
    bench.library.mutate({
      origin: 'import',
      label: 'Import',
      mutations: [{ op: 'update', table: 'tracks', id: track, set }],
    });
    await analyseAgain();
    expect(detail()).toMatchObject({ bpm: 99.5, keyIndex: IN_8A, energy: 0.1 });
  });

  test('leaves locked values as they are, those of the analysis before as well', async () => {
    const before = detail().grid;
    corrections.lockGrid(track, true);
    corrections.lockKey(track, true);
    await analyseAgain();
    expect(detail()).toMatchObject({
      bpm: 100,
      keyIndex: 5,
      grid: before,
      gridLocked: true,
      keyLocked: true,
      analysisBpm: 126,
      analysisKeyIndex: IN_8A,
    });
  });

  test('leaves what the user set, without any lock', async () => {
    corrections.setGrid(track, CORRECTED, 'tempo');
    corrections.setKey(track, 3);
    await analyseAgain();
    expect(detail()).toMatchObject({ bpm: 63, keyIndex: 3, grid: CORRECTED, analysisBpm: 126 });
  });

  test('leaves the tempo of a grid that was only shifted, as the tempo follows its grid', async () => {
    corrections.setGrid(track, SHIFTED, 'shift');
    expect(bench.library.fieldOrigin('tracks', track, 'bpm')).toBe('analysis');
    await analyseAgain();
    expect(detail()).toMatchObject({ bpm: 100, grid: SHIFTED });
  });

  test('counts again once the user has given the values back', async () => {
    corrections.setGrid(track, CORRECTED, 'tempo');
    corrections.setKey(track, 3);
    corrections.useAnalysedGrid(track);
    corrections.useAnalysedKey(track);
    expect(detail()).toMatchObject({ bpm: 100, keyIndex: 5 });
    await analyseAgain();
    expect(detail()).toMatchObject({ bpm: 126, keyIndex: IN_8A, gridSource: 'analysis' });
  });
});
