import { expect, test } from 'vitest';
import { createNoticeBoard, type NoticeText } from '#main/host/notice-board.ts';
import type { Notice } from '#shared/contract/system.ts';

const text = (title: string): NoticeText => ({ level: 'info', title, message: 'What happened' });

test('a window that comes late sees the notices of the start, then new ones, in order', async () => {
  const restored: Notice = { id: 'restored', ...text('Restored') };
  const board = createNoticeBoard([restored], () => undefined);
  board.post(text('Second'));
  const stop = new AbortController();
  const seen = board.watch(stop.signal);
  expect((await seen.next()).value).toEqual(restored);
  expect((await seen.next()).value).toMatchObject({ title: 'Second' });
  const third = seen.next();
  board.post(text('Third'));
  expect((await third).value).toMatchObject({ title: 'Third' });
});

test('every window sees every notice, under the same id', async () => {
  const board = createNoticeBoard([], () => undefined);
  const stop = new AbortController();
  const [one, two] = [board.watch(stop.signal).next(), board.watch(stop.signal).next()];
  board.post(text('News'));
  expect((await one).value).toEqual((await two).value);
});

test('waiting ends with the window', async () => {
  const stop = new AbortController();
  const waiting = createNoticeBoard([], () => undefined)
    .watch(stop.signal)
    .next();
  stop.abort();
  expect((await waiting).done).toBe(true);
});

test('what is posted is told to the log; notices of the start are not posted', () => {
  const logged: NoticeText[] = [];
  createNoticeBoard([{ id: 'a', ...text('Start') }], (notice) => logged.push(notice)).post(text('News'));
  expect(logged).toEqual([text('News')]);
});
