/**
 * Next-track prediction: npm run bench:next-track -- [--train A.json] [--test B.json]
 * A holds {library, sessions}, B {sessions} in the same ids; without --test the last fifth of A's sessions is held out. For
 * each track of a session all tracks of the library that the session has not played yet are ranked. The baselines are those of
 * docs/sets.md; the product is the ranking that the program uses, learned from A alone.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { harmonicMove } from '#shared/domain/harmonic.ts';
import { keyFromIndex } from '#shared/domain/key.ts';
import { learnSteps } from '#shared/domain/next-track/learn-weights.ts';
import { PlayHistory } from '#shared/domain/next-track/play-history.ts';
import { NextTrackScorer } from '#shared/domain/next-track/rank-next.ts';
import { allTracks, type PlayedSession, type RankableTracks } from '#shared/domain/next-track/rankable-tracks.ts';
import { tempoApart } from '#shared/domain/next-track/pair-features.ts';
import { FEATURE_COUNT, FEATURES } from '#shared/domain/next-track/track-features.ts';
import { columnsOf, DEFAULT_DATA, Library, Sessions, sessionsOf } from './next-track-data.ts';

type Scores = (played: readonly number[], day: number) => (track: number) => number;

interface Ranker {
  readonly name: string;
  readonly scores: Scores;
}

interface Figures {
  readonly hit1: number;
  readonly hit10: number;
  readonly hit50: number;
  readonly mrr: number;
  readonly cold: number;
}

/** 1 for the same key down to 0 for a clash. */
function keyScore(tracks: RankableTracks, from: number, to: number): number {
  const [a = -1, b = -1] = [tracks.key[from], tracks.key[to]];
  if (a < 0 || b < 0) return 0;
  const move = harmonicMove(keyFromIndex(a), keyFromIndex(b));
  return { same: 1, 'fifth-up': 0.8, 'fifth-down': 0.8, relative: 0.7 }[move as string] ?? 0;
}

function ruleScore(tracks: RankableTracks, from: number, to: number): number {
  const octaves = tempoApart(tracks, from, to);
  const apart = Number.isNaN(octaves) ? 0.5 : Math.min(0.5, octaves);
  return (apart < Math.log2(1.06) ? 1 : 0) + keyScore(tracks, from, to) - apart;
}

