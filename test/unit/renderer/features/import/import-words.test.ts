import { describe, expect, test } from 'vitest';
import { spokenImport } from '#renderer/host-client/import-words.ts';
import { droppedText, droppedTexts } from '#renderer/features/import/dropped-words.ts';
import { presetOf, presetRules, rulesInWords, winnerOf } from '#renderer/features/import/merge-words.ts';
import { baseName, fileNameFor, isFilePath, joinPath, withExtension } from '#renderer/features/import/paths.ts';
import { DEFAULT_RULES, type ImportState, MERGE_FIELDS } from '#shared/contract/interchange.ts';

describe('rules', () => {
  test('a preset is known again, and one change makes it none', () => {
    for (const preset of ['defaults', 'mine', 'fill', 'theirs'] as const)
      expect(presetOf(presetRules(preset))).toBe(preset);
    expect(presetOf({ ...DEFAULT_RULES, genre: 'theirs' })).toBeNull();
  });

  test('"set all" sets every field', () => {
    expect(MERGE_FIELDS.filter((field) => presetRules('theirs')[field] !== 'theirs')).toEqual([]);
  });

  test('the sentence names what is written over', () => {
    expect(rulesInWords(DEFAULT_RULES)).toBe('Your values stay; empty ones are filled.');
    expect(rulesInWords({ ...DEFAULT_RULES, genre: 'theirs', key: 'theirs' })).toBe(
      'The import writes over your values of genre, key, except what is locked.',
    );
    const five = {
      ...DEFAULT_RULES,
      title: 'theirs',
      artist: 'theirs',
      album: 'theirs',
      key: 'theirs',
      year: 'theirs',
    };
    expect(rulesInWords(five as typeof DEFAULT_RULES)).toContain('title, artist, album and 2 more,');
    expect(rulesInWords({ ...DEFAULT_RULES, genre: 'mine' })).toBe('Your values stay; some empty ones are filled.');
  });

  test('filling leaves what both have, but adds cues and gives way where only the analysis spoke', () => {
    expect(winnerOf('genre', 'fill')).toBe('mine');
    expect(winnerOf('genre', 'theirs')).toBe('theirs');
    expect(winnerOf('cues', 'fill')).toBe('both');
    expect([winnerOf('grid', 'fill'), winnerOf('key', 'fill'), winnerOf('key', 'mine')]).toEqual([
      'depends',
      'depends',
      'mine',
    ]);
  });
});

describe('what an export left out', () => {
  test('is said in a DJ’s words, one and several', () => {
    expect(droppedText({ what: 'cue.fade-in', count: 7 })).toBe('7 fade-in points');
    expect(droppedText({ what: 'play', count: 1 })).toBe('1 play of the history');
    expect(droppedText({ what: 'track.energy', count: 1048 })).toBe('Energy of 1,048 tracks');
    expect(droppedText({ what: 'track.lastPlayedAt', count: 1 })).toBe('Last played of 1 track');
    expect(droppedText({ what: 'track.colour-shade', count: 2 })).toBe('Exact shade of the colour of 2 tracks');
  });

  test('is said also where its name is a new one', () => {
    expect(droppedText({ what: 'beat jump', count: 3 })).toBe('Beat jump: 3');
  });

  test('values of other programs are one line, and the most frequent stands first', () => {
    const dropped = [
      { what: 'play', count: 4 },
      { what: 'extra.TEXT.ISRC', count: 3 },
      { what: 'track.extra', count: 5 },
    ];
    expect(droppedTexts(dropped)).toEqual(['8 values that only another program knows', '4 plays of the history']);
  });
});

describe('paths', () => {
  test('of both kinds of system have a last part', () => {
    expect(['/home/dj/_Serato_/', String.raw`D:\Music\collection.nml`].map(baseName)).toEqual([
      '_Serato_',
      'collection.nml',
    ]);
  });

  test('with an ending mean a file', () => {
    expect(['/a/collection.xml', '/a/b', '/a/.config', '/a/b.c/', '/a/mixxxdb.sqlite'].map(isFilePath)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  test('are joined with the slash of their system', () => {
    expect([
      joinPath('/', 'a.xml'),
      joinPath('/home/dj', 'a.xml'),
      joinPath('C:\\', 'a.xml'),
      joinPath('D:\\x', 'a'),
    ]).toEqual(['/a.xml', '/home/dj/a.xml', 'C:\\a.xml', 'D:\\x\\a']);
  });

  test('a file gets a name that every system takes', () => {
    expect(fileNameFor('AC/DC: "Live"?', 'xml')).toBe('AC-DC- -Live--.xml');
    expect([fileNameFor(' . ', 'm3u8'), fileNameFor('Set.', 'csv')]).toEqual(['MusicForge.m3u8', 'Set.csv']);
  });

  test('another format changes the ending, and no other dot', () => {
    expect(withExtension('Vol. 2.xml', 'nml', ['xml', 'nml'])).toBe('Vol. 2.nml');
    expect(withExtension('Vol. 2', 'nml', ['xml', 'nml'])).toBe('Vol. 2.nml');
  });
});

test('progress is said by tenths, and how it ended once', () => {
  const state: ImportState = {
    phase: 'writing',
    fraction: 0.47,
    secondsLeft: 9,
    preview: null,
    result: null,
    error: null,
  };
  expect(spokenImport(state)).toBe('Importing, 40 percent');
  expect(spokenImport({ ...state, fraction: null })).toBe('Importing');
  expect([
    spokenImport({ ...state, phase: 'done' }),
    spokenImport({ ...state, phase: 'idle' }),
    spokenImport(null),
  ]).toEqual(['Import done', '', '']);
});
