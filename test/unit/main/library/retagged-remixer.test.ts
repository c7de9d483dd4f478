import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeAudioFile } from '#test/support/audio-files.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { openScannedLibrary } from '#test/support/scanned-library.ts';
import { tempFolder } from '#test/support/temp-library.ts';

test.skipIf(ffmpegPath === null)('a new remixer in the tags is told and credited; one of the user stays', async () => {
  const music = tempFolder();
  const library = openScannedLibrary();
  const path = join(music, 'remix.flac');
  const write = (remixer: string): void =>
    makeAudioFile(path, {
      hz: 777,
      tags: { title: 'Opal', artist: 'Bicep', ...(remixer !== '' && { REMIXER: remixer }) },
    });
  const state = () =>
    library.database.raw
      .prepare(
        `SELECT remixer, group_concat(artists.name, '+' ORDER BY position) AS names FROM tracks
         JOIN track_artists ON track_id = tracks.id AND track_artists.deleted_at IS NULL
         JOIN artists ON artists.id = artist_id WHERE title = 'Opal' AND tracks.deleted_at IS NULL`,
      )
      .get();
  write('');
  await library.add(music);
  expect(state()).toEqual({ remixer: '', names: 'Bicep' });
  write('Four Tet');
  await library.rescan();
  expect(state()).toEqual({ remixer: 'Four Tet', names: 'Bicep+Four Tet' });
  const id = library.rows().find(({ title }) => title === 'Opal')?.track ?? '';
  const mutations = [{ op: 'update', table: 'tracks', id, set: { remixer: 'Hammer' } }] as const;
  library.database.mutate({ origin: 'user', label: 'Edit 1 track', mutations });
  write('Someone Else');
  await library.rescan();
  expect(state()).toEqual({ remixer: 'Hammer', names: 'Bicep+Hammer' });
});
