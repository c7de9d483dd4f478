import { setImmediate as nextTurn } from 'node:timers/promises';
import { createStateStream } from '#main/platform/state-stream.ts';
import { liveTrackCount } from '#main/storage/queries/quality-facts.ts';
import type { TrackId } from '#shared/contract/ids.ts';
import type {
  MendPreview,
  MendRow,
  QualityChange,
  QualityFilter,
  QualityOverview,
  QualityPage,
  QualityRuleId,
  QualityWork,
} from '#shared/contract/quality.ts';
import { describeLibrary, describeTracks } from './describe-tracks.ts';
import { Ignores } from './ignores.ts';
import { mendTrack } from './mend-tasks.ts';
import { Mending } from './mending.ts';
import type { QualityDeps } from './quality-deps.ts';
import { QualityIndex } from './quality-index.ts';
import { QualityLists } from './quality-lists.ts';
import { StoredScores } from './stored-scores.ts';
import { IDLE, Tasks } from './tasks.ts';

/** How good the data of the tracks are, what is wrong with them, and mending it. Nothing is changed that was not shown. */
export interface QualityService {
  overview(): Promise<QualityOverview>;
  tracks(filter: QualityFilter, offset: number, limit: number): Promise<QualityPage>;
  /** Brings the scores that lists show, sort and search by up to date. */
  judge(): Promise<void>;
  /** @throws {AppError} `not-found`, `conflict` */
  mend(trackId: TrackId, rule: QualityRuleId, changes: readonly QualityChange[]): Promise<{ changed: number }>;
  /** @throws {AppError} `not-found` */
  ignore(rule: QualityRuleId, trackId: TrackId | null, ignored: boolean): void;
  /** @param signal Whoever asked is gone. @throws {AppError} `busy`, `cancelled` */
  preview(rule: QualityRuleId, signal?: AbortSignal): Promise<MendPreview>;
  /** @throws {AppError} `conflict` */
  changes(preview: number, offset: number, limit: number): MendRow[];
  /** @throws {AppError} `busy`, `conflict` */
  mendAll(preview: number, leftOut: readonly TrackId[]): Promise<{ changed: number; kept: number; cancelled: boolean }>;
  /** Resolves when nothing runs. */
  cancel(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<QualityWork, void, void>;
  /** Ends what runs, for good. */
  stop(): Promise<void>;
}

export function createQualityService(deps: QualityDeps): QualityService {
  const { database, clock } = deps;
  const index = new QualityIndex(database, clock);
  const ignores = new Ignores(database);
  const lists = new QualityLists(index, ignores);
  const stored = new StoredScores(database, lists);
  const stream = createStateStream<QualityWork>(IDLE);
  const tasks = new Tasks((work) => stream.publish(work));
  const mending = new Mending({ deps, index, lists, tasks });

  /** The first time takes a moment, which the window follows. */
  async function ready(): Promise<void> {
    const total = index.isBuilt ? 0 : liveTrackCount(database);
    await index.ready((done) => stream.publish({ phase: 'scoring', done, total }));
    if (stream.current().phase === 'scoring') stream.publish(IDLE);
    // The last piece of that work and what is asked for are two.
    await nextTurn();
  }

  return {
    overview: async () => {
      await ready();
      return describeLibrary(lists, ignores);
    },
    tracks: async (filter, offset, limit) => {
      await ready();
      const order = lists.order(filter);
      const numbers = [...order.subarray(offset, offset + limit)];
      return {
        total: order.length,
        tracks: describeTracks(database, lists, index.context, numbers, filter.ignored),
      };
    },
    judge: async () => {
      await ready();
      await stored.update();
    },
    mend: async (trackId, rule, changes) => {
      await ready();
      return mendTrack(deps, index.context, trackId, rule, changes);
    },
    ignore: (rule, trackId, ignored) => ignores.set(rule, trackId, ignored),
    preview: async (rule, signal) => {
      tasks.checkFree();
      await ready();
      return mending.preview(rule, signal);
    },
    changes: (preview, offset, limit) => mending.changes(preview, offset, limit),
    mendAll: (preview, leftOut) => mending.mendAll(preview, leftOut),
    cancel: () => tasks.cancel(),
    watch: (signal) => stream.watch(signal),
    stop: async () => {
      await tasks.cancel();
      await index.stop();
    },
  };
}
