import type { Logger } from '#main/platform/logger.ts';

/**
 * A bug that nobody caught. A forgotten rejection is logged and the host goes on; after an exception its state is not
 * to be trusted, so the process ends: the database is safe at any moment, and Electron starts it again.
 */
export function reportCrashes(log: Logger): void {
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
  process.on('uncaughtException', (error) => {
    log.error('uncaught exception', { error });
    process.stderr.write(
      'MusicForge ran into a fault and stopped. The log in its data folder says why; nothing saved is lost.\n',
    );
    process.exit(70);
  });
}