function baselines(tracks: RankableTracks, sessions: readonly PlayedSession[]): Ranker[] {
  const popularity = new Float64Array(tracks.count);
  const together = new Map<number, Map<number, number>>();
  for (const { tracks: played } of sessions) {
    for (const [place, track] of played.entries()) {
      popularity[track] = (popularity[track] ?? 0) + 1;
      const row = together.get(track) ?? new Map<number, number>();
      together.set(track, row);
      for (const other of played.slice(Math.max(0, place - 5), place + 6)) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  const last = (played: readonly number[]): number => played.at(-1) ?? 0;
  const rule: Scores = (played) => (track) => ruleScore(tracks, last(played), track);
  const sameGenre = (a: number, b: number): number => (tracks.genre[a] === tracks.genre[b] ? 1 : 0);
  const coPlay = (from: number, to: number): number => together.get(from)?.get(to) ?? 0;
  return [
    { name: 'random', scores: () => (track) => (Math.imul(track + 1, 2_654_435_761) >>> 0) / 2 ** 32 },
    { name: 'BPM + key rule', scores: rule },
    {
      name: '+ genre',
      scores: (played) => (track) => ruleScore(tracks, last(played), track) + 2 * sameGenre(last(played), track),
    },
    { name: 'popularity', scores: () => (track) => popularity[track] ?? 0 },
    { name: 'co-play within 5 places', scores: (played) => (track) => coPlay(last(played), track) },
    {
      name: 'co-play + popularity + BPM + key',
      scores: (played) => (track) =>
        4 * coPlay(last(played), track) +
        0.5 * Math.log1p(popularity[track] ?? 0) +
        ruleScore(tracks, last(played), track),
    },
  ];
}

/** @param without Leaves features out of the learning, to see what they are worth. */
function product(tracks: RankableTracks, sessions: readonly PlayedSession[]): Ranker & { weights: readonly number[] } {
  // Nothing but the sessions given: no prior.
  const steps = learnSteps({ tracks, pool: allTracks(tracks), sessions, prior: Array<number>(FEATURE_COUNT).fill(0) });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const weights = step.value;
  const history = new PlayHistory(tracks);
  for (const session of sessions) history.add(session);
  return {
    name: 'product',
    weights,
    scores: (played, day) => {
      const scorer = new NextTrackScorer({ tracks, history }, weights, { played, day });
      return (track) => scorer.score(track);
    },
  };
}

/** Ranks of what was played next; ties share the middle. */
function measure(
  ranker: Ranker,
  count: number,
  train: readonly PlayedSession[],
  test: readonly PlayedSession[],
): Figures {
  const known = new Set(train.flatMap(({ tracks }) => tracks));
  const ranks: { rank: number; isCold: boolean }[] = [];
  for (const { day, tracks } of test) {
    for (let place = 1; place < tracks.length; place += 1) {
      const played = tracks.slice(0, place);
      const gone = new Set(played);
      const next = tracks[place] ?? -1;
      if (gone.has(next)) continue;
      const score = ranker.scores(played, day);
      const wanted = score(next);
      let [better, equal] = [0, 0];
      for (let track = 0; track < count; track += 1) {
        if (gone.has(track)) continue;
        const other = score(track);
        if (other > wanted) better += 1;
        else if (other === wanted) equal += 1;
      }
      ranks.push({ rank: better + (equal + 1) / 2, isCold: !known.has(next) });
    }
  }
  const share = (list: typeof ranks, within: number): number =>
    list.filter(({ rank }) => rank <= within).length / Math.max(1, list.length);
  return {
    hit1: share(ranks, 1),
    hit10: share(ranks, 10),
    hit50: share(ranks, 50),
    mrr: ranks.reduce((sum, { rank }) => sum + 1 / rank, 0) / Math.max(1, ranks.length),
    cold: share(
      ranks.filter(({ isCold }) => isCold),
      10,
    ),
  };
}

const decimals = (value: number): string => value.toFixed(3).replace(/^0/, '');

function main(): void {
  const { values } = parseArgs({
    options: {
      train: { type: 'string', default: DEFAULT_DATA },
      test: { type: 'string' },
      weights: { type: 'boolean' },
    },
  });
  const data = Library.parse(JSON.parse(readFileSync(values.train, 'utf8')));
  const indexes = new Map(data.library.map(({ id }, index) => [id, index]));
  const tracks = columnsOf(data.library);
  const all = sessionsOf(data.sessions, indexes);
  const kept = Math.ceil(all.length * 0.8);
  const train = values.test === undefined ? all.slice(0, kept) : all;
  const test =
    values.test === undefined
      ? all.slice(kept)
      : sessionsOf(Sessions.parse(JSON.parse(readFileSync(values.test, 'utf8'))).sessions, indexes);
  const start = performance.now();
  const ours = product(tracks, train);
  console.log(
    `${tracks.count} tracks; learned from ${train.length} sessions in ${((performance.now() - start) / 1_000).toFixed(1)} s, ranked in ${test.length}`,
  );
  if (values.weights === true) {
    for (const [index, [name, group]] of FEATURES.entries()) {
      console.log(`${name.padEnd(16)} ${group.padEnd(8)} ${(ours.weights[index] ?? 0).toFixed(3)}`);
    }
  }
  console.log(`${'ranker'.padEnd(34)} Hit@1 Hit@10 Hit@50   MRR  cold Hit@10`);
  for (const ranker of [...baselines(tracks, train), ours]) {
    const { hit1, hit10, hit50, mrr, cold } = measure(ranker, tracks.count, train, test);
    const figures = [hit1, hit10, hit50, mrr, cold].map((value) => decimals(value).padStart(6));
    console.log(`${ranker.name.padEnd(33)} ${figures.join(' ')}`);
    if (ranker === ours)
      console.log(`product Hit@10=${decimals(hit10)} MRR=${decimals(mrr)} cold Hit@10=${decimals(cold)}`);
  }
}

main();
