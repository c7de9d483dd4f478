import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['main', 'preload', 'renderer', 'shared', 'package.json', 'package-lock.json', 'vite.config.ts'];

/** Modification time of the newest file below `path`, folders themselves included (a deletion touches its folder). */
function newestMs(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), stats.mtimeMs);
}

/** @param root Folder of package.json. */
export function isStale(root: string): boolean {
  const built = statSync(join(root, 'dist', '.built'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.some((source) => newestMs(join(root, source)) > built);
}

/**
 * Builds everything when a source is newer than the last build.
 * @throws {Error} When the build fails; Vite has printed why.
 */
export async function buildIfStale(root: string): Promise<void> {
  if (!isStale(root)) return;
  const startedMs = Date.now();
  console.log('Building MusicForge ...');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The build failed; what is wrong stands above.');
  writeFileSync(join(root, 'dist', '.built'), '');
  console.log(`Built in ${((Date.now() - startedMs) / 1000).toFixed(1)} s.`);
}
