import { readFileSync } from 'node:fs';
import { z } from 'zod';

const MAX_FOLDERS = 8;
const Folders = z.array(z.string().min(1)).transform((folders) => folders.slice(0, MAX_FOLDERS));

/** `folder` goes to the front; each stands in the list once. */
export function withRecentFolder(folders: readonly string[], folder: string): readonly string[] {
  return [folder, ...folders.filter((other) => other !== folder)].slice(0, MAX_FOLDERS);
}

/** @param file JSON list. A missing or damaged one is an empty list: nothing of value is in it. */
export function readRecentFolders(file: string): readonly string[] {
  try {
    return Folders.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return []; // the menu starts empty and fills again
  }
}
