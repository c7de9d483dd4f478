import { describe, expect, test } from 'vitest';
import { keyIndex, parseKey } from '#shared/domain/key.ts';
import { checkSet, type SetCheck } from '#shared/domain/set-checks/check-set.ts';
import type { MixRules, SetPlace } from '#shared/domain/set-checks/set-track.ts';

const RULES: MixRules = { keyRule: 'strict', keyLock: true, tempoRangePercent: 6, halfDoubleTime: true };

function camelot(text: string): number {
  const key = parseKey(text);
  if (key === null) throw new Error(`${text} is no key`);
  return keyIndex(key);
}

let made = 0;
function track(fields: Partial<Omit<SetPlace, 'key'>> & { readonly key?: string } = {}): SetPlace {
  made += 1;
  const plain: SetPlace = {
    id: `t${made}`,
    title: `T${made}`,
    bpm: 124,
    key: camelot('8A'),
    energy: 0.5,
    artists: [`a${made}`],
    song: `s${made}`,
    missing: false,
    playedHere: false,
    locked: false,
    alternatives: [],
  };
  const { key, ...rest } = fields;
  return { ...plain, ...rest, ...(key === undefined ? {} : { key: camelot(key) }) };
}

const told = (checks: readonly SetCheck[]) => checks.map(({ kind, place }) => `${kind} at ${place}`);
const check = (places: readonly SetPlace[], rules: Partial<MixRules> = {}) => checkSet(places, { ...RULES, ...rules });

test('nothing is said of an empty set, of one track, and of tracks that go together', () => {
  expect(check([])).toEqual([]);
  expect(check([track()])).toEqual([]);
  expect(check([track(), track({ key: '9A' }), track({ key: '9B' })])).toEqual([]);
});

test('what is not known of a track is not held against it', () => {
  expect(check([track(), track({ bpm: null, energy: null }), track({ bpm: 170, energy: 1, key: '8A' })])).toEqual([]);
});

describe('between neighbours', () => {
  test('keys that clash are told with both keys', () => {
    const [found] = check([track(), track({ key: '3B' })]);
    expect(found).toMatchObject({ kind: 'key-clash', place: 1, severity: 'warning', text: 'Keys clash: 8A to 3B' });
  });

  test('a diagonal is a clash for the strict rule, not for the loose one, and no rule knows no clash', () => {
    const places = [track(), track({ key: '9B' })];
    expect(told(check(places))).toEqual(['key-clash at 1']);
    expect(check(places, { keyRule: 'loose' })).toEqual([]);
    expect(check([track(), track({ key: '3B' })], { keyRule: null })).toEqual([]);
  });

  test('without key lock the key counts as it is heard', () => {
    // 5.9 % faster is a semitone up: 3A sounds as 10A.
    const places = [track({ bpm: 127 }), track({ bpm: 119.9, key: '3A' })];
    expect(told(check(places, { keyLock: true }))).toEqual(['key-clash at 1']);
    const [heard] = check([track({ bpm: 127 }), track({ bpm: 119.9 })], { keyLock: false });
    expect(heard?.text).toBe('Keys clash: 8A to 3A, as it is heard at the tempo of the track before');
  });

  test('a tempo jump is told beyond the pitch range, and half time meets', () => {
    expect(check([track(), track({ bpm: 131.4 })])).toEqual([]);
    const [found] = check([track({ bpm: 120 }), track({ bpm: 131 })]);
    expect(found).toMatchObject({ kind: 'tempo-jump', place: 1 });
    expect(found?.text).toBe('Tempo jumps from 120 to 131 BPM: 8.4 %, and the decks reach 6 %');
    expect(check([track({ bpm: 87 }), track({ bpm: 174 })])).toEqual([]);
    expect(told(check([track({ bpm: 87 }), track({ bpm: 174 })], { halfDoubleTime: false }))).toEqual([
      'tempo-jump at 1',
    ]);
  });

  test('an energy cliff is a step of more than two levels of ten', () => {
    expect(check([track({ energy: 0.5 }), track({ energy: 0.7 })])).toEqual([]);
    const [found] = check([track({ energy: 0.8 }), track({ energy: 0.3 })]);
    expect(found).toMatchObject({ kind: 'energy-cliff', text: 'Energy falls from 8 to 4 of 10' });
  });
});

describe('in the whole set', () => {
  test('an artist that comes again is noted, and a warning right after', () => {
    const places = [track({ artists: ['x'] }), track(), track({ artists: ['y', 'x'] }), track({ artists: ['y'] })];
    expect(check(places).map(({ kind, place, severity }) => [kind, place, severity])).toEqual([
      ['same-artist', 2, 'note'],
      ['same-artist', 3, 'warning'],
    ]);
  });

  test('another version of a song is told instead of its artist', () => {
    const twin = { artists: ['x'], song: 'x strobe' };
    const [found, ...others] = check([track({ ...twin, title: 'Strobe' }), track(), track(twin)]);
    expect(found).toMatchObject({ kind: 'same-song', place: 2 });
    expect(found?.text).toBe('Another version of this song is in the set already, at 1, "Strobe"');
    expect(others).toEqual([]);
  });

  test('a missing file is located, replaced by what is parked, or removed', () => {
    const parked = track();
    const [found] = check([track({ missing: true, alternatives: [parked] })]);
    expect(found?.mends).toEqual([{ kind: 'locate' }, { kind: 'swap', alternativeId: parked.id }, { kind: 'remove' }]);
  });

  test('what was played here the last time is noted', () => {
    expect(told(check([track({ playedHere: true })]))).toEqual(['played-here at 0']);
  });
});

describe('mends', () => {
  test('a track that clashes is moved to the nearest place where it does not', () => {
    const places = [
      track(),
      track({ key: '3B' }),
      track(),
      track({ key: '9A' }),
      track({ key: '3B' }),
      track({ key: '4B' }),
    ];
    const clash = check(places).find(({ place }) => place === 1);
    expect(clash?.mends[0]).toEqual({ kind: 'move', position: 3 });
    const moved = places.toSpliced(1, 1).toSpliced(3, 0, places[1] ?? track());
    expect(check(moved).length).toBeLessThan(check(places).length);
  });

  test('a locked track is not moved, and a parked one that goes better is offered', () => {
    const better = track({ key: '8B' });
    const places = [track(), track({ key: '3B', locked: true, alternatives: [track({ key: '2B' }), better] }), track()];
    expect(check(places)[0]?.mends).toEqual([{ kind: 'swap', alternativeId: better.id }, { kind: 'bridge' }]);
  });

  test('every move that is offered makes the set better', () => {
    const keys = ['8A', '3B', '9A', '2A', '8B', '12A', '7A', '5B', '9B', '1A'];
    const places = keys.map((key, index) =>
      track({ key, bpm: 118 + ((index * 7) % 15), energy: ((index * 3) % 10) / 10 }),
    );
    const warnings = (of: readonly SetPlace[]) => check(of).filter(({ severity }) => severity === 'warning').length;
    const moves = check(places).flatMap(({ place, mends }) =>
      mends.flatMap((mend) => (mend.kind === 'move' ? [{ place, position: mend.position }] : [])),
    );
    expect(moves.length).toBeGreaterThan(3);
    for (const { place, position } of moves) {
      const [one] = places.slice(place);
      const moved = places.toSpliced(place, 1).toSpliced(position, 0, one ?? track());
      expect(warnings(moved)).toBeLessThan(warnings(places));
    }
  });
});
