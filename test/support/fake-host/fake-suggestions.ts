import { setTimeout as wait } from 'node:timers/promises';
import type { SuggestionUseCases } from '#main/rpc/suggestions.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import {
  type BridgeList,
  type BridgeRequest,
  type LearnedWeights,
  type ScorePart,
  SUGGESTION_GROUPS,
  type SimilarList,
  type SimilarRequest,
  type SuggestionGroup,
  type SuggestionList,
  type SuggestionPlace,
  type SuggestionRequest,
} from '#shared/contract/suggestions.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { energyLevel } from '#shared/domain/energy.ts';
import { formatCamelot, keyFromIndex } from '#shared/domain/key.ts';
import { NEVER_SUGGEST_TAG } from '#shared/domain/never-suggest.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { fakeBridges } from './fake-bridges.ts';
import type { FakeLibrary } from './fake-library.ts';
import type { FakeTags } from './fake-tags.ts';

const FOUND: LearnedWeights['learned'] = {
  learnedAt: '2026-11-20T12:00:00.000Z',
  sessions: 68,
  choices: 1240,
  own: { hit10: 0.31, mrr: 0.16 },
  builtIn: { hit10: 0.22, mrr: 0.11 },
};

interface Facts {
  readonly bpm: number;
  readonly keyIndex: number;
  readonly energy: number;
}

function factsOf(track: TrackDetail | undefined): Facts | null {
  if (track === undefined) return null;
  const { bpm, keyIndex, energy } = track;
  return bpm === null || keyIndex === null || energy === null ? null : { bpm, keyIndex, energy };
}

interface Said {
  readonly points: number;
  readonly reason: string;
}

/** Suggestions that look right; how good they are is the business of the real host. */
export class FakeSuggestions implements SuggestionUseCases {
  private readonly library: FakeLibrary;
  private readonly tags: FakeTags;
  private found: LearnedWeights['learned'] = null;
  private learning: number | null = null;
  private stop = new AbortController();

  constructor(library: FakeLibrary, tags: FakeTags) {
    this.library = library;
    this.tags = tags;
  }

  bridge(request: BridgeRequest): BridgeList {
    return fakeBridges(this.library, request);
  }

  next(request: SuggestionRequest): SuggestionList {
    const { options, limit, exclude } = request;
    const { before, after, taken } = this.around(request.place);
    const from = factsOf(before ?? after);
    const like = options.like === null ? null : this.library.find(options.like);
    const names = { before: before?.title ?? null, after: after?.title ?? null };
    if (from === null) return { suggestions: [], ...names, fitting: 0, note: 'The key and tempo are not known.' };
    const gone = new Set<string>([...taken, ...exclude, ...(like === null ? [] : [like.id])]);
    const fits = this.library.tracks.flatMap((track, index) => {
      const to = factsOf(track);
      if (to === null || gone.has(track.id) || track.tags.some(({ name }) => name === NEVER_SUGGEST_TAG)) return [];
      const change = (from.bpm / to.bpm - 1) * 100;
      const steps = stepsBetween(from, to);
      const most = { strict: 3, loose: 5, off: 24 }[options.keyRule];
      if (Math.abs(change) > options.tempoRangePercent || steps > most) return [];
      const said = saidOf(from, to, change, steps, index);
      const parts = partsOf(said, options.factors, like !== null && like.genre === track.genre);
      return [{ track, parts, total: parts.reduce((sum, { points }) => sum + points, 0), tempoChangePercent: change }];
    });
    const best = fits.toSorted((a, b) => b.total - a.total);
    const ranked = best.map(({ track, parts, total, tempoChangePercent }, index) => {
      return { track, parts, tempoChangePercent, score: Math.exp(total - (best[0]?.total ?? 0)), rank: index + 1 };
    });
    const { surprise } = options;
    const drawn =
      surprise === null ? ranked : ranked.toSorted((a, b) => drawOf(a.rank, surprise) - drawOf(b.rank, surprise));
    const note =
      fits.length === 0 ? 'No track of the library fits. Choose looser keys or widen the tempo range.' : null;
    return { suggestions: drawn.slice(0, limit), ...names, fitting: fits.length, note };
  }

