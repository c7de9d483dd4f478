import type { ClientContext, ClientLink } from '@orpc/client';

/** One open line to the host. It is used until `closed` resolves, then thrown away. */
export interface HostLine {
  readonly link: ClientLink<ClientContext>;
  /** Resolves once when the line is lost, with the reason in words. Never rejects. */
  readonly closed: Promise<string>;
  close(): void;
}

/**
 * Opens a line.
 * @throws {Error} If the host does not answer; the connection tries again.
 */
export type Transport = () => Promise<HostLine>;
