import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { artistNameKey, parseTrackArtists, splitArtistNames } from '#shared/domain/artist-names.ts';

test('plain letters go a shorter way to the same key', () => {
  // A mark that stands for nothing sends the name the long way; all marks are left out in the end.
  const longWay = (name: string): string => artistNameKey(`${name}\u0301`);
  const letters = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });
  const signs = fc
    .array(fc.constantFrom('A', 'b', '&', '+', '-', '_', ' ', '  ', "'", '!', '7'), { maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(fc.property(fc.oneof(letters, signs), (name) => artistNameKey(name) === longWay(name)));
});

describe('splitting a list of artists', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Bicep', ['Bicep']],
    ['Skrillex; Boys Noize', ['Skrillex', 'Boys Noize']],
    ['Fisher / Chris Lake', ['Fisher', 'Chris Lake']],
    ['Solardo x Eli Brown', ['Solardo', 'Eli Brown']],
    ['Solardo × Eli Brown', ['Solardo', 'Eli Brown']],
    ['Armin van Buuren vs. Vini Vici', ['Armin van Buuren', 'Vini Vici']],
    ['Ben Klock b2b Marcel Dettmann', ['Ben Klock', 'Marcel Dettmann']],
    ['Fred again.., Skrillex & Four Tet', ['Fred again..', 'Skrillex', 'Four Tet']],
    ['Calvin Harris & Dua Lipa', ['Calvin Harris', 'Dua Lipa']],
    ['Calvin Harris, calvin harris', ['Calvin Harris']],
    // Names that hold a separator.
    ['Simon & Garfunkel', ['Simon & Garfunkel']],
    ['Camo & Krooked', ['Camo & Krooked']],
    ['Sigma & Someone', ['Sigma & Someone']],
    ['Nick Cave & The Bad Seeds', ['Nick Cave & The Bad Seeds']],
    ['Bob Marley & The Wailers', ['Bob Marley & The Wailers']],
    ['Earth, Wind & Fire', ['Earth, Wind & Fire']],
    ['Earth, Wind & Fire, The Emotions', ['Earth, Wind & Fire', 'The Emotions']],
    ['Earth, Wind & Fire vs Above & Beyond', ['Earth, Wind & Fire', 'Above & Beyond']],
    ['Earth, Wind & Fireworks', ['Earth', 'Wind', 'Fireworks']],
    ['Tyler, The Creator', ['Tyler, The Creator']],
    ['Coheed and Cambria', ['Coheed and Cambria']],
    ['AC/DC', ['AC/DC']],
    ['Jamie xx', ['Jamie xx']],
    ['Lil Nas X', ['Lil Nas X']],
    ['Axwell /\\ Ingrosso', ['Axwell /\\ Ingrosso']],
    ['', []],
    [' , ; ', []],
  ];
  test.each(cases)('%j', (text, names) => {
    expect(splitArtistNames(text)).toEqual(names);
  });
});

describe('guests', () => {
  const guests = (artist: string, title: string) => {
    const { main, featured } = parseTrackArtists({ artist, title });
    return { main, featured };
  };
  test.each(['feat.', 'feat', 'ft.', 'ft', 'featuring', 'Feat.', 'FT.'])('%s in the artist', (word) => {
    expect(guests(`Disclosure ${word} Sam Smith`, 'Latch')).toEqual({ main: ['Disclosure'], featured: ['Sam Smith'] });
  });
  test.each([
    'Latch (feat. Sam Smith)',
    'Latch [ft. Sam Smith]',
    'Latch featuring Sam Smith',
    'Latch (with Sam Smith)',
  ])('%s', (title) => {
    expect(guests('Disclosure', title)).toEqual({ main: ['Disclosure'], featured: ['Sam Smith'] });
  });
  test('a list of guests is split, a guest who is a main artist is not listed twice', () => {
    expect(guests('A feat. Nas & Damian Marley, B', 'T (feat. a & C)')).toEqual({
      main: ['A'],
      featured: ['Nas', 'Damian Marley', 'B', 'C'],
    });
  });
  test('words that only begin like it are no guests', () => {
    expect(guests('Daft Punk', 'Feature Film (With You)').featured).toEqual(['You']);
    expect(guests('Little Feat', 'Dixie Chicken')).toEqual({ main: ['Little Feat'], featured: [] });
    expect(guests('Defeater', 'Softly')).toEqual({ main: ['Defeater'], featured: [] });
  });
  test('names that the tag keeps apart are not split again', () => {
    const { main } = parseTrackArtists({ artist: 'X', title: 'T', artists: ['Earth, Wind & Water', 'B feat. C'] });
    expect(main).toEqual(['Earth, Wind & Water', 'B']);
  });
});

