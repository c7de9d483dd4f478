import { expect, test } from 'vitest';
import { BackgroundJobs, type JobState } from '#main/platform/background-jobs.ts';
import { createStateStream } from '#main/platform/state-stream.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { manualClock } from '#test/support/temp-library.ts';

interface State extends JobState {
  readonly phase: 'idle' | 'reading' | 'writing' | 'done';
  readonly result: string | null;
  readonly error: string | null;
}

const IDLE: State = { job: 0, phase: 'idle', done: 0, total: 0, secondsLeft: null, result: null, error: null };

function open() {
  const clock = manualClock();
  const stream = createStateStream<State>(IDLE);
  const logged: string[] = [];
  const jobs = new BackgroundJobs<State>({
    stream,
    idle: IDLE,
    clock,
    log: { error: (event) => void logged.push(event) },
    failure: 'reading failed',
    failed: (error) => ({ phase: 'done', error }),
  });
  return { clock, stream, logged, jobs };
}

test('a job tells how far it is, how long the rest takes once that is no guess, and what came of it', async () => {
  const { clock, stream, jobs } = open();
  jobs.run('reading', async (progress) => {
    progress.total(10);
    clock.advance(500);
    progress.counted();
    expect(stream.current()).toMatchObject({ job: 1, phase: 'reading', done: 1, total: 10, secondsLeft: null });
    clock.advance(1500);
    progress.counted(4);
    expect(stream.current()).toMatchObject({ done: 5, secondsLeft: 2 });
    return { phase: 'done', result: 'read' };
  });
  expect(jobs.phase).toBe('reading');
  await jobs.cancel();
  expect(jobs.phase).toBeNull();
  expect(stream.current()).toEqual({ ...IDLE, job: 1, phase: 'done', done: 5, total: 10, result: 'read' });
});

test('cancelling waits for its end, and the next one begins anew', async () => {
  const { stream, jobs } = open();
  jobs.run('writing', async (progress, signal) => {
    progress.counted(3);
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    return { phase: 'done', result: 'stopped' };
  });
  await jobs.cancel();
  expect(stream.current()).toMatchObject({ job: 1, result: 'stopped', done: 3 });
  jobs.run('reading', () => Promise.resolve({ phase: 'done' as const }));
  expect(stream.current()).toEqual({ ...IDLE, job: 2, phase: 'reading' });
});

test('one that fails says so in words; a fault goes into the log, what the user can do something about does not', async () => {
  const { stream, logged, jobs } = open();
  jobs.run('reading', () => Promise.reject(new AppError('storage-full', 'The disk is full.')));
  await jobs.cancel();
  expect(stream.current()).toMatchObject({ phase: 'done', error: 'The disk is full.' });
  expect(logged).toEqual([]);
  jobs.run('reading', () => Promise.reject(new TypeError('x is not a function')));
  await jobs.cancel();
  expect(stream.current()).toMatchObject({ error: 'It stopped by a fault, which the log describes.' });
  expect(logged).toEqual(['reading failed']);
});
