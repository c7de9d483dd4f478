import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCamelot, keyFromIndex } from '#shared/domain/key.ts';
import { mapTree } from '#shared/domain/search-tree.ts';
import { only, parse, parts } from '#test/support/search-parts.ts';

/** Whether a number passes the one range term of the text. */
function passes(text: string, value: number): boolean {
  const term = only(text);
  if (term.kind !== 'number') throw new Error(`${text} is not a number term`);
  return term.ranges.some(
    ({ min, max, minOpen, maxOpen }) =>
      (min === null || value > min || (!minOpen && value === min)) &&
      (max === null || value < max || (!maxOpen && value === max)),
  );
}

describe('words and phrases', () => {
  test('words must all occur, a phrase stays together, a minus excludes', () => {
    expect(parse('deep  "late night" -vocal -"radio edit"').expression).toEqual({
      all: [
        { is: { kind: 'text', field: null, texts: [{ text: 'deep', match: 'words' }] } },
        { is: { kind: 'text', field: null, texts: [{ text: 'late night', match: 'phrase' }] } },
        { not: { is: { kind: 'text', field: null, texts: [{ text: 'vocal', match: 'words' }] } } },
        { not: { is: { kind: 'text', field: null, texts: [{ text: 'radio edit', match: 'phrase' }] } } },
      ],
    });
  });
  test('a phrase without its end may still grow', () => {
    expect(only('"late ni')).toMatchObject({ texts: [{ text: 'late ni', match: 'words' }] });
  });
  test('a colon after something that is no field is part of the word', () => {
    expect(only('Re:Evolution')).toMatchObject({ kind: 'text', texts: [{ text: 'Re:Evolution' }] });
  });
  test('signs alone say nothing, emoji and unspaced scripts are looked for inside the text', () => {
    expect(parts('above & - beyond')).toHaveLength(2);
    expect(only('🔥')).toMatchObject({ texts: [{ match: 'part' }] });
    expect(only('東京')).toMatchObject({ texts: [{ match: 'part' }] });
  });
  test('typographic quotes and control characters do no harm', () => {
    expect(only('“late night”')).toMatchObject({ texts: [{ text: 'late night', match: 'phrase' }] });
    expect(parts('a\u0000b')).toHaveLength(2);
  });
});

describe('text fields', () => {
  test('values, phrases and lists', () => {
    expect(only('genre:house')).toMatchObject({ field: 'genre', texts: [{ text: 'house', match: 'words' }] });
    expect(only('Genre:"deep house",techno')).toMatchObject({
      texts: [
        { text: 'deep house', match: 'phrase' },
        { text: 'techno', match: 'words' },
      ],
    });
    expect(parts('-label:drumcode')).toMatchObject([{ not: { is: { field: 'label' } } }]);
  });
  test('a space after the colon is let pass, unless a field follows', () => {
    expect(only('artist: bicep')).toMatchObject({ field: 'artist', texts: [{ text: 'bicep' }] });
    expect(only('bpm: key:8A')).toMatchObject({ kind: 'key' });
  });
  test('an empty value asks for tracks without one', () => {
    for (const field of ['genre', 'key', 'remixer', 'colour', 'crate', 'set', 'tag'])
      expect(only(`${field}:""`)).toEqual({ kind: 'empty', field });
    expect(parts('-key:""')).toEqual([{ not: { is: { kind: 'empty', field: 'key' } } }]);
  });
});

describe('numbers', () => {
  const cases: readonly (readonly [string, readonly number[], readonly number[]])[] = [
    ['bpm:128', [127.5, 128, 128.49], [127.4, 128.5]],
    ['bpm:127.97', [127.97], [128]],
    ['bpm:120-126', [119.98, 120, 126, 126.02], [119.9, 126.2]],
    ['bpm:126-120', [120, 126], [119, 127]],
    ['bpm:120..126', [120, 126], [119, 127]],
    ['bpm:>130', [130.01], [130]],
    ['bpm:<=130', [130, 130.02], [130.2]],
    ['energy:>6', [7, 10], [6]],
    ['energy:7', [7], [6, 8]],
    ['rating:>=4', [4, 5], [3]],
    ['rating:4,5', [4, 5], [3]],
    ['stars:0', [0], [1]],
    ['year:2020-2024', [2020, 2024], [2019, 2025]],
    ['time:>5:00', [301], [300]],
    ['time:5:30', [330, 329.6], [331]],
    ['time:5', [300, 359], [299, 360]],
    ['time:4-6', [240, 360], [239, 361]],
    ['time:>=1:00:00', [3600], [3590]],
    ['time:<90s', [89], [90]],
    ['plays:0', [0], [1]],
    // Percent; a number up to 1 without the sign is a share.
    ['quality:80%', [80], [79, 81]],
    ['quality:80', [80], [79, 81]],
    ['quality:0.8', [80], [79, 81]],
    ['quality:1', [100], [1, 99]],
    ['quality:1%', [1], [100]],
    ['quality:<0.5', [0, 49], [50]],
    ['quality:>80%', [81, 100], [80]],
    ['quality:80-90%', [80, 90], [79, 91]],
    ['quality:0.5..0.75', [50, 75], [49, 76]],
  ];
  test.each(cases)('%s', (text, inside, outside) => {
    for (const value of inside) expect(passes(text, value), `${value} passes`).toBe(true);
    for (const value of outside) expect(passes(text, value), `${value} does not`).toBe(false);
  });
});

