import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the program's own files are. */
export interface ProgramFolders {
  /** Of package.json: the checkout, or the unpacked part of a packaged program. */
  readonly root: string;
  /** Of the worker that analyses: the bundle beside a built host, else its source. */
  readonly workerUrl: URL;
}

/** @param entryFile An entry of the host, built (dist/host/x.js) or not (main/host/x.ts): two folders below the root. */
export function programFolders(entryFile: string): ProgramFolders {
  const root = join(entryFile, '..', '..', '..');
  const worker = entryFile.endsWith('.ts')
    ? join(root, 'main', 'worker', 'analysis-worker.ts')
    : join(root, 'dist', 'worker', 'analysis-worker.js');
  return { root, workerUrl: pathToFileURL(worker) };
}
