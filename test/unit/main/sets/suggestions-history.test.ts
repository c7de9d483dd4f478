import { beforeEach, describe, expect, test } from 'vitest';
import { createSetsService } from '#main/sets/create-sets-service.ts';
import type { SetId, TrackId } from '#shared/contract/ids.ts';
import { addPlays } from '#test/support/plays.ts';
import { reasonOf, SuggestLibrary, titlesOf } from '#test/support/suggest-library.ts';

let on: SuggestLibrary;

beforeEach(() => {
  on = new SuggestLibrary();
});

describe('history', () => {
  test('ranks, and says when; what it names comes although its key is not known', async () => {
    const [playing, often, unknown] = on.add(
      ['Playing', '8A', 126],
      ['Often', '9A', 128],
      ['No key', null, null],
      ['Same', '8A', 126],
      ['No key either', null, null],
    ) as [TrackId, TrackId, TrackId];
    expect((await on.titles(playing))[0]).toBe('Same');
    addPlays(on.database, [
      { day: '2026-09-01', tracks: [playing, often, unknown] },
      { day: '2026-10-01', tracks: [playing, often, unknown] },
    ]);
    const list = await on.after(playing);
    expect(titlesOf(list)).toEqual(['Often', 'Same', 'No key']);
    expect(reasonOf(list, 'Often', 'history')).toBe('You played it right after this one twice, last on 1 Oct 2026');
    expect(reasonOf(list, 'Often', 'plays')).toBe('Played in 2 sessions');
    expect(reasonOf(list, 'No key', 'history')).toBe('Near this one in 2 of your sessions, last on 1 Oct 2026');
    expect(reasonOf(list, 'No key', 'key')).toBe('Key unknown: not counted');
    expect(await on.titles(playing, { neverPlayed: true })).toEqual(['Same']);
  });

  test('a group that does not count changes the order at once', async () => {
    const [playing, often] = on.add(['Playing', '8A', 126], ['Often', '9A', 127], ['Same', '8A', 126]) as [
      TrackId,
      TrackId,
    ];
    addPlays(on.database, [
      { day: '2026-10-01', tracks: [playing, often] },
      { day: '2026-10-08', tracks: [playing, often] },
    ]);
    expect((await on.titles(playing))[0]).toBe('Often');
    expect((await on.titles(playing, { factors: { history: 0, plays: 0 } }))[0]).toBe('Same');
  });

  test('what another program has counted is played, if nobody knows when', async () => {
    const [playing, counted] = on.add(['Playing', '8A', 126], ['Counted', '8A', 126], ['New', '8A', 126]) as [
      TrackId,
      TrackId,
    ];
    const set = { play_count: 5 };
    on.database.mutate({
      origin: 'import',
      label: 'x',
      mutations: [{ op: 'update', table: 'tracks', id: counted, set }],
    });
    expect(reasonOf(await on.after(playing), 'Counted', 'plays')).toBe('Played 5 times, it is not known when');
    expect(await on.titles(playing, { neverPlayed: true })).toEqual(['New']);
  });

  test('sets are history as well, and a set of which plays are known counts once', async () => {
    const [playing, next] = on.add(['Playing', '8A', 126], ['Next', '9A', 130], ['Same', '8A', 126]) as [
      TrackId,
      TrackId,
    ];
    createSetsService(on.database).create('Saturday', [playing, next]);
    expect(titlesOf(await on.after(playing))[0]).toBe('Next');
  });

  test('an imported tracklist is history, told apart from what was played', async () => {
    const [playing, , next] = on.add(['Playing', '8A', 126], ['Other', '9A', 130], ['Next', '9A', 130]) as [
      TrackId,
      TrackId,
      TrackId,
    ];

    const [id, list] = [on.database.newId(), { name: 'Tessera @ Cellar 2026-10-01', parent_id: null, position: 1 }];
    on.database.mutate({
      origin: 'import',
      label: 'x',
      mutations: [
        {
          op: 'insert',
          table: 'crates',
          id,
          set: { ...list, kind: 'crate', query: '', colour: null, is_tracklist: 1 },
        },
        ...[playing, next].map((track_id, position) => {
          const set = { crate_id: id, track_id, position };
          return { op: 'insert' as const, table: 'crate_tracks' as const, id: on.database.newId(), set };
        }),
      ],
    });
    const found = await on.after(playing);
    expect(titlesOf(found)).toEqual(['Next', 'Other']);
    expect(reasonOf(found, 'Next', 'history')).toBe('Right after this one in a tracklist');
    expect(await on.titles(playing, { neverPlayed: true })).toEqual(['Next', 'Other']);
  });

  test('days that lie ahead, times that are none and the same play told twice do no harm', async () => {
    const [playing, next] = on.add(['Playing', '8A', 126], ['Next', '9A', 130]) as [TrackId, TrackId];
    addPlays(on.database, [
      { day: '2031-01-01', tracks: [playing, next] },
      { day: '2031-01-01', tracks: [playing, next], source: 'other' },
    ]);
    on.database.raw
      .prepare("UPDATE plays SET played_at = 'yesterday' WHERE source = 'other' AND track_id = ?")
      .run(next);
    expect(reasonOf(await on.after(playing), 'Next', 'history')).toBe(
      'You played it right after this one once, last on 20 Nov 2026',
    );
  });
});

describe('a place in a set', () => {
  let setId: SetId;
  let ids: TrackId[];
  beforeEach(() => {
    ids = on.add(
      ['First', '8A', 126],
      ['Last', '10A', 126],
      ['Both', '9A', 126],
      ['Only after the first', '7A', 126],
      ['Only before the last', '11A', 126],
    );
    setId = createSetsService(on.database).create('Saturday', ids.slice(0, 2)).id;
  });

  test('between two tracks, what goes with both; at the ends, what goes with the one', async () => {
    const between = await on.at({ kind: 'gap', setId, position: 1 });
    expect(titlesOf(between)).toEqual(['Both']);
    expect(reasonOf(between, 'Both', 'key')).toBe('A fifth up (8A to 9A); then a fifth up (9A to 10A)');
    expect(titlesOf(await on.at({ kind: 'gap', setId, position: 2 })).toSorted()).toEqual([
      'Both',
      'Only before the last',
    ]);
    const opening = await on.at({ kind: 'gap', setId, position: 0 });
    expect(titlesOf(opening).toSorted()).toEqual(['Both', 'Only after the first']);
    expect(reasonOf(opening, 'Both', 'key')).toBe('A fourth up (9A to 8A)');
    // A place behind the end is the end.
    expect(titlesOf(await on.at({ kind: 'gap', setId, position: 99 }))).toHaveLength(2);
  });

  test('of an empty set there is nothing to go by, and it says so', async () => {
    const empty = createSetsService(on.database).create('Empty', []).id;
    await expect(on.at({ kind: 'gap', setId: empty, position: 0 })).rejects.toThrow('put a first track into it');
  });
});
