import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { trackNames } from '#main/storage/queries/tracks.ts';
import { openTempLibrary, trackFields } from '#test/support/temp-library.ts';

const ARTISTS = ['Moss', 'Fern', 'Moss & Fern', 'Ivy feat. Moss'] as const;
const TITLE = 'Strobe';

/** Live links that lead to an artist who is gone, and those that a track has twice. */
function faultyLinks({ raw }: LibraryDatabase): unknown[] {
  const links = 'FROM track_artists JOIN artists ON artists.id = artist_id WHERE track_artists.deleted_at IS NULL';
  return [
    ...raw.prepare(`SELECT track_artists.id, name ${links} AND artists.deleted_at IS NOT NULL`).all(),
    ...raw.prepare(`SELECT track_id, name_key ${links} GROUP BY track_id, name_key, role HAVING count(*) > 1`).all(),
  ];
}

/** The live tracks with their artists by the links. */
const credits = ({ raw }: LibraryDatabase): unknown[] =>
  raw
    .prepare(
      `SELECT tracks.id, tracks.artist, group_concat(artists.name, '+' ORDER BY position) AS names FROM tracks
      JOIN track_artists ON track_id = tracks.id AND track_artists.deleted_at IS NULL
      JOIN artists ON artists.id = artist_id WHERE tracks.deleted_at IS NULL GROUP BY tracks.id ORDER BY tracks.id`,
    )
    .all();

type By = 'user' | 'scan';

/** A scan is no step of the history. */
function write(library: LibraryDatabase, by: By, trackId: string, artist: string, first: Mutation): void {
  const mutations = [first, ...artistMutations(library, [{ trackId, artist, title: TITLE }])];
  library.mutate({ origin: by === 'scan' ? 'tag' : 'import', label: 'Step', undoable: by !== 'scan', mutations });
}

function add(library: LibraryDatabase, by: By, artist: string): string {
  const id = library.newId();
  const set = trackFields({ artist, title: TITLE });
  write(library, by, id, artist, { op: 'insert', table: 'tracks', id, set });
  return id;
}

function rename(library: LibraryDatabase, by: By, id: string, artist: string): void {
  if (trackNames(library, [id]).length === 0) return;
  write(library, by, id, artist, { op: 'update', table: 'tracks', id, set: { artist } });
}

test('redo after a scan that made the same artist credits that one', () => {
  const library = openTempLibrary();
  add(library, 'user', 'Moss');
  library.history.undo();
  add(library, 'scan', 'Moss');
  library.history.redo();
  expect(faultyLinks(library)).toEqual([]);
  expect(credits(library)).toMatchObject([{ names: 'Moss' }, { names: 'Moss' }]);
  library.history.undo();
  expect(credits(library)).toMatchObject([{ names: 'Moss' }]);
});

test('undo leaves an artist whom a scan has credited since', () => {
  const library = openTempLibrary();
  add(library, 'user', 'Moss');
  const other = add(library, 'scan', 'Moss');
  expect(library.history.undo()).toMatchObject({ done: 'Step', kept: 1 });
  expect(faultyLinks(library)).toEqual([]);
  expect(credits(library)).toEqual([{ id: other, artist: 'Moss', names: 'Moss' }]);
});

test('an undo that brings a link back brings its artist back as well', () => {
  const library = openTempLibrary();
  const track = add(library, 'scan', 'Fern');
  const artist = library.raw.prepare("SELECT id FROM artists WHERE name = 'Fern'").pluck().get() as string;
  rename(library, 'user', track, 'Ivy');
  // No part of this program takes an artist alone; another machine may once.
  const gone: Mutation = { op: 'delete', table: 'artists', id: artist };
  library.mutate({ origin: 'sync', label: 'Sync', undoable: false, mutations: [gone] });
  library.history.undo();
  expect(faultyLinks(library)).toEqual([]);
  expect(credits(library)).toContainEqual({ id: track, artist: 'Fern', names: 'Fern' });
});

test('whatever scans, edits, undo and redo come after each other, every link leads to one live artist', () => {
  const step = fc.record({
    op: fc.constantFrom('add', 'add', 'rename', 'undo', 'undo', 'redo', 'redo'),
    by: fc.constantFrom('user' as const, 'scan' as const),
    artist: fc.constantFrom(...ARTISTS),
    track: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 16 }), (steps) => {
      const library = openTempLibrary();
      const tracks: string[] = [];
      for (const { op, by, artist, track } of steps) {
        const id = tracks[track];
        if (op === 'undo' || op === 'redo') library.history[op]();
        else if (op === 'rename' && id !== undefined) rename(library, by, id, artist);
        else tracks.push(add(library, by, artist));
        expect(faultyLinks(library)).toEqual([]);
      }
      while (library.history.state().undo !== null) library.history.undo();
      expect(faultyLinks(library)).toEqual([]);
      while (library.history.state().redo !== null) library.history.redo();
      expect(faultyLinks(library)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
