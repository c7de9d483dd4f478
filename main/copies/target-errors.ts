import { AppError } from '#shared/errors/app-error.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const PROTECTED = new Set(['EACCES', 'EPERM', 'EROFS']);
const GONE = new Set(['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE', 'EIO', 'EBADF', 'UNKNOWN']);
const GIGABYTE = 1024 ** 3;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** "1.2 GB", "340 MB": rounded up, so that so much is enough. */
export function sizeInWords(bytes: number): string {
  const [amount, unit] = bytes < GIGABYTE ? [bytes / 1024 ** 2, 'MB'] : [bytes / GIGABYTE, 'GB'];
  const whole = Math.ceil(amount * 10) / 10;
  return `${amount < 10 || unit === 'GB' ? whole.toFixed(1) : Math.ceil(amount)} ${unit}`;
}

export function fullError(missingBytes: number): AppError {
  const message = `The stick is full: ${sizeInWords(missingBytes)} more are needed. Free so much and press Resume, or take another one.`;
  return new AppError('storage-full', message, { missingBytes });
}

export const goneError = (cause?: unknown): AppError =>
  new AppError('unavailable', 'The stick is gone; put it back in and press Resume.', {}, cause);

/** Marks the faults of one file. */
export const OF_FILE = { side: 'file' };

/** A fault of one file, not of the stick: the others are copied all the same. */
export function fileFault(reason: string, cause?: unknown): AppError {
  return new AppError('unavailable', reason, OF_FILE, cause);
}

export const isFileFault = (error: unknown): error is AppError =>
  error instanceof AppError && error.details['side'] === OF_FILE.side;

/** What a failed read of the original means. */
export function sourceError(error: unknown): unknown {
  if (error instanceof AppError || codeOf(error) === '') return error;
  if (codeOf(error) === 'ENOENT') return fileFault('Its file is missing. Locate it, then press Resume.', error);
  if (PROTECTED.has(codeOf(error))) return fileFault('Its file cannot be read. Check its permissions.', error);
  return fileFault('Its file cannot be read. Check the disk that it is on.', error);
}

/** What a failed write or read on the stick means; what is no error of a system is returned as it is. */
export function targetError(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof AppError || code === '') return error;
  if (code === 'EFBIG') return fileFault('It is too large for this stick: FAT32 holds files of up to 4 GB.', error);
  // Whoever knows how much is still to be written says how much is missing.
  if (FULL.has(code)) return new AppError('storage-full', 'The stick is full.', {}, error);
  if (PROTECTED.has(code)) {
    const message = 'The stick cannot be written. Look for a switch on it, check its permissions, then press Resume.';
    return new AppError('permission-denied', message, {}, error);
  }
  if (GONE.has(code)) return goneError(error);
  const message = `The stick could not be written (${code}). Take it out, put it in again and press Resume.`;
  return new AppError('unavailable', message, {}, error);
}
