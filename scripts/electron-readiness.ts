import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reaching the host of the Electron binary may take this long, so that the user knows within 5 s what happens. */
const REACH_MS = 4000;
const DOWNLOAD_BASE = 'https://github.com/electron/electron/releases/download/';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** Numeric user id; null on Windows. */
  readonly userId: number | null;
}

export type ElectronReadiness =
  | { readonly state: 'ready'; readonly program: string }
  /** The binary is not there, but can be fetched. */
  | { readonly state: 'downloadable' }
  | { readonly state: 'unusable'; readonly reason: string };

/** Why no window can open here, whether or not the binary is there; null when one can. */
export function whyNoWindow({ platform, environment, userId }: Surroundings): string | null {
  if (platform !== 'linux') return null;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return 'there is no display';
  if (userId === 0) return 'Electron does not run as root with its sandbox on';
  return null;
}

/** The Electron binary that `npm ci` or an earlier start has put into node_modules, or null. */
export function findElectron(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/** Where the installer downloads from. @param mirror Ends in a slash. */
function assetUrl(root: string, mirror: string, platform: NodeJS.Platform): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as {
    version: string;
  };
  return `${mirror}v${version}/electron-v${version}-${platform}-${process.arch}.zip`;
}

/** Whether the file's host answers, the one that the first host sends on to included: a firewall may let only one pass. */
async function isReachable(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'follow', signal: AbortSignal.timeout(REACH_MS) });
    return true;
  } catch {
    // Whatever the network says, the answer is the same: not reachable.
    return false;
  }
}

/** Whether the desktop window can be opened here. Takes at most 4 s. */
export async function checkElectron(root: string, surroundings: Surroundings): Promise<ElectronReadiness> {
  const reason = whyNoWindow(surroundings);
  if (reason !== null) return { state: 'unusable', reason };
  const program = findElectron(root);
  if (program !== null) return { state: 'ready', program };
  const { environment, platform } = surroundings;
  const mirror = environment['ELECTRON_MIRROR'] ?? environment['npm_config_electron_mirror'] ?? DOWNLOAD_BASE;
  if (await isReachable(assetUrl(root, mirror, platform))) return { state: 'downloadable' };
  return { state: 'unusable', reason: 'the Electron binary is not installed and its download cannot be reached' };
}
