import type { CipherReply, CipherRequest } from '#main/platform/remote-cipher.ts';
import type { MediaReply, MediaRequest } from './remote-media.ts';

/**
 * Electron's main process to the host. `window` brings a MessagePort: one end of a line to a window. `stop` asks for a
 * clean end; the host then exits by itself. The rest are answers and questions about media and secrets.
 */
export type ShellToHost = { readonly type: 'window' } | { readonly type: 'stop' } | MediaRequest | CipherReply;

/** The host to Electron's main process. `failed`: it cannot start, restarting does not help; it then exits. */
export type HostToShell = { readonly type: 'failed'; readonly message: string } | MediaReply | CipherRequest;
