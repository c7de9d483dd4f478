import { stat } from 'node:fs/promises';
import { dirname, parse } from 'node:path';

/**
 * Where the drive begins that a `_Serato_` folder lies on: Serato's paths begin there. A folder in which another drive is mounted
 * ("/Volumes/USB") is one of its own; anything else belongs to the drive of the system.
 * @param above The folder that `_Serato_` is in; it need not be there yet.
 */
export async function driveOf(above: string): Promise<string> {
  try {
    const [own, parent] = await Promise.all([stat(above), stat(dirname(above))]);
    if (own.dev !== parent.dev) return above;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return parse(above).root;
}
