import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Files in which Serato keeps tags, by their endings. */
const TAGGED = /\.(?:mp3|flac|m4a|mp4|aiff?|wav|ogg)$/i;

/** Whether a file is music that Serato may have written into, by its name. */
export const mayHoldSeratoTags = (name: string): boolean => TAGGED.test(name);

/** Hidden folders, and the libraries and backups of Serato, which hold no music. */
const isLeftOut = (name: string): boolean => name.startsWith('.') || /^_serato/i.test(name);

/**
 * The music files in and below a folder, by folder and name. Links are not followed.
 * @throws The file system's error when the folder itself cannot be read; one below that cannot is left out.
 */
export async function listMusic(folder: string, signal: AbortSignal): Promise<string[]> {
  const files: string[] = [];
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    signal.throwIfAborted();
    const entries = await readdir(next, { withFileTypes: true }).catch(noneBelow(next === folder));
    const shown = entries.filter(({ name }) => !isLeftOut(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of shown) if (entry.isFile() && mayHoldSeratoTags(entry.name)) files.push(join(next, entry.name));
    // From behind, so that the first is taken next.
    for (const entry of shown.reverse()) if (entry.isDirectory()) waiting.push(join(next, entry.name));
  }
  return files;
}

function noneBelow(isTop: boolean): (error: unknown) => [] {
  return (error) => {
    if (isTop || !(error instanceof Error && 'code' in error)) throw error;
    return [];
  };
}
