import { type Clock, isoTime } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { countQueuedJobs, failedJobs, nextJob } from '#main/storage/queries/analysis-jobs.ts';
import { type FailedJob } from '#shared/contract/analysis.ts';
import type { TrackId } from '#shared/contract/ids.ts';

/** After so many attempts a job is given up, with the reason shown. */
export const MAX_ATTEMPTS = 3;

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

export interface EnqueueOptions {
  readonly force: boolean;
  readonly priority: number;
}

/**
 * The work list in the library. Every step is a transaction, so a killed process leaves each job waiting, leased (and
 * given back at the next start) or gone together with its stored result.
 */
export interface JobQueue {
  /** Adds jobs, moves waiting ones to the front, and gives failed ones another chance. @returns How many. */
  enqueue(trackIds: readonly string[], options: EnqueueOptions): number;
  /** Takes the next job for this process. */
  take(): LeasedJob | undefined;
  /** This process still works on these. */
  renew(jobs: readonly LeasedJob[]): void;
  /** Back to the queue as if it had not been taken: it was not its fault. */
  giveBack(job: LeasedJob): void;
  /** An attempt failed. @returns Whether that was the last one. */
  failAttempt(job: LeasedJob, reason: string): boolean;
  /** No other attempt can help. */
  fail(job: LeasedJob, reason: string): void;
  /** Ends a job; false when it was cancelled in the meantime. Inside the transaction that stores the result. */
  finish(job: LeasedJob): boolean;
  /** Removes jobs that wait or run, all or those of some tracks. @returns The ids of their tracks. */
  cancel(trackIds?: readonly string[]): string[];
  /** Gives back what a process that is gone had taken. Only at start: the library's lock says that no other lives. */
  recover(): void;
  /** Gives back what was taken and not renewed in time. */
  recoverExpired(): void;
  countQueued(): number;
  failures(): FailedJob[];
}

export interface JobQueueOptions {
  readonly library: LibraryDatabase;
  readonly clock: Clock;
  /** Names this process in its leases. */
  readonly owner: string;
  readonly leaseMs: number;
}

const ABANDONED = `MusicForge ended ${MAX_ATTEMPTS} times while it analysed this file. The file may be damaged.`;

export function createJobQueue({ library, clock, owner, leaseMs }: JobQueueOptions): JobQueue {
  const { db, query, raw } = library;
  const now = (): string => isoTime(clock.now());
  const leaseEnd = (): string => isoTime(clock.now() + leaseMs);

  const insert = raw.prepare(`INSERT INTO analysis_jobs (id, track_id, state, force, priority, created_at, updated_at)
    VALUES (@id, @trackId, 'queued', @force, @priority, @at, @at)
    ON CONFLICT (track_id) DO UPDATE SET state = 'queued', last_error = NULL, updated_at = @at,
      attempts = CASE state WHEN 'failed' THEN 0 ELSE attempts END,
      force = max(force, @force), priority = min(priority, @priority)
    WHERE state <> 'leased'`);

  /** Changes one job that this process holds, and tells who watches. */
  function change(job: LeasedJob, set: { state: 'queued' | 'failed'; attempts?: number; last_error?: string; priority?: number }): void {
    library.transaction('derived', () => {
      const released = { ...set, lease_owner: null, lease_until: null, updated_at: now() };
      const update = db.updateTable('analysis_jobs').set(released).where('id', '=', job.id).where('lease_owner', '=', owner);
      if (query.run(update) > 0) library.markChanged('analysis_jobs', [job.trackId]);
    });
  }

  /** Gives leased jobs back, or gives them up when their attempts are used up. */
  function releaseAll(expiredOnly: boolean): void {
    library.transaction('derived', () => {
      let leased = db.updateTable('analysis_jobs').where('state', '=', 'leased');
      if (expiredOnly) leased = leased.where('lease_until', '<', now());
      const released = { lease_owner: null, lease_until: null, updated_at: now() };
      query.run(leased.set({ ...released, state: 'failed', last_error: ABANDONED }).where('attempts', '>=', MAX_ATTEMPTS));
      query.run(leased.set({ ...released, state: 'queued' }));
    });
  }

  return {
    enqueue: (trackIds, { force, priority }) =>
      library.transaction('derived', () => {
        let queued = 0;
        for (const trackId of trackIds) {
          const job = { id: library.newId(), trackId, force: force ? 1 : 0, priority, at: now() };
          queued += insert.run(job).changes;
        }
        library.markChanged('analysis_jobs', trackIds);
        return queued;
      }),
    take: () =>
      library.transaction('derived', () => {
        const row = query.first(nextJob(db));
        if (row === undefined) return undefined;
        const attempts = row.attempts + 1;
        const lease = { state: 'leased', lease_owner: owner, lease_until: leaseEnd(), attempts, updated_at: now() } as const;
        query.run(db.updateTable('analysis_jobs').set(lease).where('id', '=', row.id));
        library.markChanged('analysis_jobs', [row.track_id]);
        return { id: row.id, trackId: row.track_id as TrackId, attempts, force: row.force !== 0 };
      }),
    renew: (jobs) =>
      library.transaction('derived', () => {
        for (const { id } of jobs) {
          query.run(db.updateTable('analysis_jobs').set({ lease_until: leaseEnd() }).where('id', '=', id));
        }
      }),
    giveBack: (job) => change(job, { state: 'queued', attempts: job.attempts - 1 }),
    failAttempt: (job, reason) => {
      const isLast = job.attempts >= MAX_ATTEMPTS;
      change(job, isLast ? { state: 'failed', last_error: reason } : { state: 'queued', last_error: reason, priority: PRIORITY.retry });
      return isLast;
    },
    fail: (job, reason) => change(job, { state: 'failed', last_error: reason }),
    finish: (job) => {
      const mine = db.deleteFrom('analysis_jobs').where('id', '=', job.id).where('lease_owner', '=', owner);
      if (query.run(mine) === 0) return false;
      library.markChanged('analysis_jobs', [job.trackId]);
      return true;
    },
    cancel: (trackIds) =>
      library.transaction('derived', () => {
        const open = db.selectFrom('analysis_jobs').select(['id', 'track_id']).where('state', '!=', 'failed');
        const wanted = trackIds && new Set(trackIds);
        const jobs = query.all(open).filter((job) => wanted?.has(job.track_id) ?? true);
        for (const { id } of jobs) query.run(db.deleteFrom('analysis_jobs').where('id', '=', id));
        const cancelled = jobs.map((job) => job.track_id);
        library.markChanged('analysis_jobs', cancelled);
        return cancelled;
      }),
    recover: () => releaseAll(false),
    recoverExpired: () => releaseAll(true),
    countQueued: () => query.first(countQueuedJobs(db))?.count ?? 0,
    failures: () =>
      query.all(failedJobs(db)).map((row) => ({
        trackId: row.track_id as TrackId,
        title: row.title,
        artist: row.artist,
        reason: row.last_error ?? '',
        attempts: row.attempts,
      })),
  };
}
