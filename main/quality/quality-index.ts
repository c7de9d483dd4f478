import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '#main/platform/clock.ts';
import type { LibraryChange } from '#main/storage/changes.ts';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { inParts } from '#main/storage/queries/in-parts.ts';
import {
  numbersOfTracks,
  type QualityFacts,
  qualityFactsAfter,
  qualityFactsOf,
  type ArtistTitle,
  artistTitles,
  artistTitlesAfter,
  tracksOfFiles,
} from '#main/storage/queries/quality-facts.ts';
import { artistNameKey } from '#shared/domain/artist-names.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ArtistSpellings } from './artist-spellings.ts';
import type { LibraryContext } from './quality-rule.ts';
import { RULES } from './registry.ts';

type Database = Pick<LibraryDatabase, 'raw' | 'onChange'>;

/** Read or judged within some 10 ms among 100,000; others get their turn in between. */
const TEXTS_AT_ONCE = 500;
const FACTS_AT_ONCE = 120;
/** Changed tracks lie anywhere: what is looked up one by one, from a disk that was just written to, takes far longer. */
const CHANGED_TEXTS_AT_ONCE = 200;
const CHANGED_FACTS_AT_ONCE = 40;
/** What changes while others are judged is judged too, but not for ever: a long import changes tracks all the time. */
const MOST_RUNS = 2;
/** Stands for the rules of a track that is not there, or removed. */
const NO_TRACK = -1;

/** @param done Live tracks that were judged. */
export type OnScoring = (done: number) => void;

function brokenRules(track: QualityFacts, library: LibraryContext): number {
  let broken = 0;
  for (const [place, rule] of RULES.entries()) if (rule.isBroken(track, library)) broken |= 1 << place;
  return broken;
}

/**
 * Keeps in memory which rules each track breaks. All tracks are judged once, when that is first asked for, in pieces;
 * afterwards those that have changed, and the others whose artists are judged differently because of them. Tracks go by
 * their row numbers, which are dense.
 */
export class QualityIndex {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly spellings = new ArtistSpellings();
  private readonly broken: number[] = [];
  private readonly artists: (string | undefined)[] = [];
  private readonly titleKeys: (string | undefined)[] = [];
  private stale = new Set<string>();
  private running: Promise<void> | null = null;
  private hasAll = false;
  private isStopped = false;
  private changes = 0;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
    database.onChange((change) => this.note(change));
  }

  /** Whether all tracks were judged once. */
  get isBuilt(): boolean {
    return this.hasAll;
  }

  /** Rises whenever a track is judged anew. */
  get version(): number {
    return this.changes;
  }

  /** Row numbers reach up to this one, exclusively. */
  get size(): number {
    return this.broken.length;
  }

  /** Bits of the rules that a track breaks; -1 where there is none of that number. */
  brokenBy(number: number): number {
    return this.broken[number] ?? NO_TRACK;
  }

  get context(): LibraryContext {
    return {
      respell: (artist) => this.spellings.respell(artist),
      tracksOfArtist: (name) => this.spellings.tracksOf(name),
      thisYear: new Date(this.clock.now()).getUTCFullYear(),
    };
  }

  /** Ends what runs; nothing is judged afterwards. */
  async stop(): Promise<void> {
    this.isStopped = true;
    // How it ended is told to whoever asked for it.
    await Promise.allSettled([this.running]);
  }

  /** Judges what is not judged yet; one run at a time, which all who ask wait for. @throws {AppError} `cancelled` */
  ready(onScoring: OnScoring = () => undefined): Promise<void> {
    if (this.isBuilt && this.stale.size === 0) return this.running ?? Promise.resolve();
    this.running ??= this.bringUpToDate(onScoring).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private note({ rows }: LibraryChange): void {
    // Before the first run nothing is known that could become wrong.
    if (!this.isBuilt && this.running === null) return;
    for (const id of rows.get('tracks') ?? []) this.stale.add(id);
    for (const id of rows.get('track_analyses') ?? []) this.stale.add(id);
    for (const id of tracksOfFiles(this.database, [...(rows.get('files') ?? [])])) this.stale.add(id);
  }

  private async bringUpToDate(onScoring: OnScoring): Promise<void> {
    if (!this.isBuilt) await this.build(onScoring);
    for (let run = 0; run < MOST_RUNS && this.stale.size > 0; run += 1) {
      const ids = [...this.stale];
      this.stale = new Set();
      try {
        await this.renew(ids);
      } catch (error) {
        for (const id of ids) this.stale.add(id);
        throw error;
      }
    }
  }

  private async build(onScoring: OnScoring): Promise<void> {
    for (let last = -1; ; await this.pause()) {
      const page = artistTitlesAfter(this.database, last, TEXTS_AT_ONCE);
      for (const texts of page) this.takeTexts(texts);
      last = page.at(-1)?.[0] ?? last;
      if (page.length < TEXTS_AT_ONCE) break;
    }
    let done = 0;
    for (let last = -1; ; await this.pause()) {
      const page = qualityFactsAfter(this.database, last, FACTS_AT_ONCE);
      this.judge(page);
      last = page.at(-1)?.number ?? last;
      done += page.length;
      onScoring(done);
      if (page.length < FACTS_AT_ONCE) break;
    }
    this.hasAll = true;
  }

  /** First the texts of all that changed, for they decide on each other; then the rules. */
  private async renew(ids: readonly string[]): Promise<void> {
    const numbers = new Set<number>();
    const keys = new Set<string>();
    for (const part of inParts(ids, CHANGED_TEXTS_AT_ONCE)) {
      const found = new Map(artistTitles(this.database, part).map((texts) => [texts[0], texts]));
      for (const number of numbersOfTracks(this.database, part)) {
        numbers.add(number);
        for (const key of this.takeTexts(found.get(number) ?? [number, undefined, undefined])) keys.add(key);
      }
      await this.pause();
    }
    for (const number of this.tracksWith(keys)) numbers.add(number);
    for (const part of inParts([...numbers], CHANGED_FACTS_AT_ONCE)) {
      for (const number of part) this.broken[number] = NO_TRACK;
      this.judge(qualityFactsOf(this.database, part));
      await this.pause();
    }
  }

  /** Others get their turn. */
  private async pause(): Promise<void> {
    await nextTurn();
    if (this.isStopped) throw new AppError('cancelled', 'The program is ending.');
  }

  private judge(tracks: readonly QualityFacts[]): void {
    const { context } = this;
    for (const track of tracks) this.broken[track.number] = brokenRules(track, context);
    this.changes += 1;
  }

  /** @returns Keys of artists that are judged differently from now on. */
  private takeTexts([number, artist, title]: ArtistTitle | readonly [number, undefined, undefined]): string[] {
    const before = this.artists[number];
    this.titleKeys[number] = title === undefined ? undefined : artistNameKey(title);
    if (before === artist) return [];
    this.artists[number] = artist;
    return [
      ...(before === undefined ? [] : this.spellings.remove(before)),
      ...(artist === undefined ? [] : this.spellings.add(artist)),
    ];
  }

  /** Tracks whose artist or title is among the keys. */
  private tracksWith(keys: ReadonlySet<string>): number[] {
    if (keys.size === 0) return [];
    const found: number[] = [];
    for (const [number, artist] of this.artists.entries()) {
      if (artist === undefined) continue;
      const isOne =
        keys.has(this.titleKeys[number] ?? '') || this.spellings.keysOf(artist).some((key) => keys.has(key));
      if (isOne) found.push(number);
    }
    return found;
  }
}
