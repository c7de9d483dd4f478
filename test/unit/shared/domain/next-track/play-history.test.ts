import { expect, test } from 'vitest';
import { PlayHistory } from '#shared/domain/next-track/play-history.ts';
import {
  evidenceOf,
  freshShare,
  goesOn,
  inAlikeSessions,
  knownShare,
  replays,
} from '#shared/domain/next-track/session-matches.ts';
import { blankTracks } from '#shared/domain/next-track/rankable-tracks.ts';

const TODAY = 20_000;

test('what came right after, around and in the same night, nearer and forwards counting more', () => {
  const history = new PlayHistory(blankTracks(20));
  history.add({ day: TODAY, tracks: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] });
  expect(history.follows(0, TODAY).get(1)).toBe(1);
  expect(history.follows(0, TODAY).get(2)).toBe(0);
  expect(history.follows(1, TODAY).get(0)).toBe(0);
  const near = history.near(5, TODAY);
  expect(near.get(6)).toBeGreaterThan(near.get(4));
  expect(near.get(4)).toBeGreaterThan(near.get(3));
  expect(history.near(0, TODAY).get(8)).toBeGreaterThan(0);
  expect(history.near(0, TODAY).get(9)).toBe(0);
  expect(history.night(0, TODAY).get(11)).toBeGreaterThan(0);
});

test('counts fade with the days, whenever they are asked for', () => {
  const history = new PlayHistory(blankTracks(4));
  history.add({ day: TODAY - 800, tracks: [0, 1] });
  history.add({ day: TODAY, tracks: [0, 2] });
  const follows = history.follows(0, TODAY);
  expect(follows.get(2)).toBeCloseTo(1, 9);
  expect(follows.get(1)).toBeCloseTo(Math.exp(-2), 9);
  expect(history.follows(0, TODAY + 400).get(2)).toBeCloseTo(Math.exp(-1), 9);
  expect(history.playsOf(0, TODAY)).toBeCloseTo(1 + Math.exp(-2), 9);
  expect(history.daysSince(1, TODAY)).toBe(800);
  expect(history.daysSince(3, TODAY)).toBe(Number.POSITIVE_INFINITY);
  expect([0, 3].map((track) => history.wasPlayed(track))).toEqual([true, false]);
});

test('a session of before the last one is ranked as if it were that day: nothing was played in its future', () => {
  const history = new PlayHistory(blankTracks(4));
  history.add({ day: TODAY - 800, tracks: [0, 1] });
  history.add({ day: TODAY, tracks: [0, 2] });
  const before = TODAY - 3000;
  expect(history.follows(0, before).get(2)).toBeCloseTo(1, 9);
  expect(history.latePlaysOf(2, before)).toBeCloseTo(1, 9);
  expect([0, 1].map((track) => history.daysSince(track, before))).toEqual([0, 800]);
});

test('a night that goes like an earlier one expects what came then', () => {
  const history = new PlayHistory(blankTracks(10));
  history.add({ day: TODAY, tracks: [0, 1, 2, 3] });
  history.add({ day: TODAY, tracks: [7, 8, 2, 4] });
  const next = replays(history, [0, 1, 2], TODAY);
  expect(next.get(3)).toBe(2);
  expect(next.has(4)).toBe(false);
});

test('genres follow what they followed, and what is rarely seen is near the average', () => {
  const tracks = blankTracks(6);
  tracks.genre.set([1, 1, 1, 2, 2, 3]);
  const history = new PlayHistory(tracks);
  for (let night = 0; night < 20; night += 1) history.add({ day: TODAY, tracks: [0, 1, 2] });
  history.add({ day: TODAY, tracks: [3, 4] });
  expect(history.genreAfter(1, 1, TODAY)).toBeGreaterThan(0.8);
  expect(history.genreAfter(1, 2, TODAY)).toBeLessThan(0.1);
  expect(history.genreAfter(2, 2, TODAY)).toBeLessThan(history.genreAfter(1, 1, TODAY));
});

