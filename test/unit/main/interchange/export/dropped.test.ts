import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createExportService } from '#main/interchange/export/export-service.ts';
import { writeLibrary } from '#main/interchange/export/write-library.ts';
import type { InterchangeLibrary, PlaylistNode } from '#main/interchange/model.ts';
import { CrateId } from '#shared/contract/ids.ts';
import type { ExportFormat } from '#shared/contract/interchange.ts';
import { foreignCue, foreignMarker, foreignTrack } from '#test/support/import-bench.ts';
import { manualClock, openTempLibrary, tempFolder, trackFields } from '#test/support/temp-library.ts';

const uuid = '0192f0c4-0000-7000-8000-000000000000';
const loop = foreignCue({ type: 'loop', slot: null, startSeconds: 3, endSeconds: 5 });
const track = (id: string) => foreignTrack(id, { cues: [foreignCue(), loop], grid: [foreignMarker()] });
const list = (name: string, ...trackIds: readonly string[]): PlaylistNode => ({ kind: 'playlist', name, trackIds });
const play = { trackId: '1', startedAt: '2024-01-01T22:00:00', durationSeconds: null, deck: null, session: '' };

async function droppedOf(format: ExportFormat, content: Partial<InterchangeLibrary>) {
  const library = { tracks: ['1', '2', '3'].map(track), playlists: [], plays: [play], ...content };
  const path = join(tempFolder(), 'out');
  return (await writeLibrary(library, { path, format, replace: false, title: 'Set', nowMs: 0, uuid })).dropped;
}

describe('what is counted as left out', () => {
  test('of crates: all that tracks have beside their paths, and tracks in no crate', async () => {
    expect(await droppedOf('serato', {})).toMatchObject({
      'track.outside-lists': 3,
      'cue.cue': 3,
      'cue.loop': 3,
      'track.grid': 3,
      'track.title': 3,
      'track.artist': 3,
      play: 1,
    });
    const inOne = await droppedOf('serato', { playlists: [list('A', '1', '2')] });
    expect(inOne).toMatchObject({ 'track.outside-lists': 1, 'cue.cue': 3 });
    expect(inOne).not.toHaveProperty('track.path');
  });

  test.each(['m3u8', 'cue', 'txt'] as const)(
    'of %s: tracks in no list, lists that become one, plays',
    async (format) => {
      const folder: PlaylistNode = { kind: 'folder', name: 'F', children: [list('A', '1'), list('B', '2')] };
      expect(await droppedOf(format, { playlists: [folder] })).toMatchObject({
        'track.outside-lists': 1,
        'playlist.merged': 2,
        folder: 1,
        play: 1,
        'cue.loop': 3,
        'track.grid': 3,
      });
      const all = await droppedOf(format, { playlists: [] });
      for (const what of ['track.outside-lists', 'playlist.merged', 'folder']) expect(all).not.toHaveProperty([what]);
    },
  );

  test.each(['rekordbox-xml', 'traktor-nml', 'engine', 'serato', 'm3u8', 'cue', 'txt'] as const)(
    'of %s: the artist of the album, which it has no place for',
    async (format) => {
      const tracks = [foreignTrack('1', { albumArtist: 'Various' }), foreignTrack('2')];
      expect(await droppedOf(format, { tracks, playlists: [list('A', '1', '2')] })).toMatchObject({
        'track.albumArtist': 1,
      });
    },
  );

  test('of a table: lists, but for the one that it is', async () => {
    expect(await droppedOf('csv', { playlists: [list('A', '2', '1'), list('B')] })).toMatchObject({
      playlist: 2,
      play: 1,
    });
    expect(await droppedOf('csv', { playlists: [list('A', '2', '1', '3')] })).toMatchObject({ playlist: 1 });
    expect(await droppedOf('csv', { playlists: [list('A', '1', '2', '3')] })).not.toHaveProperty('playlist');
  });

  test('of the library: own tags, searches and colours of crates', async () => {
    const database = openTempLibrary();
    const [track, tag, crate, folder] = [1, 2, 3, 4].map(() => database.newId()) as [string, string, string, string];
    const crateFields = { kind: 'smart', query: 'deep', colour: '#28e214', position: 1 } as const;
    database.mutate({
      origin: 'user',
      label: 'Set up',
      mutations: [
        { op: 'insert', table: 'tracks', id: track, set: trackFields({ album_artist: 'Various' }) },
        { op: 'insert', table: 'tags', id: tag, set: { name: 'Peak', colour: null, position: 1 } },
        { op: 'insert', table: 'track_tags', id: database.newId(), set: { track_id: track, tag_id: tag } },
        {
          op: 'insert',
          table: 'crates',
          id: folder,
          set: { name: 'F', parent_id: null, position: 1, kind: 'folder', query: '', colour: null },
        },
        { op: 'insert', table: 'crates', id: crate, set: { name: 'S', parent_id: folder, ...crateFields } },
      ],
    });
    const exports = createExportService({
      database,
      clock: manualClock(),
      newUuid: () => uuid,
      writeLibrary,
      smartTracks: () => Promise.resolve([track]),
      transitions: () => Promise.resolve(new Map()),
    });
    const scopes = [{ kind: 'all' }, { kind: 'crate', id: CrateId.parse(folder) }] as const;
    for (const [index, scope] of scopes.entries()) {
      const path = join(tempFolder(), `${index}.xml`);
      const { dropped } = await exports.export({
        format: 'rekordbox-xml',
        scope,
        path,
        replace: false,
      });
      for (const what of ['tag', 'track.albumArtist', 'crate.query', 'crate.colour']) {
        expect(dropped).toContainEqual({ what, count: 1 });
      }
    }
  });
});
