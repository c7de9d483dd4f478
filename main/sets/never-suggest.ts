import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { roomAt } from '#main/storage/ordered-rows.ts';
import { liveTracks } from '#main/storage/ordered-tracks.ts';
import { storedTags, taggingsOfTracks } from '#main/storage/queries/tags.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { NEVER_SUGGEST_TAG } from '#shared/domain/never-suggest.ts';

const tracksInWords = (count: number): string => (count === 1 ? '1 track' : `${count} tracks`);

const isNever = (name: string): boolean => name.toLowerCase() === NEVER_SUGGEST_TAG.toLowerCase();

/** The tag, and what makes it where it is not there yet. */
function neverTag(database: LibraryDatabase): { readonly id: string; readonly made: readonly Mutation[] } {
  const tags = storedTags(database);
  const known = tags.find(({ name }) => isNever(name));
  if (known !== undefined) return { id: known.id, made: [] };
  const id = database.newId();
  const { positions, renumbered } = roomAt('tags', tags, tags.length, 1);
  const set = { name: NEVER_SUGGEST_TAG, colour: null, position: positions[0] ?? 0 };
  return { id, made: [...renumbered, { op: 'insert', table: 'tags', id, set }] };
}

/** Puts the tag that keeps tracks out of all suggestions on them, or takes it off. One step for undo. */
export function setNeverSuggest(
  database: LibraryDatabase,
  trackIds: readonly TrackId[],
  never: boolean,
): { changed: number } {
  const tracks = liveTracks(database, trackIds);
  const present = taggingsOfTracks(database, tracks).filter(({ tag }) => isNever(tag.name));
  if (!never) {
    const label = `Suggest ${tracksInWords(present.length)} again`;
    const mutations = present.map(({ id }): Mutation => ({ op: 'delete', table: 'track_tags', id }));
    database.mutate({ origin: 'user', label, mutations });
    return { changed: present.length };
  }
  const tagged = new Set(present.map(({ trackId }) => trackId));
  const added = tracks.filter((trackId) => !tagged.has(trackId));
  if (added.length === 0) return { changed: 0 };
  const { id: tagId, made } = neverTag(database);
  const taggings = added.map((trackId): Mutation => {
    return { op: 'insert', table: 'track_tags', id: database.newId(), set: { tag_id: tagId, track_id: trackId } };
  });
  database.mutate({
    origin: 'user',
    label: `Never suggest ${tracksInWords(added.length)}`,
    mutations: [...made, ...taggings],
  });
  return { changed: added.length };
}
