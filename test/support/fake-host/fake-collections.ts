import type { Crate } from '#shared/contract/crates.ts';
import type { CrateId, TagId, TrackId } from '#shared/contract/ids.ts';
import type { TrackTag } from '#shared/contract/track-tags.ts';
import type { TrackDetail } from '#shared/contract/tracks.ts';
import { inventedId } from './invented-tracks.ts';

/** A crate with its tracks; crates of one folder stand in the order of the array. */
export interface FakeCrate extends Omit<Crate, 'trackCount'> {
  readonly trackIds: readonly TrackId[];
}

export const fakeCrateId = (number: number): CrateId => inventedId(4, number) as CrateId;
export const fakeTagId = (number: number): TagId => inventedId(5, number) as TagId;

function crate(number: number, name: string, set: Partial<FakeCrate> = {}): FakeCrate {
  const plain = { parentId: null, kind: 'crate', colour: null, query: '', trackIds: [] } as const;
  return { id: fakeCrateId(number), name, ...plain, ...set };
}

/** `deep` folders, each in the one before, as large collections from other programs have them. */
function inventDeep(deep: number): FakeCrate[] {
  return Array.from({ length: deep }, (_, n) =>
    crate(1000 + n, `Level ${n + 1}`, { kind: 'folder', parentId: n % 50 === 0 ? null : fakeCrateId(999 + n) }),
  );
}

export function inventCrates(ids: readonly TrackId[], deep: number): FakeCrate[] {
  if (ids.length < 30) return [];
  const house = fakeCrateId(1);
  return [
    crate(1, 'House nights', { kind: 'folder' }),
    crate(2, 'Openers', { parentId: house, colour: '#37b6c4', trackIds: ids.slice(3, 10) }),
    crate(3, 'Basement', { parentId: house, kind: 'folder' }),
    crate(4, 'Long blends', { parentId: fakeCrateId(3), trackIds: ids.slice(8, 20) }),
    crate(5, 'Around 125', { parentId: house, kind: 'smart', query: 'bpm:123-127' }),
    crate(6, 'To sort', { trackIds: ids.slice(20, 25) }),
    crate(7, 'Nothing in it'),
    ...inventDeep(deep),
  ];
}

export function inventTags(): TrackTag[] {
  return [
    { id: fakeTagId(1), name: 'Floor filler', colour: '#e0433f' },
    { id: fakeTagId(2), name: 'Sunrise', colour: '#e8c638' },
    { id: fakeTagId(3), name: 'Vinyl rip', colour: null },
  ];
}

/** Some tracks have some of the tags. */
export function withTags(tracks: readonly TrackDetail[], tags: readonly TrackTag[]): TrackDetail[] {
  return tracks.map((track, index) => ({ ...track, tags: tags.filter((_, n) => index % (n + 3) === 1) }));
}
