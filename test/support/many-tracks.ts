import type { Mutation, RowFields } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { createNoise } from './signals.ts';
import { fileFields, trackFields } from './library-rows.ts';

const WORDS = 'deep night acid love solar moon city dub echo rain fire gold dream water shadow pulse'.split(' ');
const GENRES = ['House', 'Tech House', 'Techno', 'Drum & Bass', 'Trance', 'Disco', 'Breaks', 'Ambient'];

/** Invented tracks, the same on every machine: `count` of them with files, keys, tempos and energies. */
export function inventTracks(count: number, seed = 1): RowFields<'tracks'>[] {
  const noise = createNoise(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(((noise() + 1) / 2) * items.length)] as Item;
  const between = (low: number, high: number): number => low + ((noise() + 1) / 2) * (high - low);
  return Array.from({ length: count }, (_, n) =>
    trackFields({
      title: `${pick(WORDS)} ${pick(WORDS)} ${n}`,
      artist: `${pick(WORDS)} ${pick(WORDS)}`,
      album: `${pick(WORDS)} ${Math.floor(between(1, 400))}`,
      genre: pick(GENRES),
      label: pick(WORDS),
      comment: '',
      year: Math.floor(between(1985, 2026)),
      rating: Math.floor(between(0, 5.99)),
      duration_seconds: between(120, 540),
      bpm: Math.round(between(85, 180) * 100) / 100,
      key_index: Math.floor(between(0, 23.99)),
      energy: between(0, 1),
      loudness_lufs: between(-16, -6),
      added_at: new Date(Date.UTC(2020, 0, 1) + n * 3_600_000).toISOString(),
    }),
  );
}

/** Writes tracks, each with a present file. @returns Their ids in order. */
export function addTracks(database: LibraryDatabase, tracks: readonly RowFields<'tracks'>[]): string[] {
  const ids = tracks.map(() => database.newId());
  const mutations = tracks.flatMap((set, index): Mutation[] => {
    const id = ids[index] ?? '';
    return [
      { op: 'insert', table: 'tracks', id, set },
      { op: 'insert', table: 'files', id: database.newId(), set: fileFields(id) },
    ];
  });
  database.mutate({ origin: 'tag', label: 'Import', mutations });
  return ids;
}
