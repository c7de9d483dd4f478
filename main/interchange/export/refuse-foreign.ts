import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { detectFormat, SAMPLE_BYTES } from '#main/interchange/detect-format.ts';
import { isUntouchedEngineDatabase } from '#main/interchange/engine/export-mark.ts';
import type { ExportFormat } from '#shared/contract/interchange.ts';
import { AppError } from '#shared/errors/app-error.ts';

export async function exists(path: string): Promise<boolean> {
  return (await sizeOf(path)) !== null;
}

/** @returns null where nothing is. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

// Not "conflict": that one can be answered with "replace".
const refusal = (message: string): AppError => new AppError('unsupported', message);

async function refuseEngine(file: string): Promise<void> {
  const hasLog = ((await sizeOf(`${file}-wal`)) ?? 0) > 0;
  if (!hasLog && isUntouchedEngineDatabase(await headOf(file))) return;
  throw refusal(
    `"${basename(file)}" is a library that Engine DJ uses; it is never replaced. Choose another folder or drive, or move it away.`,
  );
}

/** Traktor keeps its settings and the history of what was played beside the collection that it works on. */
async function refuseTraktor(file: string): Promise<void> {
  if (basename(file).toLowerCase() !== 'collection.nml') return;
  const beside = (await readdir(dirname(file))).map((name) => name.toLowerCase());
  if (!beside.includes('traktor settings.tsi') && !beside.includes('history')) return;
  throw refusal(
    `"${basename(file)}" is the collection that Traktor uses; it is never replaced. Choose another name or folder, and import it in Traktor.`,
  );
}

/** What is written as text was text: anything else is music, or a database of some program. */
async function refuseOtherContent(file: string): Promise<void> {
  const head = await headOf(file);
  const decision = detectFormat(file, head, false);
  const isItunes = 'format' in decision && decision.format === 'itunes-xml';
  if (!isItunes && !head.includes(0)) return;
  throw refusal(
    `"${basename(file)}" is not an export, but a file of another program; it is never replaced. Choose another name.`,
  );
}

/**
 * Refuses to replace what is not an earlier export but what another program works with.
 * @param file Is there.
 * @throws {AppError} `unsupported`, with what to do.
 */
export async function refuseForeign(file: string, format: ExportFormat): Promise<void> {
  if ((await stat(file)).isDirectory()) throw refusal(`"${basename(file)}" is a folder. Choose the name of a file.`);
  if (format === 'engine') return refuseEngine(file);
  await refuseOtherContent(file);
  if (format === 'traktor-nml') await refuseTraktor(file);
}
