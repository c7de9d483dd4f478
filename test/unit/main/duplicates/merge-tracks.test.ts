import { beforeEach, describe, expect, test } from 'vitest';
import { createFingerprintStore } from '#main/duplicates/fingerprint-store.ts';
import { decide } from '#main/duplicates/decide.ts';
import { trackGroups } from '#main/duplicates/groups.ts';
import { mergeTracks } from '#main/duplicates/merge/merge-tracks.ts';
import { otherVersions } from '#main/duplicates/versions.ts';
import type { MatchedPair } from '#main/duplicates/match/match-messages.ts';
import { artistMutations } from '#main/library/track-artist-mutations.ts';
import type { Mutation } from '#main/storage/mutation.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { addTracks } from '#test/support/many-tracks.ts';
import { manualClock, openTempLibrary, setFields, trackFields } from '#test/support/temp-library.ts';

let database: LibraryDatabase;
let kept: TrackId;
let other: TrackId;
let third: TrackId;

const grid = (start: number) =>
  JSON.stringify({ beatsPerBar: 4, segments: [{ startSeconds: start, bpm: 120, firstBeatNumber: 1 }] });

beforeEach(() => {
  database = openTempLibrary();
  const ids = addTracks(database, [
    trackFields({
      title: 'Strobe',
      comment: 'Opener',
      rating: 2,
      play_count: 3,
      added_at: '2024-05-01T00:00:00.000Z',
      grid: grid(0.5),
    }),
    trackFields({
      title: 'Strobe (1)',
      comment: 'Warm',
      rating: 5,
      play_count: 4,
      added_at: '2022-05-01T00:00:00.000Z',
      grid: grid(0.73),
      composer: 'J. Zimmerman',
    }),
    trackFields({ title: 'Strobe (2)', comment: 'Opener', label: '' }),
  ]);
  [kept, other, third] = ids.map((id) => TrackId.parse(id)) as [TrackId, TrackId, TrackId];
});

const write = (...mutations: Mutation[]) => database.mutate({ origin: 'user', label: 'Prepare', mutations });
const rows = (sql: string) => database.raw.prepare(sql).raw().all();
const insert = (table: 'crate_tracks' | 'set_entries' | 'plays' | 'track_tags' | 'cue_points', set: object): Mutation =>
  ({ op: 'insert', table, id: database.newId(), set }) as Mutation;

function keepPairs(...pairs: Partial<MatchedPair>[]): void {
  createFingerprintStore(database, manualClock()).keepPairs(
    pairs.map((pair) => ({ trackId: kept, otherId: other, by: 'sound', likeness: 0.99, offsetSeconds: 0, ...pair })),
  );
}

/** A crate, a set and a tag with the other track in them; the crate has the kept one as well. */
function prepare(): void {
  const [crate, set, tag] = [database.newId(), database.newId(), database.newId()];
  write(
    {
      op: 'insert',
      table: 'crates',
      id: crate,
      set: { name: 'Crate', parent_id: null, position: 1, kind: 'crate', query: '', colour: null },
    },
    { op: 'insert', table: 'sets', id: set, set: setFields('Set') },
    { op: 'insert', table: 'tags', id: tag, set: { name: 'peak', colour: null, position: 1 } },
    insert('crate_tracks', { crate_id: crate, track_id: kept, position: 1 }),
    insert('crate_tracks', { crate_id: crate, track_id: other, position: 2 }),
    insert('set_entries', { set_id: set, track_id: other, position: 7, notes: 'loud' }),
    insert('track_tags', { track_id: other, tag_id: tag }),
    insert('plays', {
      track_id: other,
      played_at: '2025-01-01T22:00:00.000Z',
      set_id: null,
      source: 'rekordbox',
      session: '',
      deck: null,
      duration_seconds: null,
    }),
    insert('cue_points', {
      track_id: other,
      kind: 'hot',
      role: 'cue',
      slot: 2,
      start_seconds: 32.23,
      end_seconds: null,
      name: 'Drop',
      colour: null,
    }),
  );
}

const STATE = ['tracks', 'files', 'crate_tracks', 'set_entries', 'plays', 'track_tags', 'cue_points', 'track_pairs'];
const everything = () =>
  STATE.map((table) =>
    rows(`SELECT * FROM ${table} WHERE deleted_at IS NULL ORDER BY id`).map((row) =>
      JSON.stringify(row).replaceAll(/"\{.*?\}"|\d{4}-\d\d-\d\dT[\d:.]+Z/g, ''),
    ),
  );

