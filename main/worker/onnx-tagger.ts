import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { cutPatches, MEL_BANDS } from '#main/dsp/mel-spectrogram.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelFiles } from './model-files.ts';

/** A minute of music: a model that wants more at once would never get it. */
const MAX_FRAMES = 3750;
const MAX_BATCH = 256;
/** Patches at once where the model leaves it open: more would only take memory. */
const FREE_BATCH = 8;
/** Rounding may put an activation this far outside of 0 to 1. */
const TOLERANCE = 0.001;

// The thread that this runs in is the one it may use; it starts no others.
env.wasm.numThreads = 1;
env.wasm.proxy = false;
env.logLevel = 'error';

/** A model that was tried and can be used. */
export interface OnnxTagger {
  readonly labels: readonly string[];
  /** Frames that it hears at once. */
  readonly frames: number;
  /**
   * @param levels Mel spectrogram, shape [n * MEL_BANDS], n > 0.
   * @returns Mean activation of each label, 0-1.
   * @throws {AppError} `unsupported` when what the model gives are no activations.
   */
  hear(levels: Float32Array): Promise<Float64Array>;
  release(): Promise<void>;
}

interface InputShape {
  readonly name: string;
  readonly batch: number;
  readonly frames: number;
}

const unsupported = (message: string, cause?: unknown): AppError => new AppError('unsupported', message, {}, cause);
const isCount = (size: unknown, most: number): size is number =>
  typeof size === 'number' && Number.isInteger(size) && size >= 1 && size <= most;

/** @throws {AppError} Unless there is one input of the form [batch, frames, 96]. */
function inputShape({ inputMetadata }: InferenceSession): InputShape {
  const [input, ...others] = inputMetadata;
  if (input === undefined || others.length > 0 || !input.isTensor || input.type !== 'float32') {
    throw unsupported(
      'This model does not take one input of float32 numbers. Choose one that takes a mel spectrogram.',
    );
  }
  const [batch, frames, bands] = input.shape;
  if (input.shape.length !== 3 || bands !== MEL_BANDS || !isCount(frames, MAX_FRAMES)) {
    throw unsupported(
      `This model takes an input of [${input.shape.join(', ')}]; [batch, frames, ${MEL_BANDS}] is needed, with a fixed number of frames. Choose a model for mel spectrograms.`,
    );
  }
  if (typeof batch === 'string') return { name: input.name, batch: FREE_BATCH, frames };
  if (!isCount(batch, MAX_BATCH)) {
    throw unsupported(`This model does not take 1 to ${MAX_BATCH} pieces at once. Choose another export of it.`);
  }
  return { name: input.name, batch, frames };
}

async function createSession(bytes: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  } catch (cause) {
    throw new AppError(
      'invalid-input',
      `This is not an ONNX model that can be opened: ${wordsOf(cause)} Download it again, or choose another.`,
      {},
      cause,
    );
  }
}

/** The runtime's own words, short and as a sentence. */
function wordsOf(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim().slice(0, 300);
  return /[.!]$/.test(text) ? text : `${text}.`;
}

type Run = (patches: Float32Array) => Promise<InferenceSession.ReturnType>;

function createRun(session: InferenceSession, { name, batch, frames }: InputShape): Run {
  return async (patches) => {
    const input = new Tensor('float32', patches, [batch, frames, MEL_BANDS]);
    try {
      return await session.run({ [name]: input });
    } catch (cause) {
      throw unsupported(`The model failed: ${wordsOf(cause)}`, cause);
    } finally {
      input.dispose();
    }
  };
}

/**
 * Tries the model on silence, because the sizes that it states need not be those that it gives.
 * @returns Name of the first output that has an activation for each label.
 */
async function findOutput(session: InferenceSession, run: Run, shape: InputShape, labels: number): Promise<string> {
  const outputs = await run(new Float32Array(shape.batch * shape.frames * MEL_BANDS));
  const found = session.outputNames.find((name) => {
    const output = outputs[name];
    return output?.type === 'float32' && output.dims.at(-1) === labels && output.size === shape.batch * labels;
  });
  if (found !== undefined) {
    addRows(new Float64Array(labels), outputs[found]?.data as Float32Array, shape.batch);
    return found;
  }
  const sizes = session.outputNames.map((name) => `[${outputs[name]?.dims.join(', ') ?? ''}]`).join(', ');
  throw unsupported(
    `The labels file names ${labels} labels, and the model gives ${sizes}: they do not belong together. Take the .json that came with this model.`,
  );
}

/** Adds the activations of the first `patches` rows. */
function addRows(sums: Float64Array, rows: Float32Array, patches: number): void {
  for (let index = 0; index < patches * sums.length; index += 1) {
    const activation = rows[index] ?? Number.NaN;
    if (!(activation >= -TOLERANCE && activation <= 1 + TOLERANCE)) {
      throw unsupported(
        'The model gives numbers that are no activations from 0 to 1. Choose one that ends in a sigmoid or softmax.',
      );
    }
    sums[index % sums.length] = (sums[index % sums.length] ?? 0) + Math.min(1, Math.max(0, activation));
  }
}

/**
 * Opens a model and tries it.
 * @throws {AppError} When it cannot be used; the message says why and what to do.
 */
export async function openOnnxTagger({ bytes, labels }: ModelFiles): Promise<OnnxTagger> {
  const session = await createSession(bytes);
  try {
    const shape = inputShape(session);
    const run = createRun(session, shape);
    const output = await findOutput(session, run, shape, labels.length);
    return {
      labels,
      frames: shape.frames,
      hear: (levels) => hear(run, shape, output, labels.length, cutPatches(levels, shape.frames)),
      release: () => session.release(),
    };
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function hear(
  run: Run,
  { batch, frames }: InputShape,
  output: string,
  labels: number,
  patches: Float32Array,
): Promise<Float64Array> {
  const size = frames * MEL_BANDS;
  const count = patches.length / size;
  const sums = new Float64Array(labels);
  for (let patch = 0; patch < count; patch += batch) {
    // What is left of the last batch is silence, and its rows are not counted.
    const input = new Float32Array(batch * size);
    input.set(patches.subarray(patch * size, (patch + batch) * size));
    const outputs = await run(input);
    addRows(sums, outputs[output]?.data as Float32Array, Math.min(batch, count - patch));
    for (const name of Object.keys(outputs)) outputs[name]?.dispose();
  }
  return sums.map((sum) => sum / Math.max(1, count));
}
