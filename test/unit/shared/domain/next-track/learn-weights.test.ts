import { describe, expect, test } from 'vitest';
import { learnSteps } from '#shared/domain/next-track/learn-weights.ts';
import { PlayHistory } from '#shared/domain/next-track/play-history.ts';
import { type NextTrackQuestion, NextTrackScorer } from '#shared/domain/next-track/rank-next.ts';
import {
  allTracks,
  blankTracks,
  type PlayedSession,
  type RankableTracks,
} from '#shared/domain/next-track/rankable-tracks.ts';
import { FEATURE_COUNT, FEATURES } from '#shared/domain/next-track/track-features.ts';

const TRACKS = 400;
const NO_PRIOR = Array<number>(FEATURE_COUNT).fill(0);

/** Tracks of all tempos and keys in an order that says nothing. */
function inventTracks(): RankableTracks {
  const tracks = blankTracks(TRACKS);
  for (let track = 0; track < TRACKS; track += 1) {
    tracks.logTempo[track] = Math.log2(100 + ((track * 37) % 50));
    tracks.key[track] = (track * 7) % 24;
    tracks.genre[track] = (track * 13) % 5;
    tracks.seconds[track] = 300;
  }
  return tracks;
}

/** Nights of a DJ who only ever keeps the key, and looks at nothing else. */
function keyNights(tracks: RankableTracks): PlayedSession[] {
  return Array.from({ length: 30 }, (_, night) => ({
    day: 19_000 + night,
    tracks: Array.from({ length: TRACKS }, (_, track) => track)
      .filter((track) => tracks.key[track] === night % 24)
      .sort((a, b) => ((a * 31 + night * 17) % TRACKS) - ((b * 31 + night * 17) % TRACKS)),
  }));
}

function learn(tracks: RankableTracks, sessions: readonly PlayedSession[], prior = NO_PRIOR): number[] {
  const steps = learnSteps({ tracks, pool: allTracks(tracks), sessions, prior });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('weights are learned', () => {
  const tracks = inventTracks();
  const sessions = keyNights(tracks);
  const weights = learn(tracks, sessions);
  const weightOf = (name: string): number => weights[FEATURES.findIndex(([each]) => each === name)] ?? Number.NaN;

  test('from what the DJ does: one who keeps the key has it weigh most', () => {
    expect(weightOf('keySame')).toBeGreaterThan(1);
    expect(weightOf('keySame')).toBeGreaterThan(weightOf('tempoWithin2') + 1);
    expect(weightOf('keyClash')).toBeLessThan(0);
  });

  test('the same again from the same nights', () => {
    expect(learn(tracks, sessions)).toEqual(weights);
  });

  test('not at all without any: they are the prior', () => {
    const prior = NO_PRIOR.map((_, index) => index / 10);
    expect(learn(tracks, [], prior)).toEqual(prior);
    expect(learn(tracks, [{ day: 1, tracks: [3] }], prior)).toEqual(prior);
  });

  test('a library that is all played, or has one track, is no trouble', () => {
    const few = blankTracks(3);
    const all = [0, 1, 2, 3].map((day) => ({ day, tracks: [0, 1, 2] }));
    expect(learn(few, all).every(Number.isFinite)).toBe(true);
    expect(learn(blankTracks(1), [{ day: 0, tracks: [0, 0, 0] }])).toEqual(NO_PRIOR);
  });
});

describe('the scorer', () => {
  const tracks = blankTracks(5);
  tracks.key.set([14, 14, 15, 2, -1]);
  const weights = NO_PRIOR.map((_, index) => (FEATURES[index]?.[0] === 'keySame' ? 2 : 0));
  const scorer = (question: Partial<NextTrackQuestion>) =>
    new NextTrackScorer({ tracks, history: new PlayHistory(tracks) }, weights, { played: [0], day: 1, ...question });

  test('says what each group gives', () => {
    expect(scorer({}).score(1)).toBe(2);
    expect(scorer({}).parts(1).get('key')).toBe(2);
    expect([2, 3, 4].map((track) => scorer({}).score(track))).toEqual([0, 0, 0]);
  });

  test('takes what the user makes of a group', () => {
    expect(scorer({ factors: { key: 0.5 } }).score(1)).toBe(1);
    expect(scorer({ factors: { key: 0 } }).score(1)).toBe(0);
  });

  test('counts what leads on to the track behind the place', () => {
    expect(scorer({ after: 2 }).score(1)).toBe(2);
    expect(scorer({ after: 0 }).score(1)).toBe(4);
  });
});
