/** A clean stop that takes longer is stuck. */
const PATIENCE_MS = 10_000;
/** One Ctrl-C may arrive several times at once: from the terminal, and handed on by npm. */
const SAME_SIGNAL_MS = 500;

/**
 * Ends the process cleanly on Ctrl-C and SIGTERM: `stop` runs once, then exit code 0. A second signal
 * (half a second later or more), or a stop that takes longer than 10 s, ends it at once with code 1; the queue of the
 * analysis survives that too.
 */
export function stopOnSignals(stop: () => Promise<void>, say: (text: string) => void): void {
  let stoppingSince: number | null = null;
  const onSignal = () => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    say('Stopping. Press Ctrl-C again to stop at once.');
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(`Could not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}
