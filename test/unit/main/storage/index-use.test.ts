import { expect, test } from 'vitest';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { bestFileOfTrack, filesByContent, filesOfFolderAfter, findFileByPath } from '#main/storage/queries/files.ts';
import { entriesOfSet } from '#main/storage/queries/sets.ts';
import { artistsOfTracks, findArtistsByKey } from '#main/storage/queries/track-artists.ts';
import { overheardLibrary } from '#test/support/overheard-library.ts';

test.each<readonly [string, string, (library: LibraryDatabase) => unknown]>([
  ['a file by its path', 'files_path', (library) => findFileByPath(library, '/music/a.mp3')],
  ['the files of a folder', 'files_folder', (library) => filesOfFolderAfter(library, 'id', -1, 10)],
  ['files of the same sound', 'files_content_hash', (library) => filesByContent(library, 'hash')],
  ['the file of a track', 'files_track', (library) => bestFileOfTrack(library, 'id')],
  ['artists by name', 'artists_name_key', (library) => findArtistsByKey(library, ['a', 'b'])],
  ['the artists of tracks', 'track_artists_track', (library) => artistsOfTracks(library, ['a', 'b'])],
  ['the entries of a set', 'set_entries_set', (library) => entriesOfSet(library, 'id')],
])('%s: found by %s, without a pass over a table', (_name, index, ask) => {
  const { library, plans } = overheardLibrary();
  ask(library);
  expect(plans.join('\n')).toContain(index);
  // A list given with the question (json_each) is no table.
  expect(plans.filter((step) => step.startsWith('SCAN') && !/VIRTUAL TABLE|CONSTANT ROW/.test(step))).toEqual([]);
});
