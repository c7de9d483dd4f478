import type { LibraryDeps } from './library-deps.ts';
import { removeLeftovers } from './library-folders.ts';

interface Cleaning {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Takes out what is left of folders that are gone, for as long as they are gone. */
export class FolderCleaner {
  readonly #deps: LibraryDeps;
  readonly #onError: (error: unknown) => void;
  /** By folder. */
  readonly #running = new Map<string, Cleaning>();

  constructor(deps: LibraryDeps, onError: (error: unknown) => void) {
    this.#deps = deps;
    this.#onError = onError;
  }

  clean(folderId: string): void {
    const abort = new AbortController();
    const before = this.#running.get(folderId)?.done ?? Promise.resolve();
    const work = before.then(() => removeLeftovers(this.#deps, folderId, abort.signal)).catch(this.#onError);
    this.#follow(folderId, abort, work);
  }

  /** Ends the cleaning of a folder, which would take out what its return finds again; then calls `next`. */
  end(folderId: string, next: () => void): void {
    const running = this.#running.get(folderId);
    if (running === undefined) return next();
    running.abort.abort();
    const goOn = async (): Promise<void> => {
      await running.done;
      next();
    };
    this.#follow(folderId, running.abort, goOn());
  }

  /** Resolves when nothing is being taken out. */
  async idle(): Promise<void> {
    // What just happened is followed in its wake.
    await Promise.resolve();
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  async stop(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort();
    await this.idle();
  }

  #follow(folderId: string, abort: AbortController, work: Promise<void>): void {
    const done = work.finally(() => {
      if (this.#running.get(folderId)?.done === done) this.#running.delete(folderId);
    });
    this.#running.set(folderId, { abort, done });
  }
}
