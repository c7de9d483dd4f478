import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { ALL_SCORES, storeTrackScores, type TrackScore, trackScoresAfter } from '#main/storage/queries/track-scores.ts';

type Database = Pick<LibraryDatabase, 'raw' | 'transaction' | 'markChanged'>;

/** Read, compared or written within some 10 ms; others get their turn in between. */
const READ_AT_ONCE = 5000;
const COMPARED_AT_ONCE = 20_000;
const WRITTEN_AT_ONCE = 2000;
/** Of more than these, lists are told that all have changed. */
const NAMED = 1000;

/** What is to be stored. */
export interface Scores {
  /** Rises with every change of a score. */
  readonly version: string;
  /** Row numbers reach up to this one, exclusively. */
  readonly size: number;
  /** 0-1; null where there is no live track of that number. */
  scoreAt(number: number): number | null;
}

/** Scores as lists have them: written when they are asked for, and only those that are others. */
export class StoredScores {
  private readonly database: Database;
  private readonly scores: Scores;
  /** By number of the track. */
  private stored: (number | null)[] | null = null;
  private version = '';
  private running: Promise<void> | null = null;

  constructor(database: Database, scores: Scores) {
    this.database = database;
    this.scores = scores;
  }

  /** Stores the scores of now; one run at a time, which all who ask wait for. */
  update(): Promise<void> {
    this.running ??= this.write().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async write(): Promise<void> {
    const { version } = this.scores;
    if (version === this.version) return;
    const stored = (this.stored ??= await this.read());
    const changed = await this.compare(stored);
    // Lists are told at the end, once, and not fifty times on the way.
    for (let start = 0; start < changed.length; start += WRITTEN_AT_ONCE) {
      const part = changed.slice(start, start + WRITTEN_AT_ONCE);
      const isLast = start + WRITTEN_AT_ONCE >= changed.length;
      this.database.transaction('derived', () => {
        storeTrackScores(this.database, part);
        if (isLast) this.database.markChanged('track_scores', namesOf(changed));
      });
      for (const [number, score] of part) stored[number] = score;
      await nextTurn();
    }
    this.version = version;
  }

  private async read(): Promise<(number | null)[]> {
    const stored: (number | null)[] = [];
    for (let last = -1; ; await nextTurn()) {
      const page = trackScoresAfter(this.database, last, READ_AT_ONCE);
      for (const [number, score] of page) stored[number] = score;
      last = page.at(-1)?.[0] ?? last;
      if (page.length < READ_AT_ONCE) return stored;
    }
  }

  private async compare(stored: readonly (number | null)[]): Promise<TrackScore[]> {
    const changed: TrackScore[] = [];
    const size = Math.max(this.scores.size, stored.length);
    for (let number = 0; number < size; number += 1) {
      const score = this.scores.scoreAt(number);
      if (score !== (stored[number] ?? null)) changed.push([number, score]);
      if (number % COMPARED_AT_ONCE === COMPARED_AT_ONCE - 1) await nextTurn();
    }
    return changed;
  }
}

const namesOf = (changed: readonly TrackScore[]): readonly string[] =>
  changed.length > NAMED ? [ALL_SCORES] : changed.map(([number]) => String(number));
