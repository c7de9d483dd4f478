import { describe, expect, test } from 'vitest';
import { nextAverage, secondsLeft } from '#main/analysis/estimate.ts';

describe('time left', () => {
  test('is the work that is left, shared among the workers', () => {
    // 9 waiting and two half done are 10 jobs of 6 s for two workers.
    expect(secondsLeft({ queued: 9, active: [0.5, 0.5], workers: 2, averageSeconds: 6 })).toBe(30);
  });

  test('of the last job is its own: the other workers cannot help', () => {
    expect(secondsLeft({ queued: 0, active: [0.25], workers: 8, averageSeconds: 8 })).toBe(6);
    expect(secondsLeft({ queued: 0, active: [0.9, 0], workers: 2, averageSeconds: 10 })).toBe(10);
  });

  test('is nothing without work and unknown before the first job has ended', () => {
    expect(secondsLeft({ queued: 0, active: [], workers: 2, averageSeconds: null })).toBe(0);
    expect(secondsLeft({ queued: 3, active: [0.5], workers: 2, averageSeconds: null })).toBeNull();
  });

  test('follows a change of speed within a few jobs and is not thrown by one', () => {
    let average = nextAverage(null, 5);
    expect(average).toBe(5);
    average = nextAverage(average, 15);
    expect(average).toBe(7);
    for (let job = 0; job < 10; job += 1) average = nextAverage(average, 15);
    expect(average).toBeGreaterThan(14);
  });
});
