import { expect, test } from 'vitest';
import { parseEdit } from '#renderer/features/library/edit-values.ts';
import { inventTrack } from '#test/support/fake-host/invented-tracks.ts';

const track = { ...inventTrack(1), title: 'Night Drive', year: 2019, comment: '' };

test('an unchanged text is no edit', () => {
  expect(parseEdit(track, 'title', 'Night Drive')).toBeNull();
  expect(parseEdit(track, 'title', ' Night Drive ')).toBeNull();
});

test('a text becomes the edit of its field, a year a number or none', () => {
  expect(parseEdit(track, 'title', 'Night Bus')).toEqual({ title: 'Night Bus' });
  expect(parseEdit(track, 'year', '2021')).toEqual({ year: 2021 });
  expect(parseEdit(track, 'year', '')).toEqual({ year: null });
});

test('what does not do is said in words', () => {
  expect(parseEdit(track, 'title', '   ')).toBe('A track needs a title.');
  expect(parseEdit(track, 'year', '19')).toBe('A year has four digits.');
});

test('a column that cannot be edited makes no edit', () => {
  expect(parseEdit(track, 'bpm', '999')).toBeNull();
});