describe('remixers', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['Opus (Four Tet Remix)', ['Four Tet']],
    ['Opus [Four Tet Edit]', ['Four Tet']],
    ['Opus (Kölsch Extended Remix)', ['Kölsch']],
    ['Opus (Purple Disco Machine Extended Remix)', ['Purple Disco Machine']],
    ["Spin Spin Sugar (Armand's Dark Garage Mix)", ['Armand']],
    ['Opus (Sasha & John Digweed Remix)', ['Sasha', 'John Digweed']],
    ['Opus (Above & Beyond Club Mix)', ['Above & Beyond']],
    ['Opus - Adam Beyer Remix', ['Adam Beyer']],
    ['Opus (feat. Someone) [Bicep Rework]', ['Bicep']],
    ['Opus (remixed by Bicep)', ['Bicep']],
    ['Opus (Bicep Remix) [Remastered 2020 Mix]', ['Bicep']],
    ['Opus (S.P.Y Remix 2019)', ['S.P.Y']],
    ['Opus (Original Mix)', []],
    ['Opus (Extended Mix)', []],
    ['Opus (Radio Edit)', []],
    ['Opus (VIP Mix)', []],
    ['Opus (VIP)', []],
    ['Opus (Dub)', []],
    ['Opus (Extended Club Mix)', []],
    ['Opus (2019 Remix)', []],
    ['Opus (12" Mix)', []],
    ['Remix', []],
    ['Mixed Up (Live)', []],
  ];
  test.each(cases)('%j', (title, remixers) => {
    expect(parseTrackArtists({ artist: 'Eric Prydz', title }).remixers).toEqual(remixers);
  });
  test('a remixer tag counts before the title', () => {
    expect(parseTrackArtists({ artist: 'A', title: 'T (B Remix)', remixers: ['C & D'] }).remixers).toEqual(['C', 'D']);
  });
});

describe('name key', () => {
  test.each([
    ['Kölsch', 'KOLSCH'],
    ['Sigur Rós', 'sigur ros'],
    ['MØ', 'Mo'],
    ['M.I.A.', 'MIA'],
    ['Chase & Status', 'chase and  status'],
    ['Fred again..', 'Fred Again'],
    ['Jay-Z', 'Jay Z'],
    ['Guns N’ Roses', "guns n' roses"],
    // The same letters, composed and decomposed.
    ['Beyonce\u0301', 'Beyonc\u00e9'],
  ])('%s is %s', (one, other) => {
    expect(artistNameKey(one)).toBe(artistNameKey(other));
  });
  test('punctuation is kept where it is the name', () => {
    expect(artistNameKey('!!!')).toBe('!!!');
    expect(artistNameKey('???')).not.toBe(artistNameKey('!!!'));
  });
});

test('any text gives names that are trimmed, not empty, and unique', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (artist, title) => {
      const { main, featured, remixers } = parseTrackArtists({ artist, title });
      for (const names of [main, featured, remixers]) {
        expect(names.every((name) => name.trim() === name && name !== '')).toBe(true);
        expect(new Set(names.map(artistNameKey)).size).toBe(names.length);
      }
    }),
  );
});
