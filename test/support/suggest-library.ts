import { onTestFinished } from 'vitest';
import { createSuggestionsService, type SuggestionsService } from '#main/sets/create-suggestions-service.ts';
import type { RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type {
  SuggestionGroup,
  SuggestionList,
  SuggestionOptions,
  SuggestionPlace,
} from '#shared/contract/suggestions.ts';
import { keyIndex, parseKey } from '#shared/domain/key.ts';
import { addTracks } from './many-tracks.ts';
import { SUGGESTION_DEFAULTS } from './suggestion-defaults.ts';
import { manualClock, openTempLibrary, trackFields } from './temp-library.ts';

/** A track in short; energy .5 and an artist of its own where none is said. */
export type ShortTrack = readonly [
  title: string,
  key: string | null,
  bpm: number | null,
  energy?: number,
  artist?: string,
];

/** A library that suggestions are asked of, on 20 November 2026. */
export class SuggestLibrary {
  readonly database: LibraryDatabase = openTempLibrary();
  readonly service: SuggestionsService = this.open();

  /** The suggestions as after a new start of the program. */
  open(): SuggestionsService {
    const { database } = this;
    const service = createSuggestionsService({
      database,
      clock: manualClock(),
      onProblem: (error) => {
        throw error;
      },
    });
    onTestFinished(() => service.stop());
    return service;
  }

  add(...tracks: readonly ShortTrack[]): TrackId[] {
    const fields = tracks.map(([title, key, bpm, energy = 0.5, artist = `By ${title}`]): RowFields<'tracks'> => {
      const parsed = key === null ? null : parseKey(key);
      return trackFields({ title, artist, bpm, key_index: parsed === null ? null : keyIndex(parsed), energy });
    });
    return addTracks(this.database, fields).map((id) => TrackId.parse(id));
  }

  async at(place: SuggestionPlace, options: Partial<SuggestionOptions> = {}): Promise<SuggestionList> {
    return this.service.next({ place, options: { ...SUGGESTION_DEFAULTS, ...options }, limit: 25, exclude: [] });
  }

  async after(
    trackId: TrackId,
    options: Partial<SuggestionOptions> = {},
    { limit = 25, exclude = [] as TrackId[] } = {},
  ): Promise<SuggestionList> {
    const place = { kind: 'after', trackId } as const;
    return this.service.next({ place, options: { ...SUGGESTION_DEFAULTS, ...options }, limit, exclude });
  }

  async titles(...request: Parameters<SuggestLibrary['after']>): Promise<string[]> {
    return titlesOf(await this.after(...request));
  }
}

export const titlesOf = ({ suggestions }: SuggestionList): string[] => suggestions.map(({ track }) => track.title);

/** What the list says of a track under a group. */
export function reasonOf(list: SuggestionList, title: string, group: SuggestionGroup): string | null | undefined {
  const found = list.suggestions.find(({ track }) => track.title === title);
  return found?.parts.find((part) => part.group === group)?.reason;
}
