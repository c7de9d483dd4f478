import { posix, win32 } from 'node:path';

/** Where removable and network drives appear: the folders below these are drives, of users on Linux one level deeper. */
const MOUNT_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly RegExp[]>>> = {
  darwin: [/^\/Volumes\/[^/]+/],
  linux: [/^\/(?:run\/)?media\/[^/]+\/[^/]+/, /^\/mnt\/[^/]+/],
};

/**
 * The folder by which a drive that is not connected is told from a file that is gone: while this folder is not there, nothing
 * can be said of what is on it.
 * @param path Absolute, of this system.
 * @returns "D:\", "/Volumes/USB", "/media/dj/USB"; "/" for what lies on the system's own drive.
 */
export function driveOf(path: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return win32.parse(path).root;
  for (const place of MOUNT_PLACES[platform] ?? []) {
    const drive = place.exec(path)?.[0];
    if (drive !== undefined) return drive;
  }
  return posix.parse(path).root;
}
