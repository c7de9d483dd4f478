import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Real files by other programs: where MUSICFORGE_FIXTURES says, or beside the project (a second working tree of it lies one
 * folder further down). Absent on most machines.
 */
const FOLDERS = [process.env['MUSICFORGE_FIXTURES'], '../../../shared/fixtures', '../../../../shared/fixtures'].flatMap(
  (folder) => (folder === undefined ? [] : [resolve(import.meta.dirname, folder)]),
);
const FOLDER = FOLDERS.find((folder) => existsSync(folder)) ?? null;

/** Whether the files are at hand: what needs them is skipped where they are not. */
export const hasForeignFiles = FOLDER !== null;

/** @returns Path of a file or folder below; null if it is not there. */
export function interchangeFixture(path: string): string | null {
  const whole = FOLDER === null ? null : resolve(FOLDER, path);
  return whole !== null && existsSync(whole) ? whole : null;
}

/** @param name "cue/libcue_issue10.cue" */
export function foreignFile(name: string): Uint8Array {
  const path = interchangeFixture(name);
  if (path === null) throw new Error(`../shared/fixtures is absent; ${name} cannot be read`);
  return new Uint8Array(readFileSync(path));
}
