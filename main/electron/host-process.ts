import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import { RemoteMedia } from '#main/media/remote-media.ts';
import type { HostToShell, ShellToHost } from '#main/media/shell-messages.ts';
import { answerCipherRequest } from '#main/platform/remote-cipher.ts';
import type { SecretCipher } from '#main/platform/secret-store.ts';
import { SHELL_CHANNELS } from '#shared/shell/shell-channels.ts';
import { restartDelayMs } from './restart-policy.ts';

const STOP_PATIENCE_MS = 10_000;

export interface HostEvents {
  /** It died by itself. */
  ended(code: number): void;
  /** It died and has been started again; `message` is for the user. */
  restarted(message: string): void;
  /** It cannot run. */
  failed(message: string): void;
}

/** Keeps the host running as a utility process. */
export class HostProcess {
  readonly media = new RemoteMedia((request) => this.post(request));
  private readonly entry: string;
  private readonly args: readonly string[];
  private readonly cipher: SecretCipher;
  private readonly events: HostEvents;
  private readonly deathsMs: number[] = [];
  private child: UtilityProcess | null = null;
  private stopping = false;

  /** @param entry Absolute path of the built utility-entry.js. */
  constructor(entry: string, args: readonly string[], cipher: SecretCipher, events: HostEvents) {
    this.entry = entry;
    this.args = args;
    this.cipher = cipher;
    this.events = events;
  }

  start(): void {
    const child = utilityProcess.fork(this.entry, [...this.args], { serviceName: 'MusicForge host' });
    this.child = child;
    child.on('message', (message: HostToShell) => this.receive(message));
    child.once('exit', (code) => this.ended(code));
  }

  /** Gives the page of `window` a line to the host of the moment. */
  connect(window: WebContents): void {
    if (this.child === null) return;
    const { port1, port2 } = new MessageChannelMain();
    this.child.postMessage({ type: 'window' } satisfies ShellToHost, [port1]);
    window.postMessage(SHELL_CHANNELS.hostPort, null, [port2]);
  }

  /** Resolves when the host has ended; one that does not end in 10 s is killed. */
  stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child === null) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill(), STOP_PATIENCE_MS);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.post({ type: 'stop' });
    });
  }

  private post(message: ShellToHost): void {
    if (this.child === null) this.media.abandon();
    else this.child.postMessage(message, []);
  }

  private receive(message: HostToShell): void {
    if (message.type === 'media-reply') this.media.settle(message);
    if (message.type === 'cipher-request')
      void answerCipherRequest(this.cipher, message).then((reply) => this.post(reply));
    if (message.type === 'failed') {
      this.stopping = true;
      this.events.failed(message.message);
    }
  }

  private ended(code: number): void {
    this.child = null;
    this.media.abandon();
    if (this.stopping) return;
    this.events.ended(code);
    this.deathsMs.push(Date.now());
    const delay = restartDelayMs(this.deathsMs);
    if (delay === null) {
      this.events.failed(`The MusicForge host ended again and again (code ${code}). The log says why.`);
      return;
    }
    setTimeout(() => {
      if (this.stopping) return;
      this.start();
      this.events.restarted('MusicForge was interrupted and has started again. Nothing that was saved is lost.');
    }, delay);
  }
}