test('the newest music of the last six sessions', () => {
  const history = new PlayHistory(blankTracks(100));
  expect(history.newestAdded).toBeNull();
  history.add({ day: TODAY, tracks: [90, 5] });
  for (let night = 1; night <= 5; night += 1) history.add({ day: TODAY + night, tracks: [night] });
  expect(history.newestAdded).toBe(90);
  history.add({ day: TODAY + 6, tracks: [6] });
  expect(history.newestAdded).toBe(6);
});

test('a night that leaves an earlier one for a track comes back to where it was, past what was played meanwhile', () => {
  const history = new PlayHistory(blankTracks(12));
  history.add({ day: TODAY, tracks: [0, 1, 2, 3, 4] });
  // 9 is new; 3 was played already.
  const next = goesOn(history, [3, 0, 1, 2, 9], TODAY);
  expect([...next.keys()]).toEqual([4]);
  // The more of the way was the same, and the later it was left, the surer.
  const surer = goesOn(history, [0, 1, 2], TODAY).get(3) ?? 0;
  expect(surer).toBeGreaterThan(goesOn(history, [1, 2], TODAY).get(3) ?? 0);
  expect(surer).toBeGreaterThan(goesOn(history, [0, 1, 2, 9], TODAY).get(3) ?? 0);
  // One track alone is no way.
  expect(goesOn(history, [2], TODAY).size).toBe(0);
});

test('sessions are alike by what they share, long ones less', () => {
  const history = new PlayHistory(blankTracks(60));
  history.add({ day: TODAY, tracks: [0, 1, 10] });
  history.add({ day: TODAY, tracks: [0, 5, 11] });
  history.add({ day: TODAY, tracks: Array.from({ length: 30 }, (_, place) => 20 + place).concat(0, 1) });
  const alike = inAlikeSessions(history, [0, 1], TODAY);
  expect(alike.get(10)).toBeGreaterThan(alike.get(11) ?? 0);
  expect(alike.get(10)).toBeGreaterThan(alike.get(20) ?? 0);
});

test('how new and how well known what was played is', () => {
  const history = new PlayHistory(blankTracks(30));
  history.add({ day: TODAY, tracks: [0, 1, 2, 3] });
  expect(freshShare(history, [])).toBe(0.5);
  expect(freshShare(history, [20, 21, 22])).toBeGreaterThan(0.75);
  expect(freshShare(history, [0, 1, 2])).toBeLessThan(0.25);
  expect(knownShare(history, [])).toBeCloseTo(0.3, 9);
  expect(knownShare(history, [0, 1, 2, 3])).toBeGreaterThan(0.6);
  expect(knownShare(history, [20, 21, 22, 23])).toBeLessThan(0.2);
});

test('what there is to tell of two tracks', () => {
  const history = new PlayHistory(blankTracks(10));
  history.add({ day: TODAY - 9, tracks: [0, 1, 2] });
  history.add({ day: TODAY - 2, tracks: [1, 0] });
  expect(evidenceOf(history, 0, 1, TODAY)).toEqual({
    isTracklist: false,
    follows: 1,
    sessions: 2,
    lastDay: TODAY - 2,
  });
  expect(evidenceOf(history, 0, 7, TODAY)).toEqual({ isTracklist: false, follows: 0, sessions: 0, lastDay: null });
});

test('a tracklist tells what goes with what, but not what was played', () => {
  const history = new PlayHistory(blankTracks(4));
  history.add({ day: TODAY, tracks: [0, 1], isTracklist: true });
  expect(history.follows(0, TODAY).get(1)).toBe(1);
  expect([history.isKnown(1), history.wasPlayed(1), history.playsOf(1, TODAY)]).toEqual([true, false, 0]);
  expect(history.newestAdded).toBeNull();
  expect(evidenceOf(history, 0, 1, TODAY)).toEqual({ isTracklist: true, follows: 1, sessions: 1, lastDay: TODAY });
  // The user's own nights say more.
  history.add({ day: TODAY + 1, tracks: [0, 2, 1] });
  expect(evidenceOf(history, 0, 1, TODAY + 1)).toEqual({
    isTracklist: false,
    follows: 0,
    sessions: 1,
    lastDay: TODAY + 1,
  });
});
