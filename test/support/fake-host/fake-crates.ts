import type { CrateUseCases } from '#main/rpc/crates.ts';
import type { Crate, CratePlace, NewCrate } from '#shared/contract/crates.ts';
import type { CrateId, SetId, TrackId } from '#shared/contract/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type FakeCrate, fakeCrateId } from './fake-collections.ts';
import type { FakeLibrary } from './fake-library.ts';
import { inventedId } from './invented-tracks.ts';

/** Crates of the fake host, enough of them to be used. */
export class FakeCrates implements CrateUseCases {
  private readonly library: FakeLibrary;
  private made = 100;

  constructor(library: FakeLibrary) {
    this.library = library;
  }

  list(): Crate[] {
    const below = (parentId: CrateId | null): Crate[] =>
      this.library.crates
        .filter((crate) => crate.parentId === parentId)
        .flatMap((crate) => [
          { ...crate, trackCount: this.library.tracksOfCrate(crate.id).length },
          ...below(crate.id),
        ]);
    return below(null);
  }

  create(crate: NewCrate): { id: CrateId } {
    // Faults of the search are told as the list tells them.
    if (crate.kind === 'smart') this.library.query({ source: { kind: 'all' }, search: crate.query, sort: [] });
    const plain = { colour: null, query: '', trackIds: [] as readonly TrackId[] };
    return this.add(`Create crate "${crate.name}"`, { ...plain, ...crate });
  }

  rename(id: CrateId, name: string): void {
    this.replace(`Rename crate to "${name}"`, { ...this.find(id), name });
  }

  recolour(id: CrateId, colour: string | null): void {
    this.replace('Colour crate', { ...this.find(id), colour });
  }

  setQuery(id: CrateId, query: string, name?: string): void {
    this.library.query({ source: { kind: 'all' }, search: query, sort: [] });
    this.replace('Change the search', { ...this.find(id), query, ...(name === undefined ? {} : { name }) });
  }

  move(id: CrateId, to: CratePlace): void {
    const parentId = to.side === 'into' ? to.of : this.find(to.of).parentId;
    const moved = { ...this.find(id), parentId };
    const others = this.library.crates.filter((crate) => crate.id !== id);
    const beside = to.side === 'into' ? -1 : others.findIndex((crate) => crate.id === to.of);
    const index = beside < 0 ? others.length : beside + (to.side === 'after' ? 1 : 0);
    const crates = [...others.slice(0, index), moved, ...others.slice(index)];
    this.library.change(`Move crate "${moved.name}"`, { crates });
  }

  remove(id: CrateId): { removed: number } {
    const gone = new Set(this.library.withBelow(id).map((crate) => crate.id));
    const crates = this.library.crates.filter((crate) => !gone.has(crate.id));
    this.library.change(`Delete crate "${this.find(id).name}"`, { crates });
    return { removed: gone.size };
  }

  duplicate(id: CrateId): { id: CrateId } {
    const original = this.find(id);
    return this.add(`Duplicate crate "${original.name}"`, { ...original, name: `${original.name} copy` });
  }

  addTracks(id: CrateId, trackIds: readonly TrackId[], position?: number): { added: number } {
    const crate = this.find(id);
    const fresh = trackIds.filter((trackId) => !crate.trackIds.includes(trackId));
    const at = position ?? crate.trackIds.length;
    const next = [...crate.trackIds.slice(0, at), ...fresh, ...crate.trackIds.slice(at)];
    if (fresh.length > 0) this.replace(`Add ${fresh.length} tracks to "${crate.name}"`, { ...crate, trackIds: next });
    return { added: fresh.length };
  }

  removeTracks(id: CrateId, trackIds: readonly TrackId[]): { removed: number } {
    const crate = this.find(id);
    const next = crate.trackIds.filter((trackId) => !trackIds.includes(trackId));
    this.replace(`Remove tracks from "${crate.name}"`, { ...crate, trackIds: next });
    return { removed: crate.trackIds.length - next.length };
  }

  removeEntry(id: CrateId, trackId: TrackId, nth: number): { removed: number } {
    const crate = this.find(id);
    const places = [...crate.trackIds.keys()].filter((index) => crate.trackIds[index] === trackId);
    const next = crate.trackIds.filter((_, index) => index !== places[nth]);
    this.replace(`Remove 1 track from "${crate.name}"`, { ...crate, trackIds: next });
    return { removed: crate.trackIds.length - next.length };
  }

  moveTracks(id: CrateId, trackIds: readonly TrackId[], position: number): void {
    const crate = this.find(id);
    const moved = crate.trackIds.filter((trackId) => trackIds.includes(trackId));
    const others = crate.trackIds.filter((trackId) => !trackIds.includes(trackId));
    const next = [...others.slice(0, position), ...moved, ...others.slice(position)];
    this.replace(`Move tracks in "${crate.name}"`, { ...crate, trackIds: next });
  }

  toSet(id: CrateId) {
    this.made += 1;
    const set = { id: inventedId(3, this.made) as SetId, name: this.find(id).name };
    const trackIds = this.library.tracksOfCrate(id);
    this.library.change(`Create set "${set.name}"`, { sets: [...this.library.sets, { ...set, trackIds }] });
    return this.library.summaries().at(-1)!;
  }

  fromSet(id: SetId): { id: CrateId } {
    const { name, trackIds } = this.library.set(id);
    return this.add(`Create crate "${name}"`, {
      kind: 'crate',
      parentId: null,
      colour: null,
      query: '',
      name,
      trackIds,
    });
  }

  private add(label: string, crate: Omit<FakeCrate, 'id'>): { id: CrateId } {
    this.made += 1;
    const id = fakeCrateId(this.made);
    this.library.change(label, { crates: [...this.library.crates, { ...crate, id }] });
    return { id };
  }

  private find(id: CrateId): FakeCrate {
    const found = this.library.crates.find((crate) => crate.id === id);
    if (!found) throw new AppError('not-found', 'This crate is no longer there.');
    return found;
  }

  private replace(label: string, next: FakeCrate): void {
    const crates = this.library.crates.map((crate) => (crate.id === next.id ? next : crate));
    this.library.change(label, { crates });
  }
}
