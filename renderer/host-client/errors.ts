import { ORPCError } from '@orpc/client';

export interface ErrorText {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
}

interface ErrorFacts {
  readonly details?: Readonly<Record<string, string | number>>;
  readonly requestId?: string;
}

/**
 * What to tell the user about a failed call. Typed errors carry their own message; of anything else only the request id
 * is known, which the log knows as well.
 */
export function describeError(error: unknown): ErrorText {
  if (!(error instanceof ORPCError)) {
    const text = error instanceof Error ? error.message : String(error);
    return { code: 'internal', message: `The window ran into a fault: ${text}`, details: {} };
  }
  const facts = (error.data ?? {}) as ErrorFacts;
  if (error.code === 'internal' || facts.requestId !== undefined) {
    const id = facts.requestId ?? 'unknown';
    return {
      code: 'internal',
      message: `Something went wrong inside MusicForge. If it happens again, quote request ${id} with the diagnostics (Settings > Copy diagnostics).`,
      details: {},
    };
  }
  return { code: String(error.code), message: error.message, details: facts.details ?? {} };
}

/** Worth another try: the line was lost or the host was busy. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ORPCError) return error.code === 'unavailable' || error.code === 'busy';
  return error instanceof Error && error.name === 'AbortError';
}
