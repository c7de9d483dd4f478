/** Closed set: a code that is not here cannot cross to the renderer. */
export const ERROR_CODES = [
  'invalid-input',
  'not-found',
  'conflict',
  'busy',
  'cancelled',
  'unsupported',
  'unavailable',
  'permission-denied',
  'storage-full',
  'library-locked',
  'ffmpeg-missing',
  'unreadable-audio',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** The one error that is meant for the user. The message says what to do. Anything else thrown is a bug. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.details = details;
  }
}