test('keys in any notation, lists, and a number for both letters', () => {
  const keys = (text: string) => {
    const term = only(text);
    return term.kind === 'key' ? term.keyIndexes.map((index) => formatCamelot(keyFromIndex(index))) : [];
  };
  for (const text of ['key:8A', 'key:8a', 'key:08A', 'key:Am', 'key:1m', 'key:"A minor"']) {
    expect(keys(text), text).toEqual(['8A']);
  }
  expect(keys('key:8A,8B,9A')).toEqual(['8A', '8B', '9A']);
  expect(keys('key:8')).toEqual(['8A', '8B']);
  expect(keys('key:8A,')).toEqual(['8A']);
});

test('added takes ages and dates', () => {
  const range = (text: string) => {
    const term = only(text);
    return term.kind === 'added' ? term.ranges[0] : undefined;
  };
  expect(range('added:<30d')).toEqual({ from: '2026-05-16T12:00:00.000Z', to: null });
  expect(range('added:30d')).toEqual(range('added:<30d'));
  expect(range('added:>1y')).toEqual({ from: null, to: '2025-06-15T12:00:00.000Z' });
  expect(range('added:2024-05')).toEqual({ from: '2024-05-01T00:00:00.000Z', to: '2024-06-01T00:00:00.000Z' });
  expect(range('added:2024-01..2024-05')).toEqual({ from: '2024-01-01T00:00:00.000Z', to: '2024-06-01T00:00:00.000Z' });
  expect(range('added:>=2024-05-03')).toEqual({ from: '2024-05-03T00:00:00.000Z', to: null });
});

describe('problems', () => {
  test.each([
    'bpm:fast',
    'key:Z9',
    'key:13A',
    'rating:lots',
    'time:long',
    'added:soon',
    'year:20x0',
    'energy:>high',
    'played:ever',
    'colour:mauve',
    'missing:perhaps',
  ])('%s says what to write, and where', (text) => {
    const [problem, ...others] = parse(`deep ${text} house`).problems;
    expect(problem?.message).toContain(`${text.split(':')[0]}:`);
    expect([problem?.start, problem?.end]).toEqual([5, 5 + text.length]);
    expect(others).toEqual([]);
    expect(parts(`deep ${text} house`)).toHaveLength(2);
  });
  test('a half-typed term does not count yet, also in front of others', () => {
    expect(only('bpm:> house')).toMatchObject({ kind: 'text' });
    expect(parse('key:8A, house').problems).toEqual([]);
    expect(parts('key:8A, house')).toMatchObject([{ is: { kind: 'key' } }, { is: { kind: 'text' } }]);
  });
  test('all of them are told, in the order of the text', () => {
    const text = 'bpm:fast deep) (key:Z9 or ~genre:house) genre:(a or b)';
    const { problems } = parse(text);
    expect(problems.map(({ start, end }) => text.slice(start, end))).toEqual([
      'bpm:fast',
      ')',
      'key:Z9',
      '~genre:house',
      'genre:(',
    ]);
    for (const { message } of problems) expect(message).toMatch(/(?:Write|Take|write|Without) /);
  });
});

test('typing a correct query shows no problem on the way', () => {
  for (const text of [
    'bpm:120-126 key:8A energy:>6 -vocal',
    'key:Bbm,F#,"A minor" year:2020-2024 "deep house"',
    'added:<30d time:>=5:30 rating:>=4 genre:"deep house",techno',
    'added:2024-01..2024-05 bpm:127.97 time:1:02:03 key:11B',
    'not (genre:techno or (artist:"the field" -bpm:>=130)) | played:never,<30d',
    '~bpm:124.5,4.5% ~key:8A,Am -~bpm: (~key:)',
    'crate:"warm up",peak set:friday tag:"late night" colour:red,"Blue" missing:yes composer:bach',
    '((a and b) or not not (c))',
  ]) {
    for (let length = 1; length <= text.length; length += 1) {
      expect(parse(text.slice(0, length)).problems, text.slice(0, length)).toEqual([]);
    }
  }
});

test('any text can be read; offsets lie inside it and numbers are finite', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom(
      'bpm:',
      'key:',
      'added:',
      'time:',
      'genre:',
      '"',
      '-',
      ',',
      '..',
      '>',
      '<=',
      '8A',
      '120',
      ' ',
      '""',
      '(',
      ')',
      '|',
      ' or ',
      ' not ',
      '~bpm:',
      '~key:',
      'crate:',
      'played:',
      '%',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const { expression, problems } = parse(text);
      for (const { start, end } of problems) expect(text.slice(start, end).trim()).not.toBe('');
      mapTree(expression, (condition) => {
        for (const { min, max } of condition.kind === 'number' ? condition.ranges : []) {
          expect(Number.isFinite(min ?? 0) && Number.isFinite(max ?? 0)).toBe(true);
        }
        return null;
      });
    }),
    { numRuns: 500 },
  );
});
