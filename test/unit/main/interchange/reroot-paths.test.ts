import { expect, test } from 'vitest';
import { type Rerooting, rerootSteps } from '#main/interchange/reroot-paths.ts';

function rerootPaths(foreign: readonly string[], local: readonly string[]): Rerooting {
  const steps = rerootSteps(foreign, local);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const one = (foreign: string, local: readonly string[]) => rerootPaths([foreign], local).paths[0];

test('a collection is found under another root, of another system, in other case and composition', () => {
  const local = ['/Volumes/Music/House/Café Del Mar.mp3', '/Volumes/Music/Techno/b.mp3', '/Users/me/c.mp3'];
  const { paths, prefixes } = rerootPaths(
    ['D:\\Music\\house\\Cafe\u0301 del mar.MP3', 'D:\\Music\\Techno\\b.mp3'],
    local,
  );
  expect(paths.map((found) => found?.path)).toEqual([local[0], local[1]]);
  expect(paths[0]?.sharedSegments).toBe(3);
  expect(prefixes).toEqual([{ from: 'D:', to: '/Volumes', paths: 2 }]);
});

test('the longest common tail decides, and of equal ones the prefix that most paths agree on', () => {
  const local = [
    '/backup/A/01.mp3',
    '/home/me/Tunes/A/01.mp3',
    '/home/me/Tunes/A/02.mp3',
    '/home/me/Tunes/B/03.mp3',
    '/x/01.mp3',
  ];
  const { paths } = rerootPaths(['D:\\Music\\A\\01.mp3', 'D:\\Music\\A\\02.mp3', 'D:\\Music\\B\\03.mp3'], local);
  expect(paths[0]).toEqual({ path: '/home/me/Tunes/A/01.mp3', sharedSegments: 2, others: ['/backup/A/01.mp3'] });
});

test('a name alone is enough, and no name is none', () => {
  expect(one('/old/place/a.mp3', ['/new/a.mp3'])).toEqual({ path: '/new/a.mp3', sharedSegments: 1, others: [] });
  expect(one('/old/place/b.mp3', ['/new/a.mp3'])).toBeNull();
  expect(one('', ['/new/a.mp3'])).toBeNull();
  expect(one('/a.mp3\0', ['/a.mp3'])).toBeNull();
});

test('nothing outside the known files is ever answered', () => {
  expect(one('/Music/../../../etc/passwd', ['/Music/a.mp3'])).toBeNull();
  expect(one('C:\\..\\..\\a.mp3', ['/Music/a.mp3'])?.path).toBe('/Music/a.mp3');
});

test('a whole name must be equal: "xa.mp3" is not "a.mp3"', () => {
  expect(one('/m/xa.mp3', ['/m/a.mp3'])).toBeNull();
  expect(one('/n/x/a.mp3', ['/n/xx/a.mp3', '/q/x/a.mp3'])?.path).toBe('/q/x/a.mp3');
});

test('100,000 paths are mapped in well under a second, namesakes included', () => {
  const tails = Array.from({ length: 100_000 }, (_, n) => [
    `Artist ${n % 3000}`,
    `Album ${Math.floor(n / 12)}`,
    `${n % 12} Track ${n % 40}.mp3`,
  ]);
  const foreign = tails.map((tail) => ['D:', 'Music', ...tail].join('\\'));
  const local = tails.map((tail) => ['/home/me/Music', ...tail].join('/'));
  const times = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    const { paths } = rerootPaths(foreign, local);
    const { user } = process.cpuUsage(start);
    expect(paths.every((found, index) => found?.path === local[index])).toBe(true);
    return user / 1000;
  });
  // Milliseconds of processor time, which others' work on the machine does not add to; about 400.
  expect(Math.min(...times)).toBeLessThan(1000);
});
