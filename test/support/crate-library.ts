import { createCratesService, type CratesService } from '#main/crates/create-crates-service.ts';
import { createTagsService, type TagsService } from '#main/crates/create-tags-service.ts';
import { createTrackLists } from '#main/library/track-list.ts';
import { createSetsService, type SetsService } from '#main/sets/create-sets-service.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import type { CrateId, TrackId as Id } from '#shared/contract/ids.ts';
import { TrackId } from '#shared/contract/ids.ts';
import type { SortKey, TrackSource } from '#shared/contract/tracks.ts';
import { addTracks } from './many-tracks.ts';
import { manualClock, openTempLibrary, trackFields } from './temp-library.ts';

/** A library of the tracks A to E (120 to 124 BPM), with crates, sets and tags as the host joins them. */
export interface CrateLibrary {
  readonly database: LibraryDatabase;
  readonly crates: CratesService;
  readonly sets: SetsService;
  readonly tags: TagsService;
  readonly tracks: readonly Id[];
  /** The track of a title. */
  track(title: string): Id;
  /** Titles of a list, in its order. */
  titles(source: TrackSource, search?: string, sort?: SortKey[]): string;
  titlesOf(id: CrateId): string;
  /** The tree as text: "Folder[Crate,Smart]". */
  tree(): Promise<string>;
}

export function openCrateLibrary(): CrateLibrary {
  const clock = manualClock();
  const database = openTempLibrary({ clock });
  const names = ['A', 'B', 'C', 'D', 'E'];
  const fields = names.map((title, index) => trackFields({ title, bpm: 120 + index, duration_seconds: 60 }));
  const tracks = addTracks(database, fields).map((id) => TrackId.parse(id));
  const lists = createTrackLists(database, clock);
  const sets = createSetsService(database);
  const crates = createCratesService({
    database,
    clock,
    tracksOf: (source) => lists.readIds({ source, search: '', sort: [] }),
    createSet: (name, trackIds) => sets.create(name, trackIds),
    nameOfSet: (id) => sets.nameOf(id),
  });
  const titles: CrateLibrary['titles'] = (source, search = '', sort = []) =>
    lists
      .page({ source, search, sort }, 0, 500)
      .rows.map(({ title }) => title)
      .join('');
  return {
    database,
    crates,
    sets,
    tags: createTagsService(database),
    tracks,
    track: (title) => tracks[names.indexOf(title)] as Id,
    titles,
    titlesOf: (crateId) => titles({ kind: 'crate', crateId }),
    tree: async () => {
      const all = await crates.list();
      const below = (parentId: CrateId | null): string =>
        all
          .filter((crate) => crate.parentId === parentId)
          .map(({ id, name, kind }) => (kind === 'folder' ? `${name}[${below(id)}]` : name))
          .join(',');
      return below(null);
    },
  };
}