  /** The next analysed tracks of the library, each a little less alike. */
  similar({ trackId, limit, exclude }: SimilarRequest): SimilarList {
    const isOther = (track: TrackDetail) => track.id !== trackId && track.bpm !== null && !exclude.includes(track.id);
    if (this.library.tracks.find(({ id }) => id === trackId)?.bpm === null)
      return { similar: [], note: 'Analyse it first.' };
    const similar = this.library.tracks.filter(isOther).slice(0, limit);
    return { similar: similar.map((track, index) => ({ track, likeness: 0.97 - 0.02 * index })), note: null };
  }

  learned(): LearnedWeights {
    const used = this.found === null ? 'built-in' : 'own';
    return { used, sessions: 68, choices: 1240, needed: 150, learning: this.learning, learned: this.found };
  }

  /** Takes two seconds, half of it at once. */
  async learn(signal?: AbortSignal): Promise<LearnedWeights> {
    this.learning = 0.5;
    try {
      await wait(2000, undefined, { signal: AbortSignal.any([this.stop.signal, ...(signal ? [signal] : [])]) });
    } catch {
      throw new AppError('cancelled', 'It was stopped. Nothing has changed.');
    } finally {
      this.learning = null;
      this.stop = new AbortController();
    }
    this.found = FOUND;
    return this.learned();
  }

  stopLearning(): void {
    this.stop.abort();
  }

  forget(): LearnedWeights {
    this.found = null;
    return this.learned();
  }

  setNever(trackIds: readonly TrackId[], never: boolean): { changed: number } {
    const known = this.library.tags.find(({ name }) => name === NEVER_SUGGEST_TAG);
    if (known === undefined) {
      if (never) this.tags.create(NEVER_SUGGEST_TAG, null, trackIds);
      return { changed: never ? trackIds.length : 0 };
    }
    const [on, off] = never ? [[known.id], []] : [[], [known.id]];
    return this.tags.change({ trackIds: [...trackIds], add: on, remove: off });
  }

  private around(place: SuggestionPlace) {
    if (place.kind === 'after') {
      return { before: this.library.find(place.trackId), after: undefined, taken: [place.trackId] };
    }
    const { trackIds } = this.library.set(place.setId);
    const trackAt = (position: number) => {
      const id = trackIds[position];
      return id === undefined ? undefined : this.library.find(id);
    };
    return { before: trackAt(place.position - 1), after: trackAt(place.position), taken: trackIds };
  }
}

function stepsBetween(from: Facts, to: Facts): number {
  const turn = Math.abs(to.keyIndex - from.keyIndex);
  return Math.min(turn, 24 - turn);
}

const drawOf = (rank: number, seed: number): number => Math.imul(rank + 1, seed | 1) >>> 0;

function saidOf(
  from: Facts,
  to: Facts,
  change: number,
  steps: number,
  index: number,
): Partial<Record<SuggestionGroup, Said>> {
  const lift = energyLevel(to.energy) - energyLevel(from.energy);
  const key = formatCamelot(keyFromIndex(to.keyIndex));
  return {
    ...(index % 4 === 0
      ? { history: { points: 1.6, reason: 'You played it right after this one twice, last on 4 Oct 2026' } }
      : {}),
    plays: {
      points: index % 3 === 0 ? 0.4 : -0.2,
      reason: index % 3 === 0 ? 'Played in 6 sessions' : 'Not played yet',
    },
    key: { points: 1.4 - 0.5 * steps, reason: steps === 0 ? `Same key (${key})` : `A fifth up (to ${key})` },
    tempo: {
      points: 0.6 - Math.abs(change) / 6,
      reason: `${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(1)} % tempo`,
    },
    energy: {
      points: 0.3 - Math.abs(lift) / 6,
      reason: lift === 0 ? 'Energy holds' : `Energy ${Math.abs(lift)} ${lift > 0 ? 'up' : 'down'}`,
    },
    sound: { points: 0.3, reason: 'Sounds 81 % alike' },
  };
}

function partsOf(
  said: Partial<Record<SuggestionGroup, Said>>,
  factors: Partial<Record<SuggestionGroup, number>>,
  isLike: boolean,
): ScorePart[] {
  return SUGGESTION_GROUPS.map((group) => ({
    group,
    points: (said[group]?.points ?? 0) * (factors[group] ?? 1) + (isLike && group === 'genre' ? 2 : 0),
    reason: said[group]?.reason ?? (isLike && group === 'genre' ? 'Same genre' : null),
  }));
}
