/** The user and group that own nothing. */
const NOBODY = 65_534;

/** Whether permissions of files are kept as modes; Windows has none. */
export const HAS_FILE_MODES = process.platform !== 'win32';

/**
 * Runs as a user without rights, so that "may not be read" is real for root too, whom no mode stops.
 * The effective user of the whole process changes, threads and children included, and comes back at the end.
 * Files that are to be reached must be open to others: folders of `mkdtemp` are not.
 */
export async function withoutRoot<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run();
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
