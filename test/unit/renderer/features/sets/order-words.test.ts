import { expect, test } from 'vitest';
import { gainInWords, moveInWords, transitionsInWords } from '#renderer/features/sets/order-words.ts';
import { type OrderedTrack, OrderProposal } from '#shared/contract/set-order.ts';
import { TrackId } from '#shared/contract/ids.ts';
import { ORDER_RULES } from '#test/support/order-tracks.ts';

/** A track in 1A or 7A, which clash. */
const track = (number: number, key: 0 | 12): OrderedTrack => ({
  id: TrackId.parse(`01930000-0000-7000-8000-00000000000${number}`),
  title: '',
  artist: '',
  bpm: 124,
  key,
  energy: 0.5,
  artists: [String(number)],
  song: '',
  locked: false,
});
const [a, b, c, d] = [track(1, 0), track(2, 12), track(3, 0), track(4, 12)];

test('transitions are counted before and after', () => {
  expect(transitionsInWords([a, b, c, d], [a, c, b, d], ORDER_RULES)).toBe('2 of 3 transitions without a fault, 0 now');
  expect(transitionsInWords([a, c], [c, a], ORDER_RULES)).toBe('1 of 1 transition without a fault, as many as now');
});

test('a gain is told as a share, and whether there is better', () => {
  const proposal = OrderProposal.parse({
    tracks: [],
    order: [],
    costBefore: 10,
    cost: 6.6,
    greedyCost: 8,
    isExact: true,
  });
  expect(gainInWords(proposal)).toBe('By keys, tempo and energy it is 34 % better than now. No order is better.');
  expect(gainInWords({ ...proposal, cost: 10, isExact: false })).toBe('It is hardly better than now.');
});

test('a move says from where, counted from one', () => {
  expect([moveInWords(6, 2), moveInWords(1, 8)]).toEqual(['up from 7', 'down from 2']);
});
