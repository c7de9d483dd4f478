import { implement } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';
import type { LearnedGenres } from '#shared/contract/genres.ts';

const os = implement(contract);

const LEARNED: LearnedGenres = {
  learnedAt: '2026-11-20T12:00:00.000Z',
  tracks: 412,
  genres: [
    { name: 'Techno', tracks: 180 },
    { name: 'Deep House', tracks: 140 },
    { name: 'Drum & Bass', tracks: 92 },
  ],
  accuracy: 0.81,
  threshold: 0.62,
  suggested: 37,
};

/** Nothing is learned until it is asked for. */
export function fakeGenres() {
  let learned: LearnedGenres | null = null;
  return {
    state: os.genres.state.handler(() => learned),
    learn: os.genres.learn.handler(() => (learned = LEARNED)),
  };
}
