import type { ClientContext, ClientLink } from '@orpc/client';

/** One open line to the host. It is used until `closed` resolves, then thrown away. */
export interface HostLine {
  readonly link: ClientLink<ClientContext>;
  /** Resolves once when the line is lost, with the reason in words. Never rejects. */
  readonly closed: Promise<string>;
  close(): void;
}

/** The host is there but does not know this browser (any more): only the user can help, with a fresh link. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

/**
 * Opens a line.
 * @throws {SignedOutError} If the host wants a fresh sign-in; trying again by itself is of no use.
 * @throws {Error} If the host does not answer; the connection tries again.
 */
export type Transport = () => Promise<HostLine>;
