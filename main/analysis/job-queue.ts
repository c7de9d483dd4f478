import type { Statement } from 'better-sqlite3';
import type { Updateable, UpdateQueryBuilder, UpdateResult } from 'kysely';
import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { countQueuedJobs, failedJobs, nextJob, openJobs } from '#main/storage/queries/analysis-jobs.ts';
import type { AnalysisJobsTable, Schema } from '#main/storage/schema.ts';
import type { FailedJob } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';

/** After so many attempts a job is given up, with the reason shown. */
const MAX_ATTEMPTS = 3;

/** A job that is being worked on. */
export interface LeasedJob {
  readonly id: string;
  readonly trackId: TrackId;
  /** This one included. */
  readonly attempts: number;
  readonly force: boolean;
}

/** Lower goes first. */
export const PRIORITY = { asked: 0, library: 10, retry: 20 } as const;

export interface JobDemand {
  readonly force: boolean;
  readonly priority: number;
}

export interface JobQueueOptions {
  readonly library: LibraryDatabase;
  readonly clock: Clock;
  /** Names this process in its leases. */
  readonly owner: string;
  readonly leaseMs: number;
}

const ABANDONED = `MusicForge ended ${MAX_ATTEMPTS} times while it analysed this file. The file may be damaged.`;

const ENQUEUE = `INSERT INTO analysis_jobs (id, track_id, state, force, priority, created_at, updated_at)
  VALUES (@id, @trackId, 'queued', @force, @priority, @at, @at)
  ON CONFLICT (track_id) DO UPDATE SET state = 'queued', last_error = NULL, updated_at = @at,
    attempts = CASE state WHEN 'failed' THEN 0 ELSE attempts END,
    force = max(force, @force), priority = min(priority, @priority)
  WHERE state <> 'leased'`;

const RELEASED = { lease_owner: null, lease_until: null } as const;

