import type { TrackId } from '#shared/contract/ids.ts';
import { mediaPaths } from '#shared/contract/media-paths.ts';
import type { MiniWaveOrder, MiniWavePicture } from './mini-wave-worker.ts';
import { onWaveColoursChange, waveColours } from './wave-colours.ts';

/** Of every picture, in CSS pixels. */
export const MINI_WIDTH = 88;
export const MINI_HEIGHT = 22;

interface Waiting {
  readonly key: string;
  readonly url: string;
  readonly takers: Set<(picture: string) => void>;
}

const MOST_KEPT = 4000; // about 1 KB each
/** Few, so that what else is asked of the host never waits behind many. */
const MOST_AT_ONCE = 2;
/**
 * So long nothing new is wished for before the fetching starts: rows that fly past, or that the next letter of a search
 * replaces, are never asked for, and keys are answered before pictures.
 */
const PATIENCE_MS = 170;
/** Where wishes never pause, as in a long slow scroll, the fetching starts after this. */
const MOST_PATIENCE_MS = 400;

/**
 * Pictures of whole tracks by track, fetched newest first: after a long scroll the rows in view come before those flown
 * past. They are drawn in a worker, as a canvas in every row would take most of the window's time while it scrolls.
 */
class MiniPictures {
  private readonly kept = new Map<string, string>();
  private readonly waiting = new Map<string, Waiting>();
  private readonly drawing = new Map<number, (picture: string | null) => void>();
  private worker: Worker | null = null;
  private running = 0;
  private orders = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstWishMs = 0;
  /** Changes with the colours: what was asked for in the old ones is not kept. */
  private round = 0;
  private followsColours = false;

  /** Address of the picture if it is here already. */
  peek(id: TrackId, version: number): string | null {
    return this.kept.get(`${id}:${version}`) ?? null;
  }

  /** Calls `take` once with the address; never if it cannot be had. Returns the way to call it off. */
  request(id: TrackId, version: number, take: (picture: string) => void): () => void {
    this.followColours();
    const key = `${id}:${version}`;
    const entry = this.waiting.get(key) ?? { key, url: mediaPaths.overview(id, version), takers: new Set() };
    entry.takers.add(take);
    // Put at the end: the newest wish is served first.
    this.waiting.delete(key);
    this.waiting.set(key, entry);
    this.pumpSoon();
    return () => {
      entry.takers.delete(take);
      if (entry.takers.size === 0 && this.waiting.get(key) === entry) this.waiting.delete(key);
    };
  }

  /** Before whoever asks: when colours change, what is kept is void before it is asked for again. */
  private followColours(): void {
    if (this.followsColours) return;
    this.followsColours = true;
    onWaveColoursChange(() => {
      this.round += 1;
      this.kept.clear();
    });
  }

  private pumpSoon(): void {
    const nowMs = performance.now();
    if (this.timer === undefined) this.firstWishMs = nowMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.pump();
      },
      Math.min(PATIENCE_MS, this.firstWishMs + MOST_PATIENCE_MS - nowMs),
    );
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
    const { round } = this;
    try {
      const response = await fetch(entry.url);
      if (!response.ok) return;
      const picture = await this.draw(new Uint8Array(await response.arrayBuffer()));
      if (picture === null || round !== this.round) return;
      this.keep(entry.key, picture);
      for (const take of entry.takers) take(picture);
    } catch {
      // No picture then: the row stays readable, and the next time the row is drawn it is fetched again.
    }
  }

  private draw(overview: Uint8Array<ArrayBuffer>): Promise<string | null> {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(MINI_WIDTH * ratio), Math.round(MINI_HEIGHT * ratio)];
    const order = (this.orders += 1);
    const message: MiniWaveOrder = { order, overview, width, height, colours: waveColours() };
    const { promise, resolve } = Promise.withResolvers<string | null>();
    this.drawing.set(order, resolve);
    this.worker ??= this.startWorker();
    this.worker.postMessage(message, [overview.buffer]);
    return promise;
  }

  private startWorker(): Worker {
    const worker = new Worker(new URL('./mini-wave-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<MiniWavePicture>) => {
      this.drawing.get(data.order)?.(data.picture);
      this.drawing.delete(data.order);
    });
    // The next picture is tried with a new one.
    worker.addEventListener('error', () => {
      if (this.worker === worker) this.worker = null;
      for (const done of this.drawing.values()) done(null);
      this.drawing.clear();
      worker.terminate();
    });
    return worker;
  }

  private keep(key: string, picture: string): void {
    this.kept.set(key, picture);
    if (this.kept.size <= MOST_KEPT) return;
    const oldest = this.kept.keys().next().value;
    if (oldest !== undefined) this.kept.delete(oldest);
  }
}

/** The window's one cache. */
export const miniPictures = new MiniPictures();
