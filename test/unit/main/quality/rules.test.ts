import { describe, expect, test } from 'vitest';
import { changesOf } from '#main/quality/mends.ts';
import type { LibraryContext } from '#main/quality/quality-rule.ts';
import { RULES, ruleOf } from '#main/quality/registry.ts';
import type { QualityFacts } from '#main/storage/queries/quality-facts.ts';
import { QualityRuleId } from '#shared/contract/quality.ts';

const LIBRARY: LibraryContext = {
  respell: (artist) => artist.replace('BICEP', 'Bicep'),
  tracksOfArtist: (name) => (name === 'Bicep' ? 12 : 0),
  thisYear: 2026,
};

const FLAWLESS: QualityFacts = {
  number: 1,
  id: 'id',
  title: 'Glue',
  artist: 'Bicep',
  album: 'Bicep',
  genre: 'Breaks',
  year: 2017,
  durationSeconds: 269,
  bpm: 129.5,
  keyIndex: 4,
  hasArtwork: 1,
  gridLocked: 0,
  keyLocked: 0,
  hasOwnGrid: 0,
  path: '/music/Bicep - Glue.flac',
  isMissing: 0,
  analysisBpm: 129.6,
  analysisBpmConfidence: 0.9,
  analysisKeyIndex: 4,
  learnedGenre: null,
};

function broken(set: Partial<QualityFacts>): QualityRuleId[] {
  const track = { ...FLAWLESS, ...set };
  return RULES.filter((rule) => rule.isBroken(track, LIBRARY)).map(({ id }) => id);
}

/** Field -> new value, as the mend of a rule writes it. */
function mended(id: QualityRuleId, set: Partial<QualityFacts>): Record<string, string | number | null> {
  const changes = changesOf(ruleOf(id), { ...FLAWLESS, ...set }, LIBRARY);
  return Object.fromEntries(changes.map(({ field, after }) => [field, after]));
}

test('the registry holds every rule of the contract once, in its order, and fits into a mask', () => {
  expect(RULES.map(({ id }) => id)).toEqual(QualityRuleId.options);
  expect(RULES.length).toBeLessThanOrEqual(31);
  for (const { weight } of RULES) expect(weight).toBeGreaterThan(0);
});

test('a track with everything in order breaks no rule', () => expect(broken({})).toEqual([]));

