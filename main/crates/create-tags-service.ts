import { mutateInParts } from '#main/storage/mutate-in-parts.ts';
import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { moveRow, roomAt } from '#main/storage/ordered-rows.ts';
import { liveTracks } from '#main/storage/ordered-tracks.ts';
import {
  type StoredTag,
  storedTags,
  tagCounts,
  taggingIdsOfTag,
  taggingsOfTracks,
} from '#main/storage/queries/tags.ts';
import { TagId, type TrackId } from '#shared/contract/ids.ts';
import type { Tag, TagChange } from '#shared/contract/tags.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The user's own words for tracks. Every change is one step for undo. */
export interface TagsService {
  /** In the user's order. */
  list(): Tag[];
  create(name: string, colour: string | null, trackIds: readonly TrackId[]): Promise<{ id: TagId }>;
  rename(id: TagId, name: string): void;
  recolour(id: TagId, colour: string | null): void;
  move(id: TagId, position: number): void;
  remove(id: TagId): Promise<void>;
  change(change: TagChange): Promise<{ changed: number }>;
  ofTracks(trackIds: readonly TrackId[]): { id: TagId; trackCount: number }[];
}

const tracksInWords = (count: number): string => (count === 1 ? '1 track' : `${count} tracks`);

function insertTagging(database: LibraryDatabase, tagId: string, trackId: string): Mutation {
  return { op: 'insert', table: 'track_tags', id: database.newId(), set: { tag_id: tagId, track_id: trackId } };
}

interface Changes {
  readonly mutations: readonly Mutation[];
  readonly changed: number;
}

/** What there is to write so that the tracks have `add` and have not `remove`. */
function taggingChanges(database: LibraryDatabase, { trackIds, add, remove }: TagChange): Changes {
  const tracks = liveTracks(database, trackIds);
  const present = taggingsOfTracks(database, tracks);
  const has = new Set(present.map(({ trackId, tag }) => `${trackId} ${tag.id}`));
  const unwanted = new Set<string>(remove);
  const off = present.filter(({ tag }) => unwanted.has(tag.id));
  const wanted = [...new Set(add)].filter((id) => !unwanted.has(id));
  const on = tracks.flatMap((trackId) =>
    wanted.filter((tagId) => !has.has(`${trackId} ${tagId}`)).map((tagId) => ({ trackId, tagId })),
  );
  return {
    mutations: [
      ...off.map(({ id }): Mutation => ({ op: 'delete', table: 'track_tags', id })),
      ...on.map(({ trackId, tagId }) => insertTagging(database, tagId, trackId)),
    ],
    changed: new Set([...off, ...on].map(({ trackId }) => trackId)).size,
  };
}

/** "Tag 3 tracks "Peak time"", where it is one tag; else only how many tracks. */
function labelOf({ add, remove }: TagChange, changed: number, nameOf: (id: TagId) => string): string {
  const [[on], [off]] = [add, remove];
  if (add.length === 1 && remove.length === 0 && on) return `Tag ${tracksInWords(changed)} "${nameOf(on)}"`;
  if (remove.length === 1 && add.length === 0 && off) return `Take "${nameOf(off)}" off ${tracksInWords(changed)}`;
  return `Change the tags of ${tracksInWords(changed)}`;
}

function tagReader(database: LibraryDatabase) {
  function tagById(id: string): StoredTag {
    const tag = storedTags(database).find((each) => each.id === id);
    if (tag === undefined) throw new AppError('not-found', 'This tag is no longer there.');
    return tag;
  }
  /** @throws {AppError} `conflict` when another tag has the name. */
  function checkName(name: string, of: string | null): void {
    const same = (tag: StoredTag): boolean => tag.id !== of && tag.name.toLowerCase() === name.toLowerCase();
    if (storedTags(database).some(same)) {
      throw new AppError('conflict', `There is a tag "${name}" already. Choose another name.`);
    }
  }
  return { tagById, checkName };
}

type Write = (label: string, mutations: readonly Mutation[]) => Promise<void>;

/** What happens to the tags themselves. */
function tagUseCases(database: LibraryDatabase, write: Write) {
  const { tagById, checkName } = tagReader(database);
  const update = (label: string, id: string, set: Partial<RowFields<'tags'>>): void =>
    void database.mutate({ origin: 'user', label, mutations: [{ op: 'update', table: 'tags', id, set }] });

  return {
    list: () => {
      const counts = tagCounts(database);
      return storedTags(database).map(({ id, name, colour }) => {
        return { id: TagId.parse(id), name, colour, trackCount: counts.get(id) ?? 0 };
      });
    },
    create: async (name: string, colour: string | null, trackIds: readonly TrackId[]) => {
      checkName(name, null);
      const id = TagId.parse(database.newId());
      const tags = storedTags(database);
      const { positions, renumbered } = roomAt('tags', tags, tags.length, 1);
      const inserted: Mutation = {
        op: 'insert',
        table: 'tags',
        id,
        set: { name, colour, position: positions[0] ?? 0 },
      };
      const taggings = liveTracks(database, trackIds).map((trackId) => insertTagging(database, id, trackId));
      await write(`Create tag "${name}"`, [...renumbered, inserted, ...taggings]);
      return { id };
    },
    rename: (id: TagId, name: string) => {
      const { name: before } = tagById(id);
      checkName(name, id);
      update(`Rename tag "${before}" to "${name}"`, id, { name });
    },
    recolour: (id: TagId, colour: string | null) => update(`Colour tag "${tagById(id).name}"`, id, { colour }),
    move: (id: TagId, position: number) => {
      const tag = tagById(id);
      const tags = storedTags(database);
      const others = tags.filter((each) => each.id !== id);
      const index = Math.min(position, others.length);
      if (tags[index]?.id === id) return;
      const { positions, renumbered } = roomAt('tags', others, index, 1);
      const mutations = [...renumbered, moveRow('tags', id, positions[0] ?? tag.position)];
      database.mutate({ origin: 'user', label: `Move tag "${tag.name}"`, mutations });
    },
    remove: async (id: TagId) => {
      const { name } = tagById(id);
      const taggings = taggingIdsOfTag(database, id).map(
        (taggingId): Mutation => ({ op: 'delete', table: 'track_tags', id: taggingId }),
      );
      await write(`Delete tag "${name}"`, [...taggings, { op: 'delete', table: 'tags', id }]);
    },
  };
}

export function createTagsService(database: LibraryDatabase): TagsService {
  const { tagById } = tagReader(database);
  const write: Write = async (label, mutations) => {
    await mutateInParts(database, { origin: 'user', label, mutations });
  };
  return {
    ...tagUseCases(database, write),
    change: async (change) => {
      for (const id of change.add) tagById(id);
      const { mutations, changed } = taggingChanges(database, change);
      await write(
        labelOf(change, changed, (id) => tagById(id).name),
        mutations,
      );
      return { changed };
    },
    ofTracks: (trackIds) => {
      const counts = new Map<string, number>();
      for (const { tag } of taggingsOfTracks(database, [...new Set(trackIds)])) {
        counts.set(tag.id, (counts.get(tag.id) ?? 0) + 1);
      }
      return [...counts].map(([id, trackCount]) => ({ id: TagId.parse(id), trackCount }));
    },
  };
}