/**
 * The work list in the library. Every step is a transaction, so a killed process leaves each job waiting, leased (and
 * given back at the next start) or gone together with its stored result.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #enqueue: Statement;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#enqueue = options.library.raw.prepare(ENQUEUE);
  }

  /** Adds jobs, moves waiting ones to the front, and gives failed ones another chance. @returns How many. */
  enqueue(trackIds: readonly string[], { force, priority }: JobDemand): number {
    const { library } = this.#options;
    return library.transaction('derived', () => {
      let queued = 0;
      for (const trackId of trackIds) {
        const job = { id: library.newId(), trackId, force: force ? 1 : 0, priority, at: this.#now() };
        queued += this.#enqueue.run(job).changes;
      }
      library.markChanged('analysis_jobs', trackIds);
      return queued;
    });
  }

  /** Takes the next job for this process. */
  take(): LeasedJob | undefined {
    const { library, owner } = this.#options;
    const { db, query } = library;
    return library.transaction('derived', () => {
      const row = query.first(nextJob(db));
      if (row === undefined) return undefined;
      const attempts = row.attempts + 1;
      const lease = { state: 'leased', lease_owner: owner, lease_until: this.#leaseEnd(), attempts } as const;
      query.run(
        db
          .updateTable('analysis_jobs')
          .set({ ...lease, updated_at: this.#now() })
          .where('id', '=', row.id),
      );
      library.markChanged('analysis_jobs', [row.track_id]);
      return { id: row.id, trackId: row.track_id as TrackId, attempts, force: row.force !== 0 };
    });
  }

  /** This process still works on these. */
  renew(jobs: readonly LeasedJob[]): void {
    const { library } = this.#options;
    const lease = { lease_until: this.#leaseEnd() };
    library.transaction('derived', () => {
      for (const { id } of jobs) {
        library.query.run(library.db.updateTable('analysis_jobs').set(lease).where('id', '=', id));
      }
    });
  }

  /** Back to the queue as if it had not been taken: it was not its fault. */
  giveBack(job: LeasedJob): void {
    this.#release(job, { state: 'queued', attempts: job.attempts - 1 });
  }

  /** An attempt failed. @returns Whether that was the last one. */
  failAttempt(job: LeasedJob, reason: string): boolean {
    const isLast = job.attempts >= MAX_ATTEMPTS;
    if (isLast) this.fail(job, reason);
    else this.#release(job, { state: 'queued', last_error: reason, priority: PRIORITY.retry });
    return isLast;
  }

  /** No other attempt can help. */
  fail(job: LeasedJob, reason: string): void {
    this.#release(job, { state: 'failed', last_error: reason });
  }

  /** Ends a job; false when it was cancelled in the meantime. Part of the transaction that stores the result. */
  finish(job: LeasedJob): boolean {
    const { library, owner } = this.#options;
    return library.transaction('derived', () => {
      const held = library.db.deleteFrom('analysis_jobs').where('id', '=', job.id).where('lease_owner', '=', owner);
      if (library.query.run(held) === 0) return false;
      library.markChanged('analysis_jobs', [job.trackId]);
      return true;
    });
  }

  /** Removes jobs of these tracks that wait or run. @returns The ids of their tracks. */
  cancel(trackIds: readonly string[]): string[] {
    return this.#remove((open) => open.where('track_id', 'in', trackIds));
  }

  /** Removes jobs of these tracks that run. @returns The ids of their tracks. */
  cancelRunning(trackIds: readonly string[]): string[] {
    return this.#remove((open) => open.where('state', '=', 'leased').where('track_id', 'in', trackIds));
  }

  /**
   * Removes at most `limit` jobs, those that wait before those that run.
   * @param addedBy ISO time; later ones stay.
   * @returns The ids of their tracks; none when no more are left.
   */
  cancelSome(limit: number, addedBy: string): string[] {
    return this.#remove((open) => open.where('created_at', '<=', addedBy).orderBy('state', 'desc').limit(limit));
  }

  /** Gives back what a process that is gone had taken. Only at start: the library's lock says that no other lives. */
  recover(): void {
    this.#releaseLeased((leased) => leased);
  }

  /** Gives back what was taken and not renewed in time. */
  recoverExpired(): void {
    const now = this.#now();
    this.#releaseLeased((leased) => leased.where('lease_until', '<', now));
  }

  countQueued(): number {
    const { db, query } = this.#options.library;
    return query.first(countQueuedJobs(db))?.count ?? 0;
  }

  failures(): FailedJob[] {
    const { db, query } = this.#options.library;
    return query.all(failedJobs(db)).map((row) => ({
      trackId: row.track_id as TrackId,
      title: row.title,
      artist: row.artist,
      reason: row.last_error ?? '',
      attempts: row.attempts,
    }));
  }

  #now(): string {
    return isoTime(this.#options.clock.now());
  }

  #leaseEnd(): string {
    return isoTime(this.#options.clock.now() + this.#options.leaseMs);
  }

  #remove(narrow: (open: OpenJobs) => OpenJobs): string[] {
    const { library } = this.#options;
    const { db, query } = library;
    return library.transaction('derived', () => {
      const jobs = query.all(narrow(openJobs(db)));
      for (const { id } of jobs) query.run(db.deleteFrom('analysis_jobs').where('id', '=', id));
      const cancelled = jobs.map((job) => job.track_id);
      library.markChanged('analysis_jobs', cancelled);
      return cancelled;
    });
  }

  /** Lets go of a job that this process holds; one that was cancelled is gone and stays so. */
  #release(job: LeasedJob, set: Updateable<AnalysisJobsTable>): void {
    const { library, owner } = this.#options;
    library.transaction('derived', () => {
      const released = { ...set, ...RELEASED, updated_at: this.#now() };
      const held = library.db.updateTable('analysis_jobs').where('id', '=', job.id).where('lease_owner', '=', owner);
      if (library.query.run(held.set(released)) > 0) library.markChanged('analysis_jobs', [job.trackId]);
    });
  }

  /** Back to the queue; what has used its attempts up is given up. */
  #releaseLeased(narrow: (leased: LeasedJobs) => LeasedJobs): void {
    const { library } = this.#options;
    const released = { ...RELEASED, updated_at: this.#now() };
    library.transaction('derived', () => {
      const leased = narrow(library.db.updateTable('analysis_jobs').where('state', '=', 'leased'));
      const usedUp = leased.where('attempts', '>=', MAX_ATTEMPTS);
      library.query.run(usedUp.set({ ...released, state: 'failed', last_error: ABANDONED }));
      library.query.run(leased.set({ ...released, state: 'queued' }));
    });
  }
}

type OpenJobs = ReturnType<typeof openJobs>;
type LeasedJobs = UpdateQueryBuilder<Schema, 'analysis_jobs', 'analysis_jobs', UpdateResult>;
