import { setImmediate as breathe } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { tracksOfFiles } from '#main/storage/queries/quality-facts.ts';
import { rankablesAfter, rankablesOf, type StoredRankable } from '#main/storage/queries/rankable-tracks.ts';
import { storedTags, trackNumbersOfTag } from '#main/storage/queries/tags.ts';
import { lastTrackNumber } from '#main/storage/queries/timbres.ts';
import { blankTracks, type RankableTracks } from '#shared/domain/next-track/rankable-tracks.ts';
import { NEVER_SUGGEST_TAG } from '#shared/domain/never-suggest.ts';
import { writeAddingOrder } from './adding-order.ts';

type Database = Pick<LibraryDatabase, 'raw' | 'db' | 'query' | 'onChange'>;

/** Rows read at once: some milliseconds, so that the library stays open to everyone else. */
const PAGE_ROWS = 500;
/** Room for what is added before the columns have to be made anew, as a share and at least. */
const [SPARE_SHARE, SPARE_LEAST] = [0.25, 1024];

const genreKey = (genre: string): string =>
  (genre.split(/[;,/|]/)[0] ?? '')
    .trim()
    .toLocaleLowerCase('en')
    .replaceAll(/[\s\-_&]+/g, ' ');

/** Numbers for texts: equal ones for equal texts, -1 for none. */
class Names {
  private readonly numbers = new Map<string, number>();

  numberOf(name: string | null): number {
    if (name === null || name === '') return -1;
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/**
 * What the ranking needs of all tracks, a column each, by row number: read once, page by page, when it is first asked for, and
 * following the changes of the library afterwards.
 */
export class RankableLibrary {
  private readonly database: Database;
  private columns = blankTracks(0);
  private ids: string[] = [];
  private numbers = new Map<string, number>();
  /** 1 = may be suggested. */
  private open = new Uint8Array(0);
  private counted = new Uint8Array(0);
  private addedSeconds = new Float64Array(0);
  private never = new Set<number>();
  private readonly genres = new Names();
  private readonly artists = new Names();
  private readonly stale = new Set<string>();
  private isOrderStale = true;
  private isNeverStale = true;
  private built = 0;
  private loading: Promise<void> | null = null;

  constructor(database: Database) {
    this.database = database;
    database.onChange(({ rows }) => {
      if (rows.has('tags') || rows.has('track_tags')) this.isNeverStale = true;
      if (this.built === 0 && this.loading === null) return;
      for (const table of ['tracks', 'track_analyses'] as const) {
        for (const id of rows.get(table) ?? []) this.stale.add(id);
      }
      for (const id of tracksOfFiles(database, [...(rows.get('files') ?? [])])) this.stale.add(id);
    });
  }

  get tracks(): RankableTracks {
    return this.columns;
  }

  /** Rises when the columns are made anew: what keeps their sizes is void then. */
  get generation(): number {
    return this.built;
  }

  get isUpdating(): boolean {
    return this.loading !== null;
  }

  /** @returns undefined for a track that is not in the library. */
  numberOf(id: string): number | undefined {
    const number = this.numbers.get(id);
    return number === undefined || Number.isNaN(this.addedSeconds[number]) ? undefined : number;
  }

  idOf(number: number): string {
    return this.ids[number] ?? '';
  }

  /** Whether a track may be suggested: its file is there, and the user has nothing against it. */
  isOpen(number: number): boolean {
    return this.open[number] === 1 && !this.never.has(number);
  }

  /** Whether another program says that a track was played, if not when. */
  wasCounted(number: number): boolean {
    return this.counted[number] === 1;
  }

  /** Numbers of the tracks that are in the library, whatever the user says of them. */
  pool(): Int32Array {
    return Int32Array.from(this.numbers.values()).filter(
      (number) => !Number.isNaN(this.addedSeconds[number] ?? Number.NaN),
    );
  }

  /** Brings all up to date; others get their turn in between. */
  async ready(): Promise<void> {
    this.loading ??= this.update().finally(() => {
      this.loading = null;
    });
    await this.loading;
  }

  private async update(): Promise<void> {
    if (lastTrackNumber(this.database) >= this.columns.count) await this.build();
    while (this.stale.size > 0) {
      const ids = [...this.stale].slice(0, PAGE_ROWS);
      const rows = rankablesOf(this.database, ids);
      if (rows.some(({ number }) => number >= this.columns.count)) await this.build();
      else for (const row of rows) this.put(row);
      for (const id of ids) this.stale.delete(id);
      if (this.stale.size > 0) await breathe();
    }
    if (this.isNeverStale) this.readNever();
    if (!this.isOrderStale) return;
    this.isOrderStale = false;
    writeAddingOrder(this.addedSeconds, this.columns.added, this.columns.addedSpread);
  }

  private async build(): Promise<void> {
    const size = lastTrackNumber(this.database) + 1;
    const room = size + Math.max(SPARE_LEAST, Math.ceil(size * SPARE_SHARE));
    this.columns = blankTracks(room);
    this.ids = [];
    this.numbers = new Map();
    this.open = new Uint8Array(room);
    this.counted = new Uint8Array(room);
    this.addedSeconds = new Float64Array(room).fill(Number.NaN);
    this.built += 1;
    for (let last = -1; ; ) {
      const page = rankablesAfter(this.database, last, PAGE_ROWS);
      // What is added meanwhile and has no room comes with the next building.
      for (const row of page) if (row.number < room) this.put(row);
      last = page.at(-1)?.number ?? last;
      if (page.length < PAGE_ROWS) return;
      await breathe();
    }
  }

  private put(row: StoredRankable): void {
    const { number, id, alive, present, bpm, key, energy, genre, artistId, seconds, addedAt } = row;
    const { columns } = this;
    this.ids[number] = id;
    this.numbers.set(id, number);
    this.open[number] = alive === 1 && present === 1 ? 1 : 0;
    this.counted[number] = row.counted;
    columns.logTempo[number] = bpm !== null && bpm > 0 ? Math.log2(bpm) : Number.NaN;
    columns.key[number] = key ?? -1;
    columns.energy[number] = energy ?? Number.NaN;
    columns.genre[number] = this.genres.numberOf(genreKey(genre));
    columns.artist[number] = this.artists.numberOf(artistId);
    columns.seconds[number] = seconds ?? 0;
    const added = alive === 1 ? (Date.parse(addedAt) || 0) / 1000 : Number.NaN;
    if (!Object.is(this.addedSeconds[number], added)) this.isOrderStale = true;
    this.addedSeconds[number] = added;
  }

  private readNever(): void {
    this.isNeverStale = false;
    const name = NEVER_SUGGEST_TAG.toLowerCase();
    const tags = storedTags(this.database).filter((tag) => tag.name.toLowerCase() === name);
    this.never = new Set(tags.flatMap(({ id }) => trackNumbersOfTag(this.database, id)));
  }
}
