import type { TagUseCases } from '#main/rpc/tags.ts';
import type { TagId, TrackId } from '#shared/contract/ids.ts';
import type { TrackTag } from '#shared/contract/track-tags.ts';
import type { Tag, TagChange } from '#shared/contract/tags.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { fakeTagId } from './fake-collections.ts';
import type { FakeLibrary } from './fake-library.ts';

/** Tags of the fake host, enough of them to be used. */
export class FakeTags implements TagUseCases {
  private readonly library: FakeLibrary;
  private made = 100;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  list(): Tag[] {
    return this.library.tags.map((tag) => ({
      ...tag,
      trackCount: this.library.query({ source: { kind: 'tag', tagId: tag.id }, search: '', sort: [] }).length,
    }));
  }

  create(name: string, colour: string | null, trackIds: readonly TrackId[]): { id: TagId } {
    this.checkName(name);
    this.made += 1;
    const tag = { id: fakeTagId(this.made), name, colour };
    const tracks = this.onTracks(trackIds, (tags) => [...tags, tag]);
    this.library.change(`Create tag "${name}"`, { tags: [...this.library.tags, tag], tracks });
    return { id: tag.id };
  }

  rename(id: TagId, name: string): void {
    this.checkName(name, id);
    this.replace(`Rename tag to "${name}"`, { ...this.find(id), name });
  }

  recolour(id: TagId, colour: string | null): void {
    this.replace('Colour tag', { ...this.find(id), colour });
  }

  move(id: TagId, position: number): void {
    const others = this.library.tags.filter((tag) => tag.id !== id);
    const tags = [...others.slice(0, position), this.find(id), ...others.slice(position)];
    this.library.change('Move tag', { tags });
  }

  remove(id: TagId): void {
    const tags = this.library.tags.filter((tag) => tag.id !== id);
    const tracks = this.everywhere((on) => on.filter((tag) => tag.id !== id));
    this.library.change(`Delete tag "${this.find(id).name}"`, { tags, tracks });
  }

  change({ trackIds, add, remove }: TagChange): { changed: number } {
    const tracks = this.onTracks(trackIds, (tags) =>
      this.library.tags.filter(
        ({ id }) => !remove.includes(id) && (add.includes(id) || tags.some((tag) => tag.id === id)),
      ),
    );
    this.library.change('Change tags', { tracks });
    return { changed: trackIds.length };
  }

  ofTracks(trackIds: readonly TrackId[]): { id: TagId; trackCount: number }[] {
    const tracks = trackIds.map((id) => this.library.find(id));
    return this.library.tags
      .map(({ id }) => ({ id, trackCount: tracks.filter(({ tags }) => tags.some((tag) => tag.id === id)).length }))
      .filter(({ trackCount }) => trackCount > 0);
  }

  private everywhere(change: (tags: readonly TrackTag[]) => TrackTag[]): TrackDetail[] {
    return this.library.tracks.map((track) => ({ ...track, tags: change(track.tags) }));
  }

  private onTracks(ids: readonly TrackId[], change: (tags: readonly TrackTag[]) => TrackTag[]): TrackDetail[] {
    return this.library.tracks.map((track) =>
      ids.includes(track.id) ? { ...track, tags: change(track.tags) } : track,
    );
  }

  private checkName(name: string, of: TagId | null = null): void {
    if (this.library.tags.some((tag) => tag.id !== of && tag.name.toLowerCase() === name.toLowerCase())) {
      throw new AppError('conflict', `There is a tag "${name}" already. Choose another name.`);
    }
  }

  private find(id: TagId): TrackTag {
    const found = this.library.tags.find((tag) => tag.id === id);
    if (!found) throw new AppError('not-found', 'This tag is no longer there.');
    return found;
  }

  private replace(label: string, next: TrackTag): void {
    const renew = (tags: readonly TrackTag[]) => tags.map((tag) => (tag.id === next.id ? next : tag));
    this.library.change(label, { tags: renew(this.library.tags), tracks: this.everywhere(renew) });
  }
}
