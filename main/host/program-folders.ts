import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the program's own files are. */
export interface ProgramFolders {
  /** Of package.json: the checkout, or the unpacked part of a packaged program. */
  readonly root: string;
  /** Threads: the bundles beside a built host, else their sources. */
  readonly analysisWorker: URL;
  readonly demoWorker: URL;
  readonly fingerprintWorker: URL;
  readonly interchangeWorker: URL;
  readonly matchWorker: URL;
  readonly orderWorker: URL;
  readonly renderWorker: URL;
  readonly taggerWorker: URL;
  readonly textEditWorker: URL;
  readonly watcherWorker: URL;
}

/** @param entryFile An entry of the host, built (dist/host/x.js) or not (main/host/x.ts): two folders below the root. */
export function programFolders(entryFile: string): ProgramFolders {
  const root = join(entryFile, '..', '..', '..');
  const worker = (source: string, name: string) =>
    pathToFileURL(
      entryFile.endsWith('.ts') ? join(root, 'main', source, `${name}.ts`) : join(root, 'dist', 'worker', `${name}.js`),
    );
  return {
    root,
    analysisWorker: worker('worker', 'analysis-worker'),
    demoWorker: worker('demo', 'demo-worker'),
    fingerprintWorker: worker('worker', 'fingerprint-worker'),
    interchangeWorker: worker('interchange/thread', 'interchange-worker'),
    matchWorker: worker('duplicates/match', 'match-worker'),
    orderWorker: worker('sets', 'order-worker'),
    renderWorker: worker('renders', 'render-worker'),
    taggerWorker: worker('worker', 'tagger-worker'),
    textEditWorker: worker('text-edits', 'text-edit-worker'),
    watcherWorker: worker('library', 'watcher-worker'),
  };
}
