import { type ClientContext, type ClientLink, type ClientOptions, createORPCClient, ORPCError } from '@orpc/client';
import { PROTOCOL_VERSION } from '#shared/contract/base.ts';
import type { HostClient } from '#shared/contract/contract.ts';
import type { HostInfo } from '#shared/contract/system.ts';
import { backoffMs } from './backoff.ts';
import { Observable } from './observable.ts';
import { type HostLine, SignedOutError, type Transport } from './transport.ts';

export type ConnectionState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'online'; readonly host: HostInfo }
  /** Lost: tries again at `retryAt` (milliseconds since the epoch). */
  | { readonly phase: 'offline'; readonly reason: string; readonly attempt: number; readonly retryAt: number }
  /** The host was started again and does not know this browser: tries again only when the user asks. */
  | { readonly phase: 'signed-out'; readonly reason: string }
  /** Page and host come from different versions: only loading the page anew helps. */
  | { readonly phase: 'incompatible'; readonly reason: string };

/** @param change `isOtherLibrary`: its tracks and sets are others, with other ids. */
type HostChanged = (change: { readonly isOtherLibrary: boolean }) => void;

/** How long a call waits for a lost host before it fails. */
const CALL_PATIENCE_MS = 8000;

/**
 * Keeps one line to the host open for as long as the window lives. Calls made while it is down wait a little for the
 * next line; `online` is announced only after the version handshake.
 */
export class HostConnection {
  readonly state = new Observable<ConnectionState>({ phase: 'connecting' });
  private readonly transport: Transport;
  private line: HostLine | null = null;
  private host: HostInfo | null = null;
  private wake: (() => void) | null = null;
  /** Called when another host answers: whatever was known of the old one is void. */
  private readonly hostChanged: HostChanged;
  private readonly patienceMs: number;

  constructor(transport: Transport, hostChanged: HostChanged, patienceMs = CALL_PATIENCE_MS) {
    this.transport = transport;
    this.hostChanged = hostChanged;
    this.patienceMs = patienceMs;
  }

  /** Runs until the versions turn out not to fit. */
  async run(): Promise<void> {
    for (let attempt = 1; this.state.get().phase !== 'incompatible'; attempt += 1) {
      const reason = await this.openAndHold(() => {
        attempt = 0;
      });
      if (this.state.get().phase === 'incompatible') return;
      if (this.state.get().phase === 'signed-out') {
        await this.asked();
        this.state.set({ phase: 'connecting' });
        attempt = 0;
        continue;
      }
      const wait = backoffMs(Math.max(1, attempt), Math.random());
      this.state.set({ phase: 'offline', reason, attempt: Math.max(1, attempt), retryAt: Date.now() + wait });
      await this.pause(wait);
    }
  }

  /** Skips the rest of the wait; after a sign-in it is what goes on. */
  retryNow(): void {
    this.wake?.();
  }

  /** A link that always uses the line of the moment. */
  link(): ClientLink<ClientContext> {
    return {
      call: async (path, input, options: ClientOptions<ClientContext>) => {
        const line = await this.onlineLine(options.signal);
        return line.link.call(path, input, options);
      },
    };
  }

  /** Resolves when the host is there. Rejects only when `signal` aborts. */
  whenOnline(signal: AbortSignal): Promise<void> {
    return this.state.until((state) => state.phase === 'online', signal);
  }

  private async onlineLine(signal: AbortSignal | undefined): Promise<HostLine> {
    if (this.line && this.state.get().phase === 'online') return this.line;
    const patience = AbortSignal.timeout(this.patienceMs);
    await this.whenOnline(signal ? AbortSignal.any([signal, patience]) : patience).catch((cause: unknown) => {
      signal?.throwIfAborted();
      const message = 'MusicForge is not answering. Your change was not saved; try again once it is connected.';
      throw new ORPCError('unavailable', { message, cause, defined: true, data: { details: {} } });
    });
    if (!this.line) throw new ORPCError('unavailable', { message: 'The line was lost again.', data: { details: {} } });
    return this.line;
  }

  /** Opens a line, shakes hands and stays until it is lost. @returns Why there is no line any more. */
  private async openAndHold(connected: () => void): Promise<string> {
    let line: HostLine;
    try {
      line = await this.transport();
    } catch (error) {
      if (error instanceof SignedOutError) this.state.set({ phase: 'signed-out', reason: error.message });
      return error instanceof Error ? error.message : 'The host cannot be reached.';
    }
    try {
      const client: HostClient = createORPCClient(line.link);
      const host = await client.system.hello({ protocol: PROTOCOL_VERSION });
      if (this.host !== null && this.host.hostId !== host.hostId)
        this.hostChanged({ isOtherLibrary: this.host.libraryId !== host.libraryId });
      this.host = host;
      this.line = line;
      connected();
      this.state.set({ phase: 'online', host });
      return await line.closed;
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'conflict')
        this.state.set({ phase: 'incompatible', reason: error.message });
      return error instanceof Error ? error.message : 'The host did not greet.';
    } finally {
      this.line = null;
      line.close();
    }
  }

  private asked(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
