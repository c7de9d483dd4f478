import type { WebSocket } from 'ws';
import type { HostPort } from '#main/rpc/frame-guard.ts';
import type { Host } from './create-host.ts';

/** One end of a channel to a window, not started yet. */
export type WindowPort = HostPort & { start(): void; close(): void };

/** Runs one host after another in this process: the library can be opened anew without ending the program. */
export interface HostKeeper {
  /** The host of the moment; while the library is opened anew, the next. */
  current(): Promise<Host>;
  serveSocket(socket: WebSocket): void;
  servePort(port: WindowPort): void;
  close(): Promise<void>;
}

/** RFC 6455: the service restarts. */
const RESTARTS = 1012;

interface KeeperOptions {
  /** @param isFirst Whether it is that of the program's start. @param reopen Ends this host and starts another. */
  readonly start: (reopen: () => void, isFirst: boolean) => Promise<Host>;
  /** The host could not be started again; nothing is left to serve. */
  readonly onLost: (error: unknown) => void;
}

/** Lines of windows, which are told to come again. */
function createLines() {
  const open = new Set<() => void>();
  return {
    /** @returns To be called when the line has ended by itself. */
    add(close: () => void): () => void {
      open.add(close);
      return () => void open.delete(close);
    },
    closeAll(): void {
      for (const close of open) close();
      open.clear();
    },
  };
}

/**
 * Starts the first host.
 * @throws {AppError} What starting it throws.
 */
export async function keepHost({ start, onLost }: KeeperOptions): Promise<HostKeeper> {
  const lines = createLines();
  let closing = false;
  let host = begin(true);
  await host;

  async function replace(old: Host): Promise<Host> {
    lines.closeAll();
    await old.close();
    return begin(false);
  }
  /** A host may ask for another once, and while it is asked from inside: its answer goes out first. */
  function begin(isFirst: boolean): Promise<Host> {
    let asked = false;
    const started = start(() => {
      if (asked || closing) return;
      asked = true;
      setImmediate(() => void started.then(reopen));
    }, isFirst);
    return started;
  }
  function reopen(old: Host): void {
    if (closing) return;
    host = replace(old);
    host.then((next) => next.readAhead(), onLost);
  }

  const serve = (serveWith: (current: Host) => void) => void host.then(serveWith, () => lines.closeAll());
  return {
    current: () => host,
    serveSocket: (socket) => {
      // What the window says before the host is there waits in the line.
      socket.pause();
      socket.once(
        'close',
        lines.add(() => socket.close(RESTARTS, 'MusicForge opens another library')),
      );
      serve((current) => {
        current.rpc.serveSocket(socket);
        socket.resume();
      });
    },
    servePort: (port) => {
      const ended = lines.add(() => port.close());
      if ('addEventListener' in port) port.addEventListener('close', ended);
      else port.on('close', ended);
      serve((current) => {
        current.rpc.servePort(port);
        port.start();
      });
    },
    close: async () => {
      closing = true;
      await (await host).close();
    },
  };
}
