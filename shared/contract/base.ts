import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ERROR_CODES } from '#shared/errors/app-error.ts';

/** What crosses with every declared error: facts for the message, never paths or stacks. */
const ErrorData = z.object({ details: z.record(z.string(), z.union([z.string(), z.number()])) });

/**
 * Every procedure may answer with these typed errors. Anything else becomes `internal` with only a request id, which
 * the user can quote and the log knows.
 */
export const APP_ERRORS = {
  ...Object.fromEntries(ERROR_CODES.map((code) => [code, { data: ErrorData }])),
  internal: { data: z.object({ requestId: z.string() }) },
};

/** Start of every procedure of the contract. */
export const procedure = oc.errors(APP_ERRORS);

/** Raised when the two sides could misunderstand each other; the handshake compares it. */
export const PROTOCOL_VERSION = 4;
