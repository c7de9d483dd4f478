import { describe, expect, test } from 'vitest';
import { textChanger, type TrackTexts } from '#main/text-edits/change-texts.ts';
import { chosenChanges } from '#main/text-edits/write-texts.ts';
import { TEXT_FIELDS, type TextCleaning, type TextReplacement } from '#shared/contract/text-edits.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { pairOf } from '#shared/domain/paired-rows.ts';

const EMPTY = Object.fromEntries(TEXT_FIELDS.map((field) => [field, ''])) as TrackTexts;
const texts = (given: Partial<TrackTexts>): TrackTexts => ({ ...EMPTY, ...given });

function replaced(title: string, given: Partial<TextReplacement>): string {
  const change = { kind: 'replace', find: '', replacement: '', match: 'text', matchCase: false, ...given } as const;
  const [row] = textChanger(change, ['title'])(texts({ title })).changes;
  return row?.after ?? title;
}

describe('replacing', () => {
  test('plain text is no pattern, on either side', () => {
    expect(replaced('A (mix)', { find: '(mix)', replacement: '$&[cut]' })).toBe('A $&[cut]');
    expect(replaced('a.b', { find: '.', replacement: '-' })).toBe('a-b');
  });
  test('case counts where it is asked for', () => {
    expect(replaced('House house', { find: 'house', replacement: 'Techno' })).toBe('Techno Techno');
    expect(replaced('House house', { find: 'house', replacement: 'Techno', matchCase: true })).toBe('House Techno');
  });
  test('whole words end where letters of any script do', () => {
    expect(replaced('mix remix mixed', { find: 'mix', replacement: 'cut', match: 'words' })).toBe('cut remix mixed');
    expect(replaced('été étéx', { find: 'été', replacement: 'hiver', match: 'words' })).toBe('hiver étéx');
  });
  test('a letter with its accent apart is the same letter', () => {
    expect(replaced('Beyonce\u0301', { find: 'beyoncé', replacement: 'B' })).toBe('B');
    expect(replaced('Beyonce\u0301', { find: 'x', replacement: 'y' })).toBe('Beyonce\u0301');
  });
  test('patterns have groups', () => {
    const swap = { find: '^(\\w+) - (\\w+)$', replacement: '$2 - $1', match: 'pattern' } as const;
    expect(replaced('a - b', swap)).toBe('b - a');
  });
  test('what is no pattern is refused in words', () => {
    expect(() => replaced('a', { find: '(', match: 'pattern' })).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringMatching(/no regular expression/) }),
    );
  });
  test('a title is not emptied, and nothing grows past its field', () => {
    const change = { kind: 'replace', find: 'all', replacement: '', match: 'text', matchCase: false } as const;
    expect(textChanger(change, ['title', 'album'])(texts({ title: 'all', album: 'all' }))).toEqual({
      changes: [{ field: 'album', after: '', paired: false }],
      emptied: 1,
      tooLong: 0,
    });
    const long = { ...change, replacement: 'x'.repeat(400) };
    expect(textChanger(long, ['genre'])(texts({ genre: 'all all' }))).toMatchObject({ changes: [], tooLong: 1 });
  });
  test('no space is left at the ends of a name', () => {
    expect(replaced('Strobe (live)', { find: '(live)', replacement: '' })).toBe('Strobe');
  });
});

describe('cleaning', () => {
  const cleaning: TextCleaning = { kind: 'clean', cleanUps: [], caseChange: null, guestsTo: 'title' };
  test('moves guests as a pair, and other fields by themselves', () => {
    const change = textChanger({ ...cleaning, cleanUps: ['spaces'] }, ['title', 'artist', 'album']);
    expect(change(texts({ artist: 'A ft. B', title: 'Song ', album: ' X' })).changes).toEqual([
      { field: 'title', after: 'Song (feat. B)', paired: true },
      { field: 'artist', after: 'A', paired: true },
      { field: 'album', after: 'X', paired: false },
    ]);
  });
  test('half of a pair is not done', () => {
    const title = 'x'.repeat(495);
    expect(textChanger(cleaning, ['title'])(texts({ artist: 'A ft. B', title }))).toMatchObject({
      changes: [],
      tooLong: 1,
    });
  });
});

test('a row that is left out takes its pair with it, and no other', () => {
  const row = (id: number, field: 'title' | 'artist' | 'album', paired: boolean) => ({
    trackId: TrackId.parse(`00000000-0000-7000-8000-00000000000${id}`),
    title: '',
    artist: '',
    before: '',
    after: 'x',
    field,
    paired,
  });
  const rows = [row(1, 'title', true), row(1, 'artist', true), row(1, 'album', false), row(2, 'title', false)];
  const fields = (leftOut: number[]) =>
    chosenChanges(rows, new Set(leftOut)).flatMap((track) => track.rows.map(({ field }) => field));
  expect(fields([])).toEqual(['title', 'artist', 'album', 'title']);
  expect(fields([1])).toEqual(['album', 'title']);
  expect(fields([2])).toEqual(['title', 'artist', 'title']);
  expect(fields([3])).toEqual(['title', 'artist', 'album']);
});

test('a pair is found by its track, with other texts of it in between', () => {
  const row = (track: number, field: 'title' | 'artist' | 'album' | 'genre', paired: boolean) => ({
    trackId: TrackId.parse(`01919191-0000-7000-8000-00000000000${track}`),
    title: '',
    artist: '',
    field,
    before: '',
    after: 'x',
    paired,
  });
  const rows = [
    row(1, 'title', true),
    row(2, 'title', true),
    row(2, 'album', false),
    row(2, 'genre', false),
    row(2, 'artist', true),
    row(3, 'artist', true),
  ];
  const fieldsOfSecond = (leftOut: number[]) =>
    chosenChanges(rows, new Set(leftOut))[1]?.rows.map(({ field }) => field);
  expect(fieldsOfSecond([])).toEqual(['title', 'album', 'genre', 'artist']);
  expect(fieldsOfSecond([1])).toEqual(['album', 'genre']);
  expect(fieldsOfSecond([4])).toEqual(['album', 'genre']);
  expect(rows.map((_, index) => pairOf(index, (at) => rows[at]))).toEqual([null, 4, null, null, 1, null]);
});
