import { ORPCError, ValidationError } from '@orpc/server';
import { AppError } from '#shared/errors/app-error.ts';

/** A call that failed for a reason that is not the user's: a bug, told to the log under an id that the user can quote. */
export interface InternalFault {
  readonly requestId: string;
  /** The procedure: "library.tracks". */
  readonly procedure: string;
  readonly error: unknown;
}
export type ReportFault = (fault: InternalFault) => void;

interface Call {
  readonly path: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

const declared = (code: string, message: string, details: AppError['details'] = {}) =>
  new ORPCError(code, { message, data: { details } });

/** Which field is wrong, and how: "limit: Too big: expected number to be <=500". */
function describeInvalidInput(error: ValidationError): ORPCError<string, unknown> {
  const issue = error.issues[0];
  const field = (issue?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  const what = issue?.message ?? 'The values do not fit together';
  return declared('invalid-input', field === '' ? what : `${field}: ${what}`, field === '' ? {} : { field });
}

/**
 * The one place where errors leave the host. An AppError crosses with code, message and details; input that does not
 * fit the contract becomes `invalid-input`; a cancelled call `cancelled`. Anything else, output that breaks the
 * contract included, becomes `internal` with only a request id and is reported with its stack.
 */
export function translateError(error: unknown, call: Call, report: ReportFault): ORPCError<string, unknown> {
  if (error instanceof AppError) return declared(error.code, error.message, error.details);
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError)
    return describeInvalidInput(error.cause);
  if (call.signal?.aborted) return declared('cancelled', 'The request was cancelled.');
  const requestId = crypto.randomUUID().slice(0, 8);
  report({ requestId, procedure: call.path.join('.'), error });
  return new ORPCError('internal', {
    message: `Something went wrong inside MusicForge. Quote request ${requestId} when you report it.`,
    data: { requestId },
  });
}

/** Streams fail while they are read, long after the call returned: their errors are translated there. */
async function* translateStream(source: AsyncIterable<unknown>, call: Call, report: ReportFault) {
  try {
    yield* source;
  } catch (error) {
    throw translateError(error, call, report);
  }
}

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

/** Interceptor around every procedure, inside which validation of input and output happens too. */
export function errorBoundary(report: ReportFault) {
  return async (call: Call & { next: () => Promise<unknown> }): Promise<unknown> => {
    try {
      const output = await call.next();
      return isStream(output) ? translateStream(output, call, report) : output;
    } catch (error) {
      throw translateError(error, call, report);
    }
  };
}
