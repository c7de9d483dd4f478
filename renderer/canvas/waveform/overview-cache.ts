import type { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';
import { decodePeaks, type WaveformPeaks } from '#shared/domain/peaks.ts';

interface Waiting {
  readonly key: string;
  readonly url: string;
  readonly takers: Set<(peaks: WaveformPeaks) => void>;
}

const MOST_KEPT = 4000; // 1,000 bytes each
const MOST_AT_ONCE = 6;

/**
 * Overview peaks by track, fetched newest first: after a long scroll the rows in view come before those flown past.
 */
export class OverviewCache {
  private readonly kept = new Map<string, WaveformPeaks>();
  private readonly waiting = new Map<string, Waiting>();
  private running = 0;

  /** Peaks of OVERVIEW_COLUMNS columns if they are here already. */
  peek(id: TrackId, version: number): WaveformPeaks | null {
    return this.kept.get(`${id}:${version}`) ?? null;
  }

  /** Calls `take` once with the peaks; never if they cannot be had. Returns the way to call it off. */
  request(id: TrackId, version: number, take: (peaks: WaveformPeaks) => void): () => void {
    const key = `${id}:${version}`;
    const entry = this.waiting.get(key) ?? { key, url: mediaPaths.overview(id, version), takers: new Set() };
    entry.takers.add(take);
    // Put at the end: the newest wish is served first.
    this.waiting.delete(key);
    this.waiting.set(key, entry);
    this.pump();
    return () => {
      entry.takers.delete(take);
      if (entry.takers.size === 0 && this.waiting.get(key) === entry) this.waiting.delete(key);
    };
  }

  private pump(): void {
    while (this.running < MOST_AT_ONCE) {
      const entry = [...this.waiting.values()].at(-1);
      if (!entry) return;
      this.waiting.delete(entry.key);
      this.running += 1;
      void this.load(entry).finally(() => {
        this.running -= 1;
        this.pump();
      });
    }
  }

  private async load(entry: Waiting): Promise<void> {
    try {
      const response = await fetch(entry.url);
      if (!response.ok) return;
      const [peaks] = decodePeaks(new Uint8Array(await response.arrayBuffer()));
      if (peaks === undefined) return;
      this.keep(entry.key, peaks);
      for (const take of entry.takers) take(peaks);
    } catch {
      // No picture then: the row stays readable, and the next time the row is drawn it is fetched again.
    }
  }

  private keep(key: string, peaks: WaveformPeaks): void {
    this.kept.set(key, peaks);
    if (this.kept.size <= MOST_KEPT) return;
    const oldest = this.kept.keys().next().value;
    if (oldest !== undefined) this.kept.delete(oldest);
  }
}

/** The window's one cache. */
export const overviews = new OverviewCache();
