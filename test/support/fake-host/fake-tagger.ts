import { setTimeout as wait } from 'node:timers/promises';
import { IDLE_RUN } from '#main/tagger/tagging-run.ts';
import type { TaggerModel, TaggerState, TaggingRun } from '#shared/contract/tagger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { alive } from './alive.ts';
import type { FakeLibrary } from './fake-library.ts';
import { withTagged } from './fake-sources.ts';

/** Every path but this one is answered with an error. */
export const KNOWN_MODEL: TaggerModel = {
  path: '/home/dj/models/genre-tagger.onnx',
  name: 'Genre tagger',
  bytes: 18_400_000,
  sha256: '3fe8a0c1d97b5526e4c17a8f0b93d2645a1ce07f98b3d4216e5fa0c97d18b2e4',
  labelsSha256: '00'.repeat(32),
  labels: 400,
  frames: 128,
};
/** What the model hears in every track. */
export const HEARD_GENRE = 'Dub Techno';
const STEP_MS = 20;

/** `chosen`: a model is in use. `running`: for ever. `failed`: the last one stopped, and left tracks with problems. */
export type FakeTaggerMode = 'none' | 'chosen' | 'running' | 'failed';

/** The tagger of the fake host: knows one model; a tagging goes on until it is cancelled. */
export class FakeTagger {
  readonly calls: string[] = [];
  private readonly library: FakeLibrary;
  private model: TaggerModel | null;
  private run: TaggingRun = IDLE_RUN;

  constructor(library: FakeLibrary, mode: FakeTaggerMode) {
    this.library = library;
    this.model = mode === 'none' ? null : KNOWN_MODEL;
    if (mode === 'running') this.start();
    if (mode === 'failed') {
      const problems = library.tracks.slice(0, 2).map(({ id, title }) => ({
        trackId: id,
        title,
        reason: 'The file is not audio that can be read: it is damaged or its extension is wrong.',
      }));
      const error =
        'The model file is another than the one you chose. Put the right one back, or remove the model in Settings and choose it again.';
      this.run = { ...IDLE_RUN, done: 11, failed: problems.length, total: 31, error, problems };
    }
  }

  state(): TaggerState {
    if (this.model === null) return { model: null, tagged: 0, waiting: 0, suggested: 0 };
    const { length } = this.library.tracks;
    return { model: this.model, tagged: this.run.done, waiting: length - this.run.done, suggested: this.run.done };
  }

  inspect(path: string, expected: string | undefined): TaggerModel {
    this.calls.push('inspect');
    if (path !== KNOWN_MODEL.path)
      throw new AppError('not-found', `The model is not there: ${path}. Put it there, or check the path.`);
    if (expected !== undefined && expected !== KNOWN_MODEL.sha256)
      throw new AppError(
        'conflict',
        `The checksum of this file is ${KNOWN_MODEL.sha256}, not the expected one. Download the model again.`,
      );
    return KNOWN_MODEL;
  }

  use(): TaggerState {
    this.calls.push('use');
    this.model = KNOWN_MODEL;
    return this.state();
  }

  remove(): TaggerState {
    this.calls.push('remove');
    this.model = null;
    this.run = IDLE_RUN;
    return this.state();
  }

  start(): void {
    this.calls.push('start');
    const { tracks } = this.library;
    const current = tracks[12]?.title ?? null;
    const heard = new Set(tracks.slice(0, 12));
    this.library.derive((track) => (heard.has(track) ? withTagged(track, HEARD_GENRE) : track));
    this.run = { ...IDLE_RUN, running: true, done: 12, total: tracks.length, current, etaSeconds: 140 };
  }

  cancel(): void {
    this.calls.push('cancel');
    this.run = { ...this.run, running: false, current: null, etaSeconds: null };
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<TaggingRun> {
    let told: TaggingRun | null = null;
    while (alive(signal)) {
      if (this.run !== told) yield (told = this.run);
      await wait(STEP_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}
