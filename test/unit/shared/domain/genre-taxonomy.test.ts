import { describe, expect, test } from 'vitest';
import { GENRE_OUTLINE } from '#shared/domain/genre-outline.ts';
import { findGenre, normaliseGenres, splitGenres, suggestGenre } from '#shared/domain/genre-taxonomy.ts';

const NAMES = GENRE_OUTLINE.split('\n').flatMap((line) => {
  const name = line.split(' = ')[0]?.replace(/ \*$/, '').trim() ?? '';
  return name === '' ? [] : [name];
});

describe('genre taxonomy', () => {
  test('every name of the outline is found under itself, once', () => {
    expect(NAMES.length).toBeGreaterThan(150);
    expect(new Set(NAMES).size).toBe(NAMES.length);
    for (const name of NAMES) expect(findGenre(name)?.name).toBe(name);
  });

  test.each([
    ['dnb', 'Drum & Bass'],
    ['D&B', 'Drum & Bass'],
    ['d n b', 'Drum & Bass'],
    ["DRUM 'N' BASS", 'Drum & Bass'],
    ['drum and bass', 'Drum & Bass'],
    ['Hip-Hop/Rap', 'Hip-Hop'],
    ['hiphop', 'Hip-Hop'],
    ['RnB', 'R&B'],
    ['tech-house', 'Tech House'],
    ['Reggaetón', 'Reggaeton'],
    ['Minimal / Deep Tech', 'Minimal'],
    ['Techno (Peak Time / Driving)', 'Peak Time Techno'],
  ])('%s is %s', (text, name) => expect(normaliseGenres(text)).toBe(name));

  test('a kind of a genre has the ones above it', () => {
    const liquid = findGenre('liquid dnb');
    expect(liquid?.parent?.name).toBe('Drum & Bass');
    expect(liquid?.parent?.parent?.name).toBe('Electronic');
    expect(liquid?.parent?.parent?.parent).toBeNull();
  });

  test('texts of several genres are taken apart; names with signs in them are not', () => {
    expect(splitGenres('House; Techno')).toEqual(['House', 'Techno']);
    expect(splitGenres('House / Tech House')).toEqual(['House', 'Tech House']);
    expect(splitGenres('Hip-Hop/Rap')).toEqual(['Hip-Hop/Rap']);
    expect(splitGenres('  ')).toEqual([]);
  });

  test('each genre of several is spelled the same way, once', () => {
    expect(normaliseGenres('dnb; jungle')).toBe('Drum & Bass, Jungle');
    expect(normaliseGenres('techhouse/Tech House')).toBe('Tech House');
    expect(normaliseGenres('Electronic; Deep House')).toBe('Deep House');
    // "Dance" is no kind of it, and stays.
    expect(normaliseGenres('Dance; deep house')).toBe('Dance, Deep House');
  });

  test('what is spelled well, or not known, stays letter by letter', () => {
    for (const text of ['House; Techno', 'House / Tech House', 'Electronic', 'Zouglou', 'My Peak Hour; Zouglou', ''])
      expect(normaliseGenres(text)).toBe(text);
  });

  test('a slip is mended only where one genre alone is near', () => {
    expect(suggestGenre('Techo')).toBe('Techno');
    expect(suggestGenre('Progresive House')).toBe('Progressive House');
    expect(suggestGenre('Dubsteb')).toBe('Dubstep');
    // "Trance" and "Dance" are as near; the first letter must be right; four letters are too few.
    expect(suggestGenre('Tance')).toBeNull();
    expect(suggestGenre('Rechno')).toBeNull();
    expect(suggestGenre('Hous')).toBeNull();
    expect(suggestGenre('Zouglou')).toBeNull();
    expect(suggestGenre('Techno')).toBeNull();
  });
});
