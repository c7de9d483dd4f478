import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the program keeps its data when `--data` names no folder.
 * @param environment The process's variables.
 */
export function defaultDataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'MusicForge');
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'MusicForge');
  return join(environment['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'musicforge');
}
