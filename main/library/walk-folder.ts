import { isUtf8 } from 'node:buffer';
import type { Dirent, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isHidden, mayBeAudio } from './audio-format.ts';
import { forEachLimited } from './pool.ts';
import { readFailure } from './read-audio-file.ts';

/** Folders and files that are asked for at the same time; more only makes disks seek. */
const FOLDERS_AT_ONCE = 4;
const FILES_AT_ONCE = 8;

export interface WalkEvents {
  /** A file that is or may be music. `path` is spelled exactly as the file system does. */
  readonly onFile: (path: string, stats: Stats) => void;
  /** A file or folder that cannot be entered; nothing below `path` was seen. */
  readonly onProblem: (path: string, reason: string) => void;
  readonly signal: AbortSignal;
  /** Places that are left out, by their path without links. */
  readonly isSkipped: (real: string) => boolean;
}

interface Place {
  readonly path: string;
  /** The path without links: two ways to one folder have the same. */
  readonly real: string;
}

interface Walk {
  readonly events: WalkEvents;
  readonly seen: Set<string>;
  /** Links are followed last, so that a folder inside the library is listed by its own path. */
  readonly links: string[];
}

/**
 * Lists the music files below a folder (or the one file). Hidden ones are left out; links are followed, each folder is
 * visited once, so loops end.
 * @throws The file system's error when `root` itself cannot be read.
 */
export async function walkFolder(root: string, events: WalkEvents): Promise<void> {
  const stats = await stat(root);
  const real = await realpath(root);
  if (events.isSkipped(real)) return;
  if (!stats.isDirectory()) {
    if (stats.isFile() && mayBeAudio(root) !== 'no') events.onFile(root, stats);
    return;
  }
  const walk: Walk = { events, seen: new Set(), links: [] };
  await readdir(root);
  await walkTree(walk, { path: root, real });
  for (let link = walk.links.shift(); link !== undefined && !events.signal.aborted; link = walk.links.shift()) {
    await followLink(walk, link);
  }
}

async function walkTree(walk: Walk, start: Place): Promise<void> {
  let level: Place[] = [start];
  while (level.length > 0 && !walk.events.signal.aborted) {
    const below: Place[] = [];
    await forEachLimited(level, FOLDERS_AT_ONCE, async (place) => {
      if (walk.seen.has(place.real) || walk.events.signal.aborted || walk.events.isSkipped(place.real)) return;
      walk.seen.add(place.real);
      below.push(...(await listFolder(walk, place)));
    });
    level = below;
  }
}

/** Reports the files of a folder. @returns Its sub-folders. */
async function listFolder(walk: Walk, place: Place): Promise<Place[]> {
  const { events } = walk;
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(place.path, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    events.onProblem(place.path, readFailure(error));
    return [];
  }
  const folders: Place[] = [];
  const files: string[] = [];
  for (const entry of entries) {
    const name = entry.name.toString();
    if (isHidden(name) || events.isSkipped(join(place.real, name))) continue;
    const path = join(place.path, name);
    if (!isUtf8(entry.name)) events.onProblem(path, 'Its name is not valid text (UTF-8). Rename it and scan again.');
    else if (entry.isDirectory()) folders.push({ path, real: join(place.real, name) });
    else if (entry.isSymbolicLink()) walk.links.push(path);
    else if (entry.isFile() && mayBeAudio(name) !== 'no') files.push(path);
  }
  await forEachLimited(files, FILES_AT_ONCE, async (path) => {
    if (!events.signal.aborted) await reportFile(events, path);
  });
  return folders;
}

async function reportFile(events: WalkEvents, path: string): Promise<void> {
  try {
    events.onFile(path, await stat(path));
  } catch (error) {
    events.onProblem(path, readFailure(error));
  }
}

async function followLink(walk: Walk, path: string): Promise<void> {
  let target: Place;
  let stats: Stats;
  try {
    target = { path, real: await realpath(path) };
    stats = await stat(path);
  } catch {
    // A link to nothing is nobody's music.
    return;
  }
  if (walk.events.isSkipped(target.real)) return;
  if (stats.isDirectory()) {
    await walkTree(walk, target);
    return;
  }
  const folder = target.real.slice(0, target.real.lastIndexOf(sep));
  const isListed = walk.seen.has(folder) || walk.seen.has(target.real);
  walk.seen.add(target.real);
  if (!isListed && stats.isFile() && mayBeAudio(path) !== 'no') walk.events.onFile(path, stats);
}
