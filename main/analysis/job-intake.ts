import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import {
  analysableTracks,
  askedTracks,
  lastNumberOfPage,
  tracksWithoutResult,
} from '#main/storage/queries/analysis-sources.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import type { EnqueueOptions } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import { ANALYSIS_VERSION } from '#shared/domain/track-analysis.ts';
import { type JobQueue, PRIORITY } from './job-queue.ts';

/** So many tracks are looked at and queued within a few milliseconds; others get their turn in between. */
const TRACKS_AT_ONCE = 250;
/** Results of this version and later. */
const ANY_VERSION = 1;

export interface JobIntakeDeps {
  readonly library: LibraryDatabase;
  readonly queue: JobQueue;
  readonly clock: Clock;
  /** The first jobs have been queued. */
  readonly onBegun: () => void;
  /** All of them have been. */
  readonly onGrown: () => void;
  /** The jobs of these tracks are gone. */
  readonly onCancelled: (trackIds: ReadonlySet<string>) => void;
}

/** Puts tracks into the queue and takes them out, a page at a time: the library may have 100,000 of them. */
export class JobIntake {
  readonly #deps: JobIntakeDeps;
  /** Aborts what is being queued. */
  #round = new AbortController();
  #closed = false;

  constructor(deps: JobIntakeDeps) {
    this.#deps = deps;
  }

  /** The first page is queued when the call returns. @returns How many; fewer when cancel() of all came in between. */
  async enqueue(trackIds: readonly TrackId[] | undefined, options: EnqueueOptions): Promise<{ queued: number }> {
    const { queue, onBegun, onGrown, onCancelled } = this.#deps;
    const { signal } = this.#round;
    const pages = trackIds === undefined ? this.#pagesOfLibrary(options) : this.#pagesOf(trackIds, options);
    const priority = trackIds === undefined ? PRIORITY.library : PRIORITY.asked;
    let queued = 0;
    for (const page of pages) {
      const isFirst = queued === 0;
      // What runs may run with the options of before.
      if (options.force) onCancelled(new Set(queue.cancelRunning(page)));
      queued += queue.enqueue(page, { force: options.force, priority });
      if (isFirst && queued > 0) onBegun();
      await nextTurn();
      if (signal.aborted) break;
    }
    if (!this.#closed) onGrown();
    return { queued };
  }

  /** All jobs that there are when it is called, or those of some tracks; all also ends what is still being queued. */
  async cancel(trackIds: readonly TrackId[] | undefined): Promise<{ cancelled: number }> {
    if (trackIds === undefined) this.#endRound();
    const { onCancelled } = this.#deps;
    const cancelled = new Set<string>();
    for (const page of trackIds === undefined ? this.#cancelAll() : this.#cancelSome(trackIds)) {
      for (const id of page) cancelled.add(id);
      onCancelled(new Set(page));
      await nextTurn();
      if (this.#closed) break;
    }
    return { cancelled: cancelled.size };
  }

  /** Nothing is queued or cancelled any more. */
  close(): void {
    this.#closed = true;
    this.#endRound();
  }

  #endRound(): void {
    this.#round.abort();
    this.#round = new AbortController();
    if (this.#closed) this.#round.abort();
  }

  *#pagesOfLibrary({ force, outdated }: EnqueueOptions): Generator<string[]> {
    const { db, query } = this.#deps.library;
    const version = outdated ? ANALYSIS_VERSION : ANY_VERSION;
    for (let after = -1; ; ) {
      const last = query.first(lastNumberOfPage(db, after, TRACKS_AT_ONCE))?.last ?? null;
      if (last === null) return;
      const page = { after, last };
      yield query.all(force ? analysableTracks(db, page) : tracksWithoutResult(db, version, page)).map(({ id }) => id);
      after = last;
    }
  }

  *#pagesOf(trackIds: readonly TrackId[], { force }: EnqueueOptions): Generator<string[]> {
    const { db, query } = this.#deps.library;
    for (const part of inParts(trackIds, TRACKS_AT_ONCE)) {
      const wanted = query.all(askedTracks(db, part, force ? null : ANALYSIS_VERSION));
      const isWanted = new Set(wanted.map(({ id }) => id));
      yield part.filter((id) => isWanted.has(id));
    }
  }

  *#cancelAll(): Generator<string[]> {
    const now = isoTime(this.#deps.clock.now());
    for (;;) {
      const page = this.#deps.queue.cancelSome(TRACKS_AT_ONCE, now);
      if (page.length === 0) return;
      yield page;
    }
  }

  *#cancelSome(trackIds: readonly TrackId[]): Generator<string[]> {
    for (const part of inParts(trackIds, TRACKS_AT_ONCE)) yield this.#deps.queue.cancel(part);
  }
}
