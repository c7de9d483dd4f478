import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTrackName } from '#shared/domain/artist-names-file.ts';

const cases: readonly (readonly [string, string, string])[] = [
  ['Bicep - Glue', 'Bicep', 'Glue'],
  ['Bicep – Glue', 'Bicep', 'Glue'],
  ['Bicep_-_Glue_(Hammer_Remix)', 'Bicep', 'Glue (Hammer Remix)'],
  ['01 - Bicep - Glue', 'Bicep', 'Glue'],
  ['01. Bicep - Glue', 'Bicep', 'Glue'],
  ['07 Bicep - Glue', 'Bicep', 'Glue'],
  ['A1. Bicep - Glue', 'Bicep', 'Glue'],
  ['Bicep - Bicep - 03 - Glue', 'Bicep', 'Glue'],
  ['Bicep - Glue - Hammer Remix', 'Bicep', 'Glue - Hammer Remix'],
  ['Bicep - Glue (Official Video)', 'Bicep', 'Glue'],
  ['Bicep - Glue [Free Download]', 'Bicep', 'Glue'],
  ['Bicep - Glue (1)', 'Bicep', 'Glue'],
  // Numbers that are names.
  ['50 Cent - In Da Club', '50 Cent', 'In Da Club'],
  ['808 State - Pacific', '808 State', 'Pacific'],
  ['311 - Down', '311', 'Down'],
  ['99 Problems', '', '99 Problems'],
  ['01 - Glue', '', 'Glue'],
  ['Jay-Z', '', 'Jay-Z'],
  ['-dash', '', '-dash'],
  ['01', '', '01'],
  ['   ', '', 'Untitled'],
  ['two\nlines - a\tb', 'two lines', 'a b'],
  ['🔥 # 100% - Ü', '🔥 # 100%', 'Ü'],
];

test.each(cases)('%j', (stem, artist, title) => {
  expect(parseTrackName(stem)).toEqual({ artist, title });
});

test('any name gives a title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (stem) => {
      expect(parseTrackName(stem).title.trim()).not.toBe('');
    }),
  );
});
