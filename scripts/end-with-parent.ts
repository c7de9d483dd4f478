const LOOK_MS = 500;

/**
 * Asks this process to end (SIGTERM) when the one that started it is gone. npm runs its scripts in a shell, and a SIGTERM
 * to npm ends npm and the shell but does not reach what the shell runs.
 * @param environment The process's variables: only a process that npm started is watched.
 */
export function endWithParent(environment: NodeJS.ProcessEnv): void {
  if (environment['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  timer.unref();
}
