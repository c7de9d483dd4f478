import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { HostInfo, Notice } from '#shared/contract/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Answer, os } from './implementer.ts';
import { stream } from './stream.ts';

/** What this area needs of the host itself. Streams end when `signal` aborts. */
export interface SystemUseCases {
  readonly info: HostInfo;
  diagnostics(): Answer<string>;
  watchNotices(signal: AbortSignal): AsyncIterable<Notice>;
}

/** @throws {AppError} `conflict` when the two sides speak different versions of the contract. */
function greet(info: HostInfo, protocol: number): HostInfo {
  if (protocol === PROTOCOL_VERSION) return info;
  const older = protocol < PROTOCOL_VERSION ? 'window' : 'host';
  throw new AppError(
    'conflict',
    `This window and MusicForge ${info.appVersion} are of different versions (the ${older} is older). Reload the page; if that does not help, restart MusicForge.`,
    { client: protocol, host: PROTOCOL_VERSION },
  );
}

export function systemRouter(system: SystemUseCases) {
  return {
    hello: os.system.hello.handler(({ input }) => greet(system.info, input.protocol)),
    diagnostics: os.system.diagnostics.handler(async () => ({ text: await system.diagnostics() })),
    watchNotices: os.system.watchNotices.handler(({ signal }) => stream((stop) => system.watchNotices(stop), signal)),
  };
}
