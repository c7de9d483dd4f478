import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, extname, isAbsolute } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';

/** WebAssembly can address 4 GB, and the model stands in it twice while it is opened. */
export const MAX_MODEL_BYTES = 1024 ** 3;
const MAX_LABELS_BYTES = 4 * 1024 * 1024;

/** As Essentia's models bring it; other keys are of no interest here. */
const LabelsFile = z.object({
  classes: z.array(z.string().trim().min(1).max(200)).min(2).max(10_000),
  name: z.string().trim().max(200).optional(),
});

export interface ModelFiles {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly labels: readonly string[];
  readonly labelsSha256: string;
  readonly name: string;
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** @param what "model", for the messages. */
function readingError(what: string, path: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('not-found', `The ${what} is not there: ${path}. Put it there, or check the path.`, {}, cause);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new AppError('permission-denied', `The ${what} may not be read. Change its permissions.`, {}, cause);
  }
  return new AppError('unavailable', `The ${what} cannot be read (${code}). Check the drive.`, {}, cause);
}

/** Size is looked at and contents are read through one handle, so that both are of the same file. */
async function readWhole(what: string, path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    await using file = await open(path, 'r');
    const facts = await file.stat();
    if (!facts.isFile()) throw new AppError('invalid-input', `${path} is not a file. Give the path of the ${what}.`);
    if (facts.size > maxBytes) {
      const limit = Math.round(maxBytes / 1024 ** 2).toLocaleString('en');
      throw new AppError('unsupported', `The ${what} is larger than ${limit} MB. Use a smaller one.`);
    }
    return await file.readFile();
  } catch (error) {
    throw error instanceof AppError ? error : readingError(what, path, error);
  }
}

function parseLabels(bytes: Uint8Array): z.infer<typeof LabelsFile> {
  try {
    return LabelsFile.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new AppError(
      'invalid-input',
      'The labels file beside the model has no list of labels: a .json with "classes", two or more names, is needed.',
      {},
      cause,
    );
  }
}

/**
 * Reads a model and the labels file of the same base name beside it.
 * @param path Absolute, ending in .onnx.
 * @throws {AppError} When one of them cannot be read or is not of this form; the message says what to do.
 */
export async function readModelFiles(path: string): Promise<ModelFiles> {
  if (!isAbsolute(path) || extname(path).toLowerCase() !== '.onnx') {
    throw new AppError('invalid-input', 'Give the full path of a model that ends in .onnx.');
  }
  const bytes = await readWhole('model', path, MAX_MODEL_BYTES);
  const base = path.slice(0, -extname(path).length);
  const labelsBytes = await readWhole('labels file of the model', `${base}.json`, MAX_LABELS_BYTES);
  const { classes, name } = parseLabels(labelsBytes);
  return {
    bytes,
    sha256: sha256Of(bytes),
    labels: classes,
    labelsSha256: sha256Of(labelsBytes),
    name: name === undefined || name === '' ? basename(base) : name,
  };
}
