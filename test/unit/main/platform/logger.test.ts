import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogger } from '#main/platform/logger.ts';
import { tempFolder } from '#test/support/temp-library.ts';

const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

test('lines are JSON with time, level, event and facts', () => {
  const file = join(tempFolder(), 'logs', 'host.log');
  const log = createLogger(file, () => Date.UTC(2026, 0, 2));
  log.info('host started', { version: '1.2.3' });
  log.warn('slow statement', { milliseconds: 41, sql: 'SELECT 100 % 7, "%s %o"' });
  log.error('rpc failed', { requestId: 'abc', error: new TypeError('bad') });
  expect(linesOf(file)).toMatchObject([
    { time: '2026-01-02T00:00:00.000Z', level: 'info', event: 'host started', version: '1.2.3' },
    { level: 'warn', event: 'slow statement', milliseconds: 41, sql: 'SELECT 100 % 7, "%s %o"' },
    { level: 'error', event: 'rpc failed', requestId: 'abc', error: { name: 'TypeError', message: 'bad' } },
  ]);
});

test('folders and secrets never reach the file or the recent lines', () => {
  const file = join(tempFolder(), 'host.log');
  const log = createLogger(file);
  log.info('file failed', { path: '/home/joe/Music/a b.mp3', token: 'abc' });
  log.error('crash', { error: new Error("open '/home/joe/x.mp3' with token=abc") });
  const written = readFileSync(file, 'utf8') + log.recentLines().join('\n');
  expect(written).toContain('a b.mp3');
  expect(written).not.toMatch(/joe|abc|Music/);
});

test('recent lines are the last 200 of this start, oldest first', () => {
  const log = createLogger(join(tempFolder(), 'host.log'));
  for (let index = 0; index < 250; index += 1) log.info('line', { index });
  const recent = log.recentLines().map((line) => (JSON.parse(line) as { index: number }).index);
  expect(recent).toEqual(Array.from({ length: 200 }, (_, index) => index + 50));
});

test('the log is rotated and never grows without end', () => {
  const folder = tempFolder();
  const log = createLogger(join(folder, 'host.log'));
  const filler = 'x'.repeat(200_000);
  for (let index = 0; index < 80; index += 1) log.info('line', { index, filler });
  const files = readdirSync(folder).sort();
  expect(files).toEqual(['host.1.log', 'host.2.log', 'host.3.log', 'host.log']);
  for (const file of files) expect(statSync(join(folder, file)).size).toBeLessThan(2_500_000);
  const last = linesOf(join(folder, 'host.log')).at(-1) as { index: number };
  expect(last.index).toBe(79);
});

test('two logs of one process do not mix', () => {
  const folder = tempFolder();
  createLogger(join(folder, 'a.log')).info('a');
  createLogger(join(folder, 'b.log')).info('b');
  expect(linesOf(join(folder, 'a.log'))).toMatchObject([{ event: 'a' }]);
  expect(linesOf(join(folder, 'b.log'))).toMatchObject([{ event: 'b' }]);
});
