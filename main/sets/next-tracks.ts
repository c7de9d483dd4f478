import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { entriesOfSet } from '#main/storage/queries/sets.ts';
import { trackRows } from '#main/storage/queries/track-rows.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import {
  SUGGESTION_GROUPS,
  type Suggestion,
  type SuggestionList,
  type SuggestionPlace,
  type SuggestionRequest,
} from '#shared/contract/suggestions.ts';
import type { TrackRow } from '#shared/contract/tracks.ts';
import type { FeatureSources } from '#shared/domain/next-track/pair-features.ts';
import { addedBetween } from '#shared/domain/next-track/rankable-tracks.ts';
import { type RankedTracks, rankSteps } from '#shared/domain/next-track/rank-tracks.ts';
import { highestOf, rankOf } from '#shared/domain/next-track/score-order.ts';
import { evidenceOf } from '#shared/domain/next-track/session-matches.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { SuggestionChoice } from './choose-suggestions.ts';
import type { RankableLibrary } from './rankable-library.ts';
import { runInPieces } from './run-in-pieces.ts';
import { noteFor } from './suggestion-notes.ts';
import { reasonsFor, tempoMatch } from './suggestion-reasons.ts';

/** Ranked tracks looked at before many more are: most lists are full long before. */
const LOOKED_AT = 400;
/** Names read at once. */
const NAMES_AT_ONCE = 100;
const MS_A_DAY = 86_400_000;

/** A place by the row numbers of the tracks around it. */
interface Place {
  /** All before it, in their order. */
  readonly played: readonly number[];
  /** -1 = nothing. */
  readonly after: number;
  /** All that stand in the set. */
  readonly taken: readonly number[];
}

interface Chosen {
  readonly place: number;
  readonly order: number;
}

export interface NextTracksDeps {
  readonly database: LibraryDatabase;
  readonly clock: Clock;
  readonly library: RankableLibrary;
  /** Ends what runs. */
  readonly signal: AbortSignal;
}

/** Suggestions for a place, with their reasons. */
export class NextTracks {
  private readonly deps: NextTracksDeps;

  constructor(deps: NextTracksDeps) {
    this.deps = deps;
  }

  /**
   * @param sources All of them up to date.
   * @throws {AppError} `not-found`
   */
  async suggest(
    request: SuggestionRequest,
    sources: FeatureSources,
    weights: readonly number[],
  ): Promise<SuggestionList> {
    const { library, clock, signal } = this.deps;
    const { options } = request;
    const place = this.placeOf(request.place);
    const excluded = new Set([...place.taken, ...request.exclude.flatMap((id) => library.numberOf(id) ?? [])]);
    const like = options.like === null ? -1 : this.numberOf(options.like);
    if (like >= 0) excluded.add(like);
    const steps = rankSteps(
      sources,
      weights,
      {
        played: place.played,
        after: place.after,
        day: clock.now() / MS_A_DAY,
        limits: options,
        factors: options.factors,
        neverPlayed: options.neverPlayed,
        like,
        surprise: options.surprise,
      },
      (track) => library.isOpen(track) && !excluded.has(track) && !(options.neverPlayed && library.wasCounted(track)),
    );
    const ranked = await runInPieces(steps, signal);
    const [before, after] = this.rowsAround(place);
    const chosen = this.choose(ranked, place, request, [before, after]);
    const suggestions = this.describe(chosen, ranked, { place, before, after }, request, sources);
    const around = [before, after].filter((row) => row !== null);
    const others = suggestions.length > 0 ? 1 : this.openCount(excluded, sources.tracks.count);
    return {
      suggestions,
      before: before?.title ?? null,
      after: after?.title ?? null,
      fitting: ranked.fitting.length,
      note: noteFor(around, { suggested: suggestions.length, others }, options),
    };
  }

  private numberOf(id: string): number {
    const number = this.deps.library.numberOf(id);
    if (number === undefined) throw new AppError('not-found', 'This track is no longer in the library.');
    return number;
  }

  private placeOf(place: SuggestionPlace): Place {
    if (place.kind === 'after') {
      const number = this.numberOf(place.trackId);
      return { played: [number], after: -1, taken: [number] };
    }
    const entries = entriesOfSet(this.deps.database, place.setId).filter(({ isHidden }) => !isHidden);
    const order = entries.map(({ trackId }) => this.numberOf(trackId));
    const at = Math.min(place.position, order.length);
    if (order.length === 0) throw new AppError('not-found', 'This set is empty: put a first track into it.');
    return { played: order.slice(0, at), after: order[at] ?? -1, taken: order };
  }

