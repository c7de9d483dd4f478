import { AppError } from '#shared/errors/app-error.ts';

/** Why a port cannot be listened on, in words; null for any other failure. @param port The one that was asked for. */
export function portError(port: number, error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    const message = `Port ${port} is in use by another program. Choose another with --port, or leave it out.`;
    return new AppError('unavailable', message, { port }, error);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    const message = `You may not use port ${port}. Choose one above 1023 with --port, or leave it out.`;
    return new AppError('permission-denied', message, { port }, error);
  }
  return null;
}
