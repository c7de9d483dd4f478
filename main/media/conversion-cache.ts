import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

/** Makes `target` from the music file `source`, or throws; a half-made file is never used. */
export type Convert = (source: string, target: string) => Promise<void>;

export interface ConversionCacheOptions {
  /** Absolute; made when it is not there. */
  readonly folder: string;
  readonly maxBytes: number;
  readonly convert: Convert;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Only so many run at once: who clicks through twenty tracks needs the last one, and the analysis needs the cores. */
const MAX_RUNNING = 2;
const EXTENSION = '.flac';

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

async function listCache(folder: string): Promise<CachedFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(EXTENSION));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = await stat(path);
      return { path, bytes: size, usedMs: mtimeMs };
    }),
  );
  return files.sort((a, b) => b.usedMs - a.usedMs);
}

/**
 * Keeps converted copies of files that browsers cannot play. Asking twice at once converts once; the least recently
 * played copies go when there are more than `maxBytes` of them. All of it can be deleted at any time.
 */
export class ConversionCache {
  private readonly options: ConversionCacheOptions;
  private readonly running = new Map<string, Promise<string>>();
  private readonly waiting: (() => void)[] = [];
  private free = MAX_RUNNING;

  constructor(options: ConversionCacheOptions) {
    this.options = options;
  }

  /**
   * @param contentHash Of the music in `source`: a moved or retagged file is found again. Hexadecimal.
   * @returns Path of the converted copy.
   */
  async get(contentHash: string, source: string): Promise<string> {
    if (!/^[\w-]+$/.test(contentHash)) throw new RangeError(`Not a content hash: ${contentHash}`);
    const running = this.running.get(contentHash);
    if (running) return running;
    const made = this.find(contentHash, source).finally(() => this.running.delete(contentHash));
    this.running.set(contentHash, made);
    return made;
  }

  private async find(contentHash: string, source: string): Promise<string> {
    const path = join(this.options.folder, `${contentHash}${EXTENSION}`);
    try {
      await this.touch(path);
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    await this.make(source, path);
    await this.evict(path);
    return path;
  }

  /** The modification time says when the copy was last asked for. */
  private touch(path: string): Promise<void> {
    const now = new Date(this.options.now());
    return utimes(path, now, now);
  }

  private async make(source: string, path: string): Promise<void> {
    await mkdir(this.options.folder, { recursive: true });
    const partial = `${path}.partial`;
    await this.turn();
    try {
      await this.options.convert(source, partial);
      await this.touch(partial);
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
        throw new AppError('storage-full', 'The disk is full. Free some space to play this track.', {}, error);
      throw error;
    } finally {
      this.free += 1;
      this.waiting.shift()?.();
    }
  }

  /** Waits until fewer than MAX_RUNNING conversions run. */
  private async turn(): Promise<void> {
    while (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.free -= 1;
  }

  private async evict(keep: string): Promise<void> {
    let total = 0;
    for (const file of await listCache(this.options.folder)) {
      total += file.bytes;
      // A copy that is being played stays readable on POSIX; Windows refuses, and it goes the next time.
      if (total > this.options.maxBytes && file.path !== keep)
        await rm(file.path, { force: true }).catch(() => undefined);
    }
  }
}
