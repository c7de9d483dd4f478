import { describe, expect, test } from 'vitest';
import { type Claim, claimWeight, combineField, type HeldValue, surestClaim } from '#shared/domain/combine-sources.ts';
import { agreementOf } from '#shared/domain/source-agreement.ts';

const claim = (provider: Claim['provider'], value: number | string, confidence: number): Claim => ({
  provider,
  value,
  confidence,
});
const held = (value: number | string | null, origin: HeldValue['origin'], locked = false): HeldValue => ({
  value,
  origin,
  locked,
});

describe('how two values stand to each other', () => {
  test.each([
    [128, 127.98, 'same'], // the tag of a program that writes whole tempos
    [128, 128.5, 'same'],
    [128, 128.51, 'differs'],
    [127.98, 128.04, 'differs'], // both say decimals: one is wrong
    [174, 87, 'octave'],
    [87.2, 174, 'octave'],
    [128, 96, 'differs'], // a quarter less is another tempo
    [128, 192, 'differs'],
  ])('tempo %d and %d: %s', (one, other, agreement) => {
    expect(agreementOf('bpm', one, other)).toBe(agreement);
    expect(agreementOf('bpm', other, one)).toBe(agreement);
  });

  test.each([
    ['8A', 14, 14, 'same'],
    ['8A and its relative 8B', 14, 15, 'neighbour'],
    ['8A and 9A', 14, 16, 'neighbour'],
    ['1A and 12A, across the top of the wheel', 0, 22, 'neighbour'],
    ['8A and 9B', 14, 17, 'differs'],
    ['8A and 11B, the same tonic', 14, 21, 'differs'],
  ])('key %s', (_name, one, other, agreement) => {
    expect(agreementOf('key', one, other)).toBe(agreement);
  });

  test('energies of two scales never conflict', () => {
    expect(agreementOf('energy', 6 / 9, 7 / 9)).toBe('same');
    expect(agreementOf('energy', 0, 1)).toBe('near');
  });

  test.each([
    ['title', 'Strobe', 'STROBE (Original Mix)', 'same'],
    ['title', 'Strobe', 'Strobe (Club Edit)', 'differs'],
    ['artist', 'Björk & Rosalía', 'Rosalia, Bjork', 'same'],
    ['artist', 'A feat. B', 'A & B', 'same'],
    ['artist', 'Alexander', 'Ale', 'differs'], // the x inside of a name joins nobody
    ['genre', 'Hip-Hop', 'hip hop', 'same'],
  ] as const)('%s "%s" and "%s": %s', (field, one, other, agreement) => {
    expect(agreementOf(field, one, other)).toBe(agreement);
  });
});

describe('which provider counts', () => {
  test('the analysis, even unsure, before the best tag; the better tag before the plain one', () => {
    const unsure = claim('analysis', 126, 0);
    const good = claim('tag', 128, 0.6);
    expect(surestClaim([good, unsure])).toBe(unsure);
    expect(surestClaim([good])).toBe(good);
    expect(claimWeight(claim('analysis', 126, 1))).toBeCloseTo(1, 9);
    expect(claimWeight(claim('analysis', 126, 0.5))).toBeCloseTo(0.8, 9);
  });

  test('suggestions never do, however sure', () => {
    expect(surestClaim([claim('genre-model', 'House', 1), claim('recognition', 'House', 1)])).toBeNull();
  });
});

describe('a field', () => {
  const analysis = claim('analysis', 128, 0.97);
  const tag = claim('tag', 126, 0.6);

  test('that two agree on', () => {
    expect(combineField('bpm', held(128, 'analysis'), [claim('tag', 128, 0.4), analysis])).toEqual({
      field: 'bpm',
      reason: 'surest',
      verdict: 'agree',
      sources: [
        { provider: 'analysis', value: 128, confidence: 0.97, chosen: true, agreement: 'same' },
        { provider: 'tag', value: 128, confidence: 0.4, chosen: false, agreement: 'same' },
      ],
    });
  });

  test('that two contradict each other on is a conflict', () => {
    const found = combineField('bpm', held(128, 'analysis'), [tag, analysis]);
    expect(found).toMatchObject({ reason: 'surest', verdict: 'conflict' });
    expect(found?.sources.map(({ provider, agreement }) => [provider, agreement])).toEqual([
      ['analysis', 'same'],
      ['tag', 'differs'],
    ]);
  });

  test('half the tempo and a neighbouring key are noted', () => {
    const half = combineField('bpm', held(174, 'analysis'), [claim('analysis', 174, 0.9), claim('tag', 87, 0.4)]);
    expect(half?.verdict).toBe('noted');
    const key = combineField('key', held(14, 'analysis'), [claim('analysis', 14, 0.9), claim('tag', 15, 0.4)]);
    expect(key?.verdict).toBe('noted');
  });

  test('that the user has decided is no conflict any more', () => {
    const found = combineField('bpm', held(126, 'user'), [tag, analysis]);
    expect(found).toMatchObject({ reason: 'user', verdict: 'noted' });
    expect(found?.sources.map(({ provider, chosen, agreement }) => [provider, chosen, agreement])).toEqual([
      ['user', true, 'same'],
      ['analysis', false, 'differs'],
      ['tag', false, 'same'],
    ]);
  });

  test('that is locked keeps its provider and is no conflict', () => {
    expect(combineField('bpm', held(128, 'analysis', true), [tag, analysis])).toMatchObject({
      reason: 'locked',
      verdict: 'noted',
      sources: [{ provider: 'analysis', chosen: true }, { provider: 'tag' }],
    });
  });

  test('that another DJ program gave comes before the providers', () => {
    expect(combineField('bpm', held(127, 'import'), [tag, analysis])).toMatchObject({
      reason: 'import',
      verdict: 'conflict',
      sources: [{ provider: 'import', value: 127, chosen: true }, { provider: 'analysis' }, { provider: 'tag' }],
    });
  });

  test('that only a tag fills is the tag, not an import', () => {
    expect(combineField('bpm', held(126, 'tag'), [tag])).toMatchObject({
      reason: 'only',
      verdict: 'agree',
      sources: [{ provider: 'tag', confidence: 0.6, chosen: true }],
    });
  });

  test('of an analysis that nobody vouches for any more is still the one that counts', () => {
    expect(combineField('bpm', held(128, 'analysis'), [tag])?.sources[0]).toEqual({
      provider: 'analysis',
      value: 128,
      confidence: null,
      chosen: true,
      agreement: 'same',
    });
  });

  test('without a value offers what was recognised, and chooses nothing', () => {
    const found = combineField('artist', held('', 'tag'), [claim('recognition', 'Bicep', 0.8)]);
    expect(found).toMatchObject({ reason: 'none', verdict: 'noted', sources: [{ value: 'Bicep', chosen: false }] });
    expect(combineField('artist', held('', 'tag'), [])).toBeNull();
  });

  test('of words: what a recognition contradicts is a conflict, what a genre model thinks is a note', () => {
    const title = combineField('title', held('Track 1', 'tag'), [claim('recognition', 'Glue', 0.8)]);
    expect(title).toMatchObject({ verdict: 'conflict', sources: [{ provider: 'tag' }, { provider: 'recognition' }] });
    const genre = combineField('genre', held('House', 'tag'), [
      claim('tag', 'House', 0.4),
      claim('genre-model', 'Techno', 0.9),
    ]);
    expect(genre).toMatchObject({ reason: 'only', verdict: 'noted' });
  });
});