describe('merging', () => {
  test('adds up how often the tracks were played, each by what counts of it', () => {
    const play = (day: number) =>
      insert('plays', {
        track_id: other,
        played_at: `2025-01-0${day}T22:00:00.000Z`,
        set_id: null,
        source: 'traktor',
        session: '',
        deck: null,
        duration_seconds: null,
      });
    write(...[1, 2, 3, 4, 5, 6].map(play));
    mergeTracks(database, kept, [other, third]);
    // 3 and 6 known plays, of which a program has counted 4.
    expect(rows('SELECT play_count, last_played_at FROM tracks WHERE deleted_at IS NULL ')).toEqual([
      [9, '2025-01-06T22:00:00.000Z'],
    ]);
  });

  test('gives the kept track everything, and takes the others out of the library', () => {
    prepare();
    keepPairs({ offsetSeconds: 0.25 });
    expect(mergeTracks(database, kept, [other, third])).toEqual({ merged: 2 });
    expect(rows('SELECT title FROM tracks WHERE deleted_at IS NULL')).toEqual([['Strobe']]);
    expect(rows('SELECT rating, play_count, comment, added_at, composer FROM tracks WHERE deleted_at IS NULL')).toEqual(
      [[5, 7, 'Opener\nWarm', '2022-05-01T00:00:00.000Z', 'J. Zimmerman']],
    );
    expect(rows('SELECT DISTINCT track_id FROM files WHERE deleted_at IS NULL')).toEqual([[kept]]);
    expect(rows('SELECT path FROM files WHERE deleted_at IS NULL')).toHaveLength(3);
    expect(rows('SELECT track_id, position FROM crate_tracks WHERE deleted_at IS NULL')).toEqual([[kept, 1]]);
    expect(rows('SELECT track_id, position, notes FROM set_entries WHERE deleted_at IS NULL')).toEqual([
      [kept, 7, 'loud'],
    ]);
    expect(rows('SELECT track_id FROM track_tags WHERE deleted_at IS NULL')).toEqual([[kept]]);
    expect(rows('SELECT track_id, source FROM plays WHERE deleted_at IS NULL')).toEqual([[kept, 'rekordbox']]);
  });

  test('puts cues where the beats of the kept recording are: the grids say to the millisecond what fingerprints say roughly', () => {
    prepare();
    keepPairs({ offsetSeconds: 0.25 });
    mergeTracks(database, kept, [other]);
    const [[slot, start] = []] = rows(`SELECT slot, start_seconds FROM cue_points WHERE track_id = '${kept}'`) as [
      number,
      number,
    ][];
    expect(slot).toBe(2);
    expect(start).toBeCloseTo(32, 6); // 0.23 s later, by its first beat
  });

  test('is one step for undo, which brings back all as it was, and redo does it again', () => {
    prepare();
    keepPairs({});
    const before = everything();
    mergeTracks(database, kept, [other, third]);
    const after = everything();
    expect(database.history.state().undo).toBe('Merge 3 tracks into "Strobe"');
    database.history.undo();
    expect(everything()).toEqual(before);
    expect(database.history.state().undo).toBe('Prepare');
    database.history.redo();
    expect(everything()).toEqual(after);
  });

  test('what the user said of the others counts for the kept one', () => {
    const [fourth] = addTracks(database, [trackFields({ title: 'Strobe (Live)' })]).map((id) => TrackId.parse(id));
    decide(database, [other, fourth as TrackId], 'version');
    decide(database, [kept, other], 'different');
    mergeTracks(database, kept, [other]);
    expect(rows('SELECT track_id, other_id, relation FROM track_pairs WHERE deleted_at IS NULL').flat()).toEqual(
      expect.arrayContaining([kept, fourth, 'version']),
    );
    expect(rows('SELECT 1 FROM track_pairs WHERE deleted_at IS NULL')).toHaveLength(1);
  });

  test('a track that is gone, or the kept one itself, is refused and nothing is written', () => {
    const before = database.revision();
    expect(() => mergeTracks(database, kept, [kept])).toThrow('itself');
    expect(() => mergeTracks(database, kept, [TrackId.parse(database.newId())])).toThrow('no longer in the library');
    expect(database.revision()).toBe(before);
  });
});

describe('groups', () => {
  test('join chains of pairs, and are as sure as their weakest pair', () => {
    keepPairs({}, { trackId: other, otherId: third, by: 'name', likeness: 0.5 });
    expect(trackGroups(database)).toEqual([
      { id: [kept, other, third].sort()[0], trackIds: [kept, other, third].sort(), by: 'name', likeness: 0.5 },
    ]);
  });

  test('never hold two versions of one song, though a third sounds like both, nor two that the user told apart', () => {
    const [live] = addTracks(database, [trackFields({ title: 'Strobe (Live)' })]);
    keepPairs({ otherId: third, likeness: 0.98 }, { trackId: third, otherId: live ?? '', likeness: 0.95 });
    expect(trackGroups(database).map(({ trackIds }) => trackIds)).toEqual([[kept, third].sort()]);
    keepPairs({ likeness: 0.98 }, { trackId: other, otherId: third, likeness: 0.95 });
    decide(database, [kept, third], 'different');
    expect(trackGroups(database).map(({ trackIds }) => trackIds)).toEqual([[kept, other].sort()]);
  });

  test('of tracks that the user has told apart are gone, until undo', () => {
    keepPairs({});
    decide(database, [kept, other], 'different');
    expect(trackGroups(database)).toEqual([]);
    expect(database.history.state().undo).toBe('Not duplicates');
    database.history.undo();
    expect(trackGroups(database)).toHaveLength(1);
    decide(database, [other, kept], 'version');
    expect(trackGroups(database)).toEqual([]);
    expect(otherVersions(database, kept).map(({ track, by }) => [track.title, by])).toEqual([['Strobe (1)', 'user']]);
  });
});

test('versions are the other mixes of the same song by the same artist', () => {
  const titles = ['Strobe (Radio Edit)', 'Strobe (Dimension Remix)', 'Ghosts n Stuff', 'Strobe (Original Mix)'];
  const tracks = titles.map((title) => trackFields({ title }));
  const ids = addTracks(database, [...tracks, trackFields({ title: 'Strobe (Live)', artist: 'Somebody Else' })]);
  const texts = database.raw
    .prepare<[], { trackId: string; artist: string; title: string }>('SELECT id AS trackId, artist, title FROM tracks')
    .all();
  database.mutate({ origin: 'tag', label: 'Artists', mutations: artistMutations(database, texts) });
  expect(otherVersions(database, kept).map(({ track, version, by }) => [track.title, version, by])).toEqual([
    ['Strobe (Dimension Remix)', 'Dimension Remix', 'name'],
    ['Strobe (Radio Edit)', 'Radio Edit', 'name'],
  ]);
  decide(database, [kept, TrackId.parse(ids[1])], 'different');
  expect(otherVersions(database, kept)).toHaveLength(1);
});
