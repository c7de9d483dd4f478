import { realpath } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { ExportFormat } from '#shared/contract/interchange.ts';

/** The file that a format writes for a path, or the folder of Serato: it and Engine DJ want folders of their own. */
export function placeOf({ path, format }: { readonly path: string; readonly format: ExportFormat }): string {
  const whole = resolve(path);
  if (format === 'serato') return basename(whole) === '_Serato_' ? whole : join(whole, '_Serato_');
  return format === 'engine' && extname(whole) !== '.db' ? join(whole, 'Engine Library', 'Database2', 'm.db') : whole;
}

/** The path without links and in the spelling of the disk, as far as it is there. */
export async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    if (!isAbsent || dirname(path) === path) throw error;
    return join(await realPlace(dirname(path)), basename(path));
  }
}
