import { expect, test } from 'vitest';
import { changeCase } from '#shared/domain/text-case.ts';

const title = (text: string): string => changeCase(text, { mode: 'title', capitals: false, smallWords: true });
const loudTitle = (text: string): string => changeCase(text, { mode: 'title', capitals: true, smallWords: true });
const sentence = (text: string): string => changeCase(text, { mode: 'sentence', capitals: true, smallWords: true });

test.each([
  ['back to the future', 'Back to the Future'],
  ['Back To The Future', 'Back to the Future'],
  ['the end of the', 'The End of The'],
  ['strobe (the club mix)', 'Strobe (The Club Mix)'],
  ['plan a (extended)', 'Plan A (Extended)'],
  ['strobe - the remix', 'Strobe - The Remix'],
  ["don't stop 'til you get enough", "Don't Stop 'Til You Get Enough"],
  ["rock 'n' roll", "Rock 'n' Roll"],
  ["sinead o'connor", "Sinead O'Connor"],
  ["d'angelo", "D'Angelo"],
  ['drum-and-bass', 'Drum-and-Bass'],
  ['hip-hop hooray', 'Hip-Hop Hooray'],
  ['björk & sigur rós', 'Björk & Sigur Rós'],
  ['the 2nd law of the 90s', 'The 2nd Law of the 90s'],
  ['r.e.m. and u.s.a.', 'R.E.M. and U.S.A.'],
])('title case of %j', (text, wanted) => {
  expect(title(text)).toBe(wanted);
});

test.each([
  ['dj sneak and mc conrad', 'DJ Sneak and MC Conrad'],
  ['deadmau5', 'deadmau5'],
  ['Deadmau5', 'deadmau5'],
  ['will.i.am', 'will.i.am'],
  ['ac/dc', 'AC/DC'],
  ['a-ha', 'a-ha'],
  ['McCartney and iPhone', 'McCartney and iPhone'],
  ['ABBA and MGMT', 'ABBA and MGMT'],
  ['part ii', 'Part II'],
  ['rocky xiv', 'Rocky XIV'],
  ['jamie xx', 'Jamie xx'],
  ['the mix', 'The Mix'],
  ['a feat. b', 'A feat. B'],
  ['Title (Feat. Somebody)', 'Title (feat. Somebody)'],
  ['artist vs. other x third', 'Artist vs. Other x Third'],
  ['x gon give it to ya', 'X Gon Give It to Ya'],
  ['nico b2b ben', 'Nico b2b Ben'],
])('title case keeps to the names of %j', (text, wanted) => {
  expect(title(text)).toBe(wanted);
});

test('ALL CAPS are changed only when asked', () => {
  expect(title('ONE MORE TIME')).toBe('ONE MORE TIME');
  expect(loudTitle('ONE MORE TIME')).toBe('One More Time');
  expect(loudTitle('THE KING OF THE ROAD (DJ TOOL)')).toBe('The King of the Road (DJ Tool)');
  expect(loudTitle('ROCKY III VS. MR T')).toBe('Rocky III vs. Mr T');
  expect(loudTitle('DEADMAU5 AND SBTRKT')).toBe('deadmau5 and SBTRKT');
});

test('small words get capitals where that is the wish', () => {
  expect(changeCase('back to the future', { mode: 'title', capitals: false, smallWords: false })).toBe(
    'Back To The Future',
  );
});

test('other scripts stay, in every mode', () => {
  for (const mode of ['title', 'sentence', 'lower', 'upper'] as const) {
    const text = 'кино МУЗЫКА 東京 عربي ελλάδα';
    expect(changeCase(text, { mode, capitals: true, smallWords: true })).toBe(text);
  }
  expect(title('кино (live)')).toBe('кино (Live)');
});

test('lower and upper change every Latin word', () => {
  expect(changeCase('DJ Sneak (It’s ABBA)', { mode: 'lower', capitals: false, smallWords: false })).toBe(
    'dj sneak (it’s abba)',
  );
  expect(changeCase('deadmau5 straße', { mode: 'upper', capitals: false, smallWords: false })).toBe('DEADMAU5 STRASSE');
});

test('sentence case', () => {
  expect(sentence('I Feel Love. And I Know It (Original Mix)')).toBe('I feel love. And I know it (original mix)');
  expect(sentence('GREAT WITH DJ SNEAK')).toBe('Great with DJ sneak');
  expect(sentence("i'm a McCartney")).toBe("I'm a McCartney");
});

test('title case is stable', () => {
  for (const text of ['Back to the Future', 'A feat. B', "Rock 'n' Roll", 'The End of The', 'U.S.A. (The Mix)']) {
    expect(loudTitle(loudTitle(text))).toBe(loudTitle(text));
  }
});
