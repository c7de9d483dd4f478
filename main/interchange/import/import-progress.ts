import type { Clock } from '#main/platform/clock.ts';
import type { StateStream } from '#main/platform/state-stream.ts';
import type { ImportState } from '#shared/contract/interchange.ts';

/** Before this an estimate is a guess. */
const ESTIMATE_AFTER_MS = 1_000;

/** Says how far a phase is and how long it will take. */
export function createProgress(stream: StateStream<ImportState>, clock: Clock) {
  let startedMs = 0;
  return {
    start(phase: ImportState['phase']): void {
      startedMs = clock.now();
      stream.publish({ ...stream.current(), phase, fraction: 0, secondsLeft: null });
    },
    report(fraction: number): void {
      const elapsedMs = clock.now() - startedMs;
      const isEarly = elapsedMs < ESTIMATE_AFTER_MS || fraction <= 0;
      const secondsLeft = isEarly ? null : Math.ceil((elapsedMs / fraction) * (1 - fraction)) / 1_000;
      stream.publish({ ...stream.current(), fraction: Math.min(1, fraction), secondsLeft });
    },
  };
}
export type ImportProgress = ReturnType<typeof createProgress>;
