import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseItunes } from '#main/interchange/itunes/parse-itunes.ts';
import type { ReadResult } from '#main/interchange/model.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { parseRekordbox } from '#main/interchange/rekordbox/parse-rekordbox.ts';
import { formatTraktor } from '#main/interchange/traktor/format-traktor.ts';
import { parseTraktor } from '#main/interchange/traktor/parse-traktor.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { library, track } from '#test/support/interchange-library.ts';

const tracks = track(
  { colours: ['#ff0000'], cueColours: true, freeGrid: true, bitRateStep: 1, sizeStep: 1, wholeSeconds: false },
  [],
);
/** What breaks markup, numbers and names. */
const FRAGMENTS = [
  '<',
  '>',
  '&',
  '"',
  '</',
  '/>',
  '<!',
  '<![CDATA[',
  '-->',
  '<!--',
  '\0',
  '\ud800',
  '&#0;',
  ';',
  '</NODE>',
  '<TRACK>',
  '-1',
  '1e999',
  '=',
];
const damage = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    put: fc.constantFrom(...FRAGMENTS, ''),
  }),
  { minLength: 1, maxLength: 5 },
);
type Damage = { readonly at: number; readonly length: number; readonly put: string };
const damaged = (text: string, cuts: readonly Damage[]): string =>
  cuts.reduce((left, { at, length, put }) => {
    const start = Math.floor(at * left.length);
    return left.slice(0, start) + put + left.slice(start + length);
  }, text);

/** null where the file is refused, with a reason for the user. */
function read(parse: (text: string) => ReadResult, text: string): ReadResult | null {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

test.each([
  ['rekordbox', formatRekordbox, parseRekordbox],
  ['Traktor', formatTraktor, parseTraktor],
] as const)('a damaged file of %s is read as far as it goes, and what was read can be written', (_, format, parse) => {
  fc.assert(
    fc.property(library(tracks), damage, (whole, cuts) => {
      const found = read(parse, damaged(format(whole).output, cuts));
      for (const { id } of found?.library.tracks ?? []) expect(id).not.toBe('');
      if (found === null) return;
      expect(read(parseRekordbox, formatRekordbox(found.library).output)?.problems).toEqual([]);
      expect(read(parseTraktor, formatTraktor(found.library).output)?.library.tracks.length).toBeLessThanOrEqual(
        found.library.tracks.length,
      );
    }),
    { numRuns: 300 },
  );
});

test('a damaged library of iTunes is read as far as it goes', () => {
  const plist = `<plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Track ID</key><integer>1</integer><key>Name</key><string>a</string></dict></dict>
<key>Playlists</key><array><dict><key>Name</key><string>P</string><key>Playlist Items</key><array><dict><key>Track ID</key><integer>1</integer></dict></array></dict></array></dict></plist>`;
  fc.assert(
    fc.property(damage, (cuts) => {
      const found = read(parseItunes, damaged(plist, cuts));
      expect(found === null || found.library.tracks.length <= 2).toBe(true);
    }),
    { numRuns: 500 },
  );
});
