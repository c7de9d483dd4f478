import { setImmediate as breathe } from 'node:timers/promises';
import type { LibraryDatabase } from '#main/storage/open-database.ts';
import { lastTrackNumber, type StoredTimbre, timbresAfter, timbresOf } from '#main/storage/queries/timbres.ts';
import { decodeTimbre, TIMBRE_SIZE } from '#shared/domain/timbre.ts';

export interface Neighbour {
  readonly id: string;
  /** Cosine of the two timbre vectors, -1 to 1. */
  readonly likeness: number;
}

/** Rows read at once: about a millisecond, so that the library stays open to everyone else. */
const PAGE_ROWS = 500;

type Database = Pick<LibraryDatabase, 'raw' | 'onChange'>;

/**
 * The timbre vectors of all live tracks, in one array: at 100,000 tracks it takes 14 MB and a look-up reads it once, which
 * is faster than any index worth its upkeep (bench/neighbours.ts). Read on first use, page by page; follows the changes of
 * the library afterwards. The slot of a track is its row number.
 */
export class TimbreIndex {
  private readonly database: Database;
  private vectors = new Float32Array(0);
  private present = new Uint8Array(0);
  private readonly ids: string[] = [];
  private readonly slots = new Map<string, number>();
  private readonly stale = new Set<string>();
  private loading: Promise<void> | null = null;

  constructor(database: Database) {
    this.database = database;
    database.onChange(({ rows }) => {
      if (this.loading === null) return;
      for (const table of ['tracks', 'track_analyses'] as const) {
        for (const id of rows.get(table) ?? []) this.stale.add(id);
      }
    });
  }

  /**
   * Tracks that sound most like a track, the most alike first.
   * @param exclude Not to be named; the track itself never is.
   * @returns null when the track has no vector.
   */
  async nearest(trackId: string, limit: number, exclude: ReadonlySet<string>): Promise<Neighbour[] | null> {
    await this.ready();
    const slot = this.slots.get(trackId);
    if (slot === undefined || this.present[slot] !== 1) return null;
    return this.scan(slot, limit, exclude);
  }

  /** Reads what is not read yet. */
  async ready(): Promise<void> {
    this.loading ??= this.load();
    try {
      await this.loading;
    } catch (error) {
      // The next look-up tries again.
      this.loading = null;
      throw error;
    }
    await this.refresh();
  }

  /** How alike two tracks sound by their row numbers, -1 to 1; null = not known. */
  likeness(a: number, b: number): number | null {
    const { vectors, present } = this;
    if (present[a] !== 1 || present[b] !== 1) return null;
    const [first, second] = [a * TIMBRE_SIZE, b * TIMBRE_SIZE];
    let sum = 0;
    for (let i = 0; i < TIMBRE_SIZE; i += 1) sum += (vectors[first + i] as number) * (vectors[second + i] as number);
    return sum;
  }

  private async load(): Promise<void> {
    // Growing on the way would copy all that was read, again and again.
    this.reserve(lastTrackNumber(this.database) + 1);
    for (let last = -1; ; ) {
      const page = timbresAfter(this.database, last, PAGE_ROWS);
      for (const row of page) this.put(row);
      last = page.at(-1)?.number ?? last;
      if (page.length < PAGE_ROWS) return;
      await breathe();
    }
  }

  private async refresh(): Promise<void> {
    while (this.stale.size > 0) {
      const ids = [...this.stale].slice(0, PAGE_ROWS);
      for (const id of ids) this.stale.delete(id);
      for (const row of timbresOf(this.database, ids)) this.put(row);
      if (this.stale.size > 0) await breathe();
    }
  }

  private put({ number, id, alive, timbre }: StoredTimbre): void {
    this.reserve(number + 1);
    const vector = alive === 1 && timbre !== null ? decodeTimbre(timbre) : null;
    this.ids[number] = id;
    this.slots.set(id, number);
    this.present[number] = vector === null ? 0 : 1;
    if (vector !== null) this.vectors.set(vector, number * TIMBRE_SIZE);
  }

  private reserve(slots: number): void {
    if (slots <= this.present.length) return;
    const size = Math.max(1024, slots, 2 * this.present.length);
    const [vectors, present] = [this.vectors, this.present];
    this.vectors = new Float32Array(size * TIMBRE_SIZE);
    this.vectors.set(vectors);
    this.present = new Uint8Array(size);
    this.present.set(present);
  }

  private scan(own: number, limit: number, exclude: ReadonlySet<string>): Neighbour[] {
    const { vectors, present, ids } = this;
    const wanted = vectors.slice(own * TIMBRE_SIZE, (own + 1) * TIMBRE_SIZE);
    const best: Neighbour[] = [];
    let least = Number.NEGATIVE_INFINITY;
    for (let slot = 0; slot < ids.length; slot += 1) {
      if (present[slot] !== 1 || slot === own) continue;
      const likeness = dot(vectors, slot * TIMBRE_SIZE, wanted);
      if (likeness <= least) continue;
      const id = ids[slot] ?? '';
      if (exclude.has(id)) continue;
      insert(best, { id, likeness }, limit);
      if (best.length === limit) least = best.at(-1)?.likeness ?? least;
    }
    return best;
  }
}

function dot(vectors: Float32Array, at: number, wanted: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < TIMBRE_SIZE; i += 1) sum += (vectors[at + i] as number) * (wanted[i] as number);
  return sum;
}

/** Keeps the list sorted, best first, and no longer than `limit`. */
function insert(best: Neighbour[], neighbour: Neighbour, limit: number): void {
  let at = best.length;
  while (at > 0 && (best[at - 1]?.likeness ?? 0) < neighbour.likeness) at -= 1;
  best.splice(at, 0, neighbour);
  if (best.length > limit) best.pop();
}
