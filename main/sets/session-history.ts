import { setImmediate as breathe } from 'node:timers/promises';
import type { Clock } from '#main/platform/clock.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { setOrders, tracklists } from '#main/storage/queries/played-sessions.ts';
import { PlayHistory } from '#shared/domain/next-track/play-history.ts';
import type { PlayedSession } from '#shared/domain/next-track/rankable-tracks.ts';
import { playSessions } from './play-sessions.ts';
import { readPlays } from './read-plays.ts';
import type { RankableLibrary } from './rankable-library.ts';

type Database = Pick<LibraryDatabase, 'raw' | 'onChange'>;

/** Work between two breaths. */
const PIECE_MS = 8;
/** A list of more tracks is a collection. */
const LONGEST_SET = 300;
/** Counted so fast, it is waited for. */
const SHORT_MS = 50;
/** Otherwise counting anew takes a tenth of the host's time at most, however often sets change. */
const REST_SHARE = 10;
const READ = ['plays', 'sets', 'set_entries', 'crates', 'crate_tracks'] as const;

/** What was played with what: counted when it is first asked for, in pieces, and again when plays or sets have changed. */
export class SessionHistory {
  private readonly database: Database;
  private readonly library: RankableLibrary;
  private readonly clock: Clock;
  private readonly onProblem: (error: unknown) => void;
  private current: PlayHistory | null = null;
  private own: readonly PlayedSession[] = [];
  private generation = -1;
  private isStale = true;
  private restUntilMs = 0;
  private lastMs = 0;
  private running: Promise<void> | null = null;

  /** @param onProblem Told when counting anew fails and the counts before it are used on. */
  constructor(database: Database, library: RankableLibrary, clock: Clock, onProblem: (error: unknown) => void) {
    this.onProblem = onProblem;
    this.database = database;
    this.library = library;
    this.clock = clock;
    database.onChange(({ rows }) => {
      if (READ.some((table) => rows.has(table))) this.isStale = true;
    });
  }

  /** The user's own, by day, oldest first. */
  get sessions(): readonly PlayedSession[] {
    return this.own;
  }

  /** The counts; those of a moment ago while they are counted anew. The library must be ready. */
  async ready(): Promise<PlayHistory> {
    const isUsable = () => this.current !== null && this.generation === this.library.generation;
    if (!isUsable()) await this.running;
    if (!isUsable() || (this.isStale && this.clock.now() >= this.restUntilMs)) {
      this.running ??= this.count().finally(() => {
        this.running = null;
      });
      if (isUsable() && this.lastMs > SHORT_MS) this.running.catch(this.onProblem);
      else await this.running;
    }
    return this.current ?? new PlayHistory(this.library.tracks);
  }

  private async count(): Promise<void> {
    const start = performance.now();
    this.isStale = false;
    try {
      await this.countAll();
    } catch (error) {
      this.isStale = true;
      throw error;
    }
    this.lastMs = performance.now() - start;
    this.restUntilMs = this.lastMs > SHORT_MS ? this.clock.now() + REST_SHARE * this.lastMs : 0;
  }

  private async countAll(): Promise<void> {
    const { generation, tracks } = this.library;
    const plays = await readPlays(this.database);
    const known = (number: number): boolean => number < tracks.count;
    const sets = setOrders(this.database, LONGEST_SET);
    const lists = tracklists(this.database, LONGEST_SET);
    const sessions = playSessions(plays, sets, lists, this.clock.now()).map((session) => ({
      ...session,
      tracks: session.tracks.filter(known),
    }));
    const history = new PlayHistory(tracks);
    let pieceStart = performance.now();
    for (const session of sessions) {
      history.add(session);
      if (performance.now() - pieceStart < PIECE_MS) continue;
      await breathe();
      pieceStart = performance.now();
    }
    this.current = history;
    this.own = sessions.filter(({ isTracklist }) => isTracklist !== true);
    this.generation = generation;
  }
}