describe.each<[rule: QualityRuleId, spoiled: Partial<QualityFacts>, mend: Record<string, string | number | null>]>([
  ['title-missing', { title: '' }, { title: 'Glue' }],
  ['title-missing', { title: '  ', path: null, isMissing: 1 }, {}],
  ['title-file-name', { title: 'bicep_-_glue.mp3' }, { title: 'glue' }],
  ['title-file-name', { title: 'Bicep - Glue.wav', artist: '' }, { title: 'Glue', artist: 'Bicep' }],
  ['title-file-name', { title: 'Four Tet - Baby.mp3' }, { title: 'Four Tet - Baby' }],
  ['title-has-artist', { title: 'Bicep - Glue', artist: '' }, { title: 'Glue', artist: 'Bicep' }],
  ['title-has-artist', { title: 'BICEP – Glue (Extended)' }, { title: 'Glue (Extended)' }],
  ['title-swapped', { title: 'Bicep', artist: 'Glue' }, { title: 'Glue', artist: 'Bicep' }],
  ['title-spaces', { title: ' Glue  (Edit)' }, { title: 'Glue (Edit)' }],
  ['title-clutter', { title: 'Glue [Free Download]' }, { title: 'Glue' }],
  ['title-number', { title: '03 - Glue' }, { title: 'Glue' }],
  ['title-capitals', { title: 'GLUE AND SUGAR' }, { title: 'Glue and Sugar' }],
  ['title-guests', { title: 'Glue (ft. Clara)' }, { title: 'Glue (feat. Clara)' }],
  ['title-length', { title: 'g'.repeat(201) }, {}],
  ['artist-missing', { artist: '' }, { artist: 'Bicep' }],
  // The file is of another title: what its name says is not trusted.
  ['artist-missing', { artist: '', title: 'Vale' }, {}],
  ['artist-spelling', { artist: 'BICEP' }, { artist: 'Bicep' }],
  ['artist-spaces', { artist: 'Bicep ' }, { artist: 'Bicep' }],
  ['artist-capitals', { artist: 'FOUR TET LIVE' }, { artist: 'Four Tet Live' }],
  ['artist-guests', { artist: 'Bicep Featuring Clara La San' }, { artist: 'Bicep feat. Clara La San' }],
  ['artist-length', { artist: 'b'.repeat(101) }, {}],
  ['bpm-missing', { bpm: null }, { bpm: 129.6 }],
  ['bpm-missing', { bpm: null, analysisBpm: null }, {}],
  ['bpm-range', { bpm: 32.375, analysisBpm: null }, { bpm: 64.75 }],
  ['bpm-range', { bpm: 518, analysisBpm: null }, { bpm: 259 }],
  ['bpm-analysis', { bpm: 97 }, { bpm: 129.6 }],
  // Cue points and grid of the user's own go with the tempo.
  ['bpm-analysis', { bpm: 97, hasOwnGrid: 1 }, {}],
  ['key-missing', { keyIndex: null }, { key: 4 }],
  ['file-missing', { isMissing: 1 }, {}],
  ['genre-missing', { genre: '' }, {}],
  ['genre-missing', { genre: '', learnedGenre: 'Techno' }, { genre: 'Techno' }],
  ['genre-spelling', { genre: 'dnb' }, { genre: 'Drum & Bass' }],
  ['genre-slip', { genre: 'Techo' }, { genre: 'Techno' }],
  ['genre-broad', { genre: 'Electronic' }, {}],
  ['year-missing', { year: null }, {}],
  ['year-range', { year: 1899 }, { year: null }],
  ['year-range', { year: 2028 }, { year: null }],
  ['duration-range', { durationSeconds: 9.9 }, {}],
  ['duration-range', { durationSeconds: 3601 }, {}],
  ['album-missing', { album: '' }, {}],
  ['artwork-missing', { hasArtwork: 0 }, {}],
])('%s, %j', (rule, spoiled, mend) => {
  test('is found, and mended where the program can know', () => {
    expect(broken(spoiled)).toContain(rule);
    expect(mended(rule, spoiled)).toEqual(mend);
  });

  test('a mend leaves nothing for the same rule to find', () => {
    const changes = changesOf(ruleOf(rule), { ...FLAWLESS, ...spoiled }, LIBRARY);
    const names: Readonly<Record<string, string>> = { key: 'keyIndex' };
    const after = Object.fromEntries(changes.map((change) => [names[change.field] ?? change.field, change.after]));
    if (changes.length > 0) expect(broken({ ...spoiled, ...after })).not.toContain(rule);
  });
});

test.each<Partial<QualityFacts>>([
  // Names and titles that only look like faults.
  { title: '1999' },
  { title: 'SOS' },
  { artist: 'ABBA', title: 'SOS' },
  { artist: 'KI/KI' },
  { title: 'Vol. 4 - Part 2' },
  { title: 'Glue', genre: 'House / Tech House' },
  { genre: 'Zouglou' },
  { genre: 'Electronic, Zouglou' },
  // Edges of the ranges.
  { bpm: 50, analysisBpm: 50 },
  { bpm: 300, analysisBpm: 300 },
  { durationSeconds: 10 },
  { durationSeconds: 3600 },
  { durationSeconds: null },
  { year: 1900 },
  { year: 2027 },
  // Half and double speed are the same tempo, and an analysis that is not sure says nothing.
  { bpm: 64.8 },
  { bpm: 259 },
  { bpm: 97, analysisBpmConfidence: 0.4 },
  // What the user has locked is right.
  { bpm: 20, gridLocked: 1 },
  { bpm: null, gridLocked: 1 },
  { bpm: 97, gridLocked: 1 },
  { keyIndex: null, keyLocked: 1 },
])('%j breaks no rule', (set) => expect(broken(set)).toEqual([]));
