import type { LearnedGenres } from '#shared/contract/genres.ts';
import { type Answer, os } from './implementer.ts';

/** What this area needs of the genres. */
export interface GenreUseCases {
  state(): Answer<LearnedGenres | null>;
  learn(): Answer<LearnedGenres>;
}

export function genresRouter(genres: GenreUseCases) {
  return {
    state: os.genres.state.handler(() => genres.state()),
    learn: os.genres.learn.handler(() => genres.learn()),
  };
}
