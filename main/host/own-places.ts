import { realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Folders and files of the program in the data folder that could be taken for music; `window` is the desktop's. */
const DATA_PARTS = ['cache', 'demo', 'logs', 'window', 'running'];

/**
 * Where the program writes, without links: never music of the user. The parts are named as well because music lies
 * beside them when somebody chose their music folder for the data. What stands beside the library, which can be moved
 * into a folder of music, is known by its endings.
 */
export function ownPlaces(dataFolder: string): string[] {
  const data = realpathSync(dataFolder);
  return [data, ...DATA_PARTS.map((name) => join(data, name))];
}
