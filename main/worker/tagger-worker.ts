import { loadFft } from '#main/dsp/fft.ts';
import type { HeardLabel, ModelIdentity, TaggerReply, TaggerTask } from '#main/tagger/tagger-messages.ts';
import type { TaggerModel } from '#shared/contract/tagger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { hearFile } from './hear-file.ts';
import { readModelFiles } from './model-files.ts';
import { type OnnxTagger, openOnnxTagger } from './onnx-tagger.ts';

interface Opened {
  readonly model: TaggerModel;
  readonly tagger: OnnxTagger;
}

const fft = loadFft();
/** The model that was opened last: its thread ends with the tagging, and the memory with it. */
let opened: Opened | null = null;

const isSame = (model: TaggerModel, wanted: ModelIdentity): boolean =>
  model.path === wanted.path && model.sha256 === wanted.sha256 && model.labelsSha256 === wanted.labelsSha256;

/** @param wanted What the files must be; the bytes that are compared are those that are opened. */
async function open(path: string, wanted: ModelIdentity | null): Promise<Opened> {
  const files = await readModelFiles(path);
  const { sha256, labelsSha256, name, labels, bytes } = files;
  if (wanted !== null && sha256 !== wanted.sha256) {
    throw new AppError(
      'conflict',
      'The model file is another than the one you chose. Put the right one back, or remove the model in Settings and choose it again.',
    );
  }
  if (wanted !== null && labelsSha256 !== wanted.labelsSha256) {
    throw new AppError(
      'conflict',
      'The labels file of the model has changed. Put the right one back, or remove the model in Settings and choose it again.',
    );
  }
  await opened?.tagger.release();
  opened = null;
  const tagger = await openOnnxTagger(files);
  const { frames } = tagger;
  const model = { path, name, bytes: bytes.length, sha256, labelsSha256, labels: labels.length, frames };
  return (opened = { model, tagger });
}

const reopen = async (wanted: ModelIdentity): Promise<Opened> =>
  opened !== null && isSame(opened.model, wanted) ? opened : open(wanted.path, wanted);

function surest(labels: readonly string[], activations: Float64Array): HeardLabel {
  const activation = Math.max(...activations);
  return { label: labels[activations.indexOf(activation)] ?? '', activation };
}

function failed(about: 'model' | 'track', error: unknown): TaggerReply {
  if (!(error instanceof AppError)) throw error;
  return { type: 'failed', about, code: error.code, message: error.message, details: error.details };
}

async function hear({ model, part, ffmpegPath }: Extract<TaggerTask, { type: 'hear' }>): Promise<TaggerReply> {
  let tagger: OnnxTagger;
  try {
    ({ tagger } = await reopen(model));
  } catch (error) {
    return failed('model', error);
  }
  try {
    const levels = await hearFile(part, ffmpegPath, await fft);
    return { type: 'heard', best: surest(tagger.labels, await tagger.hear(levels)) };
  } catch (error) {
    return failed('track', error);
  }
}

/** What the pool calls, by this name. The runtime is loaded with this thread and nowhere else. */
export async function runTaggerTask(task: TaggerTask): Promise<TaggerReply> {
  if (task.type === 'hear') return hear(task);
  try {
    const { model } = await (task.type === 'open' ? reopen(task.model) : open(task.path, null));
    return { type: 'model', model };
  } catch (error) {
    return failed('model', error);
  }
}
