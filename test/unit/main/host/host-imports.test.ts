import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadConfigFromFile } from 'vite';
import { expect, test } from 'vitest';
import { programFolders } from '#main/host/program-folders.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const IMPORT = /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** Packages that are loaded with a file of the house, directly or through what it imports. Types load nothing. */
function packagesOf(entry: string): Set<string> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, from = '', lazily = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const specifier = from || lazily;
      if (specifier.startsWith('./')) visit(join(file, '..', specifier));
      else if (specifier.startsWith('#')) visit(join(ROOT, specifier.slice(1)));
      else packages.add(specifier);
    }
  };
  visit(join(ROOT, entry));
  return packages;
}

test.each(['server-entry', 'utility-entry'])('%s leaves to its threads what would hold the host up', (name) => {
  const packages = packagesOf(`main/host/${name}.ts`);
  expect(packages).toContain('better-sqlite3');
  for (const heavy of ['chokidar', 'onnxruntime-web']) expect(packages).not.toContain(heavy);
});

test('the thread that watches the folders has the watcher, and no database', () => {
  const packages = packagesOf('main/library/watcher-worker.ts');
  expect(packages).toContain('chokidar');
  expect(packages).not.toContain('better-sqlite3');
});

test('every thread of the host is there unbuilt, and is built to where a built host looks for it', async () => {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(ROOT, 'vite.config.ts'));
  const input = loaded?.config.environments?.['worker']?.build?.rolldownOptions?.input ?? {};
  const { root: _sources, ...unbuilt } = programFolders(join(ROOT, 'main', 'host', 'server-entry.ts'));
  expect(Object.values(unbuilt).filter((url) => !existsSync(url))).toEqual([]);
  const { root: _bundles, ...built } = programFolders(join(ROOT, 'dist', 'host', 'server-entry.js'));
  const path = (url: URL | undefined) => (url === undefined ? '' : fileURLToPath(url));
  const wanted = Object.entries(unbuilt).map(([name, url]) => [path(url), path(built[name as keyof typeof built])]);
  const made = Object.entries(input).map(([name, source]) => [source, join(ROOT, 'dist', 'worker', `${name}.js`)]);
  expect(Object.fromEntries(wanted)).toEqual(Object.fromEntries(made));
});
