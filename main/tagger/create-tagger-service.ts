import type { TaggerModel, TaggerState, TaggingRun } from '#shared/contract/tagger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createTaggerStore } from './tagger-store.ts';
import { createTaggerThread } from './tagger-thread.ts';
import { createTagging, type TaggerDeps } from './tagging.ts';

/** Genres heard by a model that the user brings; nothing of it is loaded before one is chosen. */
export interface TaggerService {
  state(): TaggerState;
  /**
   * Reads and tries a model, in a thread of its own.
   * @param expected The checksum that its maker gives; `undefined` or blank when the user has none.
   * @throws {AppError} When it cannot be used, or its checksum is another.
   */
  inspect(path: string, expected: string | undefined, signal: AbortSignal | undefined): Promise<TaggerModel>;
  /** @throws {AppError} As `inspect`; `busy` while tracks are tagged. */
  use(path: string, sha256: string, signal: AbortSignal | undefined): Promise<TaggerState>;
  /** Ends a tagging that goes on. */
  remove(): Promise<TaggerState>;
  /** @throws {AppError} `unavailable` without a model. */
  start(): void;
  cancel(): Promise<void>;
  watch(signal?: AbortSignal): AsyncGenerator<TaggingRun, void, void>;
  stop(): Promise<void>;
}

/** As makers write it: capitals, spaces, a name of the algorithm before it. "" for none. */
function checksumOf(text: string): string {
  const checksum = text
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .replace(/^sha-?256[:=]?/, '');
  if (checksum === '' || /^[0-9a-f]{64}$/.test(checksum)) return checksum;
  throw new AppError('invalid-input', 'This is no SHA-256 checksum: it has 64 characters, 0 to 9 and a to f.');
}

async function inspectFile(deps: TaggerDeps, path: string, signal: AbortSignal): Promise<TaggerModel> {
  const thread = createTaggerThread(deps.workerUrl, (error) => deps.log.error('tagger thread failed', { error }));
  try {
    const reply = await thread.run({ type: 'inspect', path }, signal);
    if (reply.type === 'failed') throw new AppError(reply.code, reply.message, reply.details);
    if (reply.type !== 'model') throw new Error(`The tagger's thread answered ${reply.type}`);
    return reply.model;
  } finally {
    await thread.end();
  }
}

export function createTaggerService(deps: TaggerDeps): TaggerService {
  const store = createTaggerStore(deps.database, deps.clock);
  const tagging = createTagging(deps, store);
  const stopping = new AbortController();
  let inspecting = false;
  let lastState: TaggerState | null = null;

  /** While tracks are tagged, the run tells how far it is: counting anew with each track would hold up the host. */
  function state(): TaggerState {
    if (lastState === null || !tagging.isRunning()) lastState = store.state();
    return lastState;
  }

  async function inspect(path: string, signal: AbortSignal | undefined): Promise<TaggerModel> {
    if (tagging.isRunning()) throw new AppError('busy', 'Tracks are being tagged. Wait for the end, or cancel it.');
    if (inspecting) throw new AppError('busy', 'A model is being read already.');
    inspecting = true;
    try {
      return await inspectFile(deps, path, signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal);
    } finally {
      inspecting = false;
    }
  }

  return {
    state,
    inspect: async (path, expected, signal) => {
      const wanted = checksumOf(expected ?? '');
      const model = await inspect(path, signal);
      if (wanted === '' || wanted === model.sha256) return model;
      throw new AppError(
        'conflict',
        `The checksum of this file is ${model.sha256}, not the expected one. Download the model again.`,
      );
    },
    use: async (path, sha256, signal) => {
      const model = await inspect(path, signal);
      if (model.sha256 !== sha256)
        throw new AppError('conflict', 'The model file has changed since it was read. Read it again.');
      store.setModel(model);
      tagging.reset();
      return store.state();
    },
    remove: async () => {
      await tagging.cancel();
      store.removeModel();
      tagging.reset();
      return store.state();
    },
    start: () => {
      if (inspecting) throw new AppError('busy', 'A model is being read. Start again when that has ended.');
      const model = store.model();
      if (model === null) throw new AppError('unavailable', 'There is no tagger model. Choose one in Settings.');
      if (!stopping.signal.aborted) tagging.start(model);
    },
    cancel: () => tagging.cancel(),
    watch: (signal) => tagging.watch(signal),
    stop: async () => {
      stopping.abort();
      await tagging.cancel();
    },
  };
}
