import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnding } from './child-ending.ts';
import { findElectron } from './electron-readiness.ts';

/** A slow line may take minutes; one that brings nothing for this long is dead. */
const STALL_MS = 30_000;

export type ElectronDownload = { readonly program: string } | { readonly failure: string };

/** Bytes of all files below `folder`; what is not there counts nothing. */
function bytesBelow(folder: string): number {
  try {
    const stats = statSync(folder);
    if (!stats.isDirectory()) return stats.size;
    return readdirSync(folder).reduce((sum, name) => sum + bytesBelow(join(folder, name)), 0);
  } catch {
    // Not there yet, or moved on by the installer between two looks.
    return 0;
  }
}

/** Calls `stalled` once `folders` have not changed in size for `limitMs`. @returns Ends the watch. */
function watchProgress(folders: readonly string[], limitMs: number, stalled: () => void): () => void {
  let bytes = -1;
  let sinceMs = performance.now();
  const look = () => {
    const now = folders.reduce((sum, folder) => sum + bytesBelow(folder), 0);
    if (now !== bytes) [bytes, sinceMs] = [now, performance.now()];
    else if (performance.now() - sinceMs >= limitMs) stalled();
  };
  const timer = setInterval(look, Math.min(1000, limitMs / 4));
  return () => clearInterval(timer);
}

/**
 * Fetches the Electron binary with its own installer, which downloads to the temporary folder and unpacks into dist.
 * Ends this process when it is asked to stop meanwhile.
 * @param root Folder of package.json.
 * @param stallMs Without any progress for this long, the download is given up.
 */
export async function downloadElectron(root: string, stallMs = STALL_MS): Promise<ElectronDownload> {
  const folder = join(root, 'node_modules', 'electron');
  const temporary = mkdtempSync(join(tmpdir(), 'musicforge-electron-'));
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  let stalled = false;
  const unwatch = watchProgress([temporary, join(folder, 'dist')], stallMs, () => {
    stalled = true;
    child.kill('SIGKILL');
  });
  const { code, stopCode } = await childEnding(child);
  unwatch();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  if (stopCode !== null) process.exit(stopCode);
  if (stalled) return { failure: `the download of the Electron binary stood still for ${stallMs / 1000} s` };
  const program = code === 0 ? findElectron(root) : null;
  if (program !== null) return { program };
  const reason = /^\S*Error.*$/m.exec(complaint)?.[0] ?? complaint.trim().split('\n')[0];
  return { failure: `the Electron binary could not be fetched${reason ? `: ${reason}` : ''}` };
}