  private rowsAround({ played, after }: Place): [TrackRow | null, TrackRow | null] {
    const { database, library } = this.deps;
    const ids = [played.at(-1) ?? -1, after].map((number) => library.idOf(number));
    const rows = trackRows(database, ids);
    const rowOf = (id: string | undefined) => rows.find((row) => row.id === id) ?? null;
    return [rowOf(ids[0]), rowOf(ids[1])];
  }

  private openCount(excluded: ReadonlySet<number>, count: number): number {
    let open = 0;
    for (let track = 0; track < count; track += 1) {
      if (this.deps.library.isOpen(track) && !excluded.has(track)) open += 1;
    }
    return open;
  }

  /** @returns Places in the columns of the ranking, each with where it stands in the order that was looked at, from 1. */
  private choose(
    ranked: RankedTracks,
    { taken }: Place,
    { options, limit }: SuggestionRequest,
    around: readonly (TrackRow | null)[],
  ): Chosen[] {
    const { database, library } = this.deps;
    const choice = new SuggestionChoice({
      played: trackNames(
        database,
        taken.map((number) => library.idOf(number)),
      ),
      artistsOf: options.sameArtist ? [] : around.filter((row) => row !== null),
    });
    const chosen: Chosen[] = [];
    let looked = 0;
    for (let most = LOOKED_AT; ; most *= 8) {
      const places = ranked.best(most);
      for (; looked < places.length && chosen.length < limit; looked += NAMES_AT_ONCE) {
        const part = places.slice(looked, looked + NAMES_AT_ONCE);
        const ids = part.map((place) => library.idOf(ranked.fitting[place] ?? -1));
        const names = new Map(trackNames(database, ids).map((name) => [name.id, name]));
        for (const [at, place] of part.entries()) {
          const name = names.get(ids[at] ?? '');
          if (chosen.length < limit && name !== undefined && choice.takes(name)) {
            chosen.push({ place, order: looked + at + 1 });
          }
        }
      }
      if (chosen.length === limit || places.length >= ranked.fitting.length) return chosen;
    }
  }

  private describe(
    chosen: readonly Chosen[],
    ranked: RankedTracks,
    around: { readonly place: Place; readonly before: TrackRow | null; readonly after: TrackRow | null },
    { options }: SuggestionRequest,
    sources: FeatureSources,
  ): Suggestion[] {
    const { database, library } = this.deps;
    const { place, before, after } = around;
    const numbers = chosen.map((each) => ranked.fitting[each.place] ?? -1);
    const rows = trackRows(
      database,
      numbers.map((number) => library.idOf(number)),
    );
    const highest = highestOf(ranked.scores);
    return chosen.flatMap((each, index): Suggestion[] => {
      const number = numbers[index] ?? -1;
      const track = rows.find(({ id }) => id === library.idOf(number));
      if (track === undefined) return [];
      const score = ranked.scores[each.place] ?? 0;
      const points = ranked.parts(number);
      const reasons = reasonsFor(track, { before, after, ...this.factsOf(number, place, sources) }, options);
      return [
        {
          track,
          score: Math.exp(score - highest),
          // What was drawn stands elsewhere than where it is shown.
          rank: options.surprise === null ? each.order : rankOf(ranked.scores, score),
          parts: SUGGESTION_GROUPS.map((group) => ({ group, points: points.get(group) ?? 0, reason: reasons[group] })),
          tempoChangePercent: tempoMatch(before ?? after, track, options.halfDoubleTime)?.changePercent ?? 0,
        },
      ];
    });
  }

  private factsOf(number: number, { played, after }: Place, { tracks, history, likeness }: FeatureSources) {
    const day = this.deps.clock.now() / MS_A_DAY;
    const before = played.at(-1) ?? -1;
    const beside = before < 0 ? after : before;
    const places = beside < 0 ? null : addedBetween(tracks, number, beside);
    return {
      evidenceBefore: evidenceOf(history, before, number, day),
      evidenceAfter: evidenceOf(history, number, after, day),
      plays: new Set(history.occurrences(number, day).map(({ session }) => session)).size,
      likeness: beside < 0 ? null : (likeness?.(beside, number) ?? null),
      addedBetween: places,
    };
  }
}
