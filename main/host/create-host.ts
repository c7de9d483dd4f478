import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createLogger, type Logger } from '#main/platform/logger.ts';
import { createRouter, type UseCases } from '#main/rpc/router.ts';
import { createRpcServer, type RpcServer } from '#main/rpc/transports.ts';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { Notice } from '#shared/contract/system.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface HostOptions {
  /** Absolute path; made when it is not there. */
  readonly dataFolder: string;
  readonly appVersion: string;
}

export interface Host {
  readonly log: Logger;
  readonly rpc: RpcServer;
  media(request: Request): Promise<Response>;
  /** Stops the workers, returns their jobs to the queue and closes the database. */
  close(): Promise<void>;
}

function absentArea(): never {
  return new Proxy(
    {},
    {
      get: () => () => {
        throw new AppError('unavailable', 'This part of MusicForge is not connected yet.');
      },
    },
  ) as never;
}

// eslint-disable-next-line require-yield -- a stream that waits
async function* quiet(signal: AbortSignal): AsyncGenerator<Notice> {
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
}

/** Builds every service by hand and connects them: the one place that knows them all. */
export async function createHost(options: HostOptions): Promise<Host> {
  const log = createLogger(join(options.dataFolder, 'logs', 'host.log'));
  const useCases: UseCases = {
    system: {
      info: {
        protocol: PROTOCOL_VERSION,
        appVersion: options.appVersion,
        platform: process.platform,
        hostId: randomUUID(),
        cpuCount: availableParallelism(),
      },
      diagnostics: () => '',
      watchNotices: quiet,
    },
    library: absentArea(),
    history: absentArea(),
    analysis: absentArea(),
    suggestions: absentArea(),
    sets: absentArea(),
    settings: absentArea(),
    demo: absentArea(),
  };
  const rpc = createRpcServer(createRouter(useCases), (fault) => log.error('rpc failed', { ...fault }));
  return {
    log,
    rpc,
    media: async () => new Response(null, { status: 404 }),
    close: async () => undefined,
  };
}
