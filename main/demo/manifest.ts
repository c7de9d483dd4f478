import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '#main/platform/atomic-file.ts';

/** Raised when tracks sound or are tagged differently: they are then made again. */
const DEMO_VERSION = 1;
const FILE_NAME = '.demo-library.json';

const Entry = z.object({ name: z.string(), bytes: z.int(), sha256: z.string() });
const Manifest = z.object({ version: z.literal(DEMO_VERSION), files: z.record(z.string(), Entry) });

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const isNotThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Which files of the demo library are complete, kept beside them. */
export class DemoManifest {
  readonly #folder: string;
  readonly #files: Record<string, z.infer<typeof Entry>>;
  /** Saves wait for each other, or an older state could be written last. */
  #saving: Promise<void> = Promise.resolve();

  private constructor(folder: string, files: Record<string, z.infer<typeof Entry>>) {
    this.#folder = folder;
    this.#files = files;
  }

  /** Reads the manifest of a folder; none, a broken one and one of another version count as empty. */
  static async open(folder: string): Promise<DemoManifest> {
    let text = '';
    try {
      text = await readFile(join(folder, FILE_NAME), 'utf8');
    } catch (error) {
      if (!isNotThere(error)) throw error;
    }
    return new DemoManifest(folder, parseFiles(text));
  }

  /** Whether the file of a track is there with every byte as it was written. */
  async isComplete(id: string, name: string): Promise<boolean> {
    const entry = this.#files[id];
    if (!entry || entry.name !== name) return false;
    const path = join(this.#folder, name);
    try {
      return (await stat(path)).size === entry.bytes && (await hashFile(path)) === entry.sha256;
    } catch (error) {
      if (isNotThere(error)) return false;
      throw error;
    }
  }

  /** Notes that the file of a track is complete. */
  async add(id: string, name: string): Promise<void> {
    const path = join(this.#folder, name);
    this.#files[id] = { name, bytes: (await stat(path)).size, sha256: await hashFile(path) };
    const text = `${JSON.stringify({ version: DEMO_VERSION, files: this.#files }, null, 1)}\n`;
    this.#saving = this.#saving.then(() => writeFileAtomic(join(this.#folder, FILE_NAME), text));
    await this.#saving;
  }
}

function parseFiles(text: string): Record<string, z.infer<typeof Entry>> {
  try {
    const parsed = Manifest.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.files : {};
  } catch {
    return {}; // not JSON: written by nobody we know, so nothing is taken as complete
  }
}
