import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnxModel, type TestModel } from './onnx-model.ts';

const BANDS = 96;
/** Bands below this one, about 1.3 kHz, are low. */
const MIDDLE = 38;

/** Hears low sounds as the first label and high ones as the second. */
export const LOW_OR_HIGH = [1, -1].map((sign) =>
  Float32Array.from({ length: BANDS }, (_, band) => (band < MIDDLE ? sign : -sign)),
);
export const LABELS = ['Electronic---Deep House', 'Electronic---Hard Techno'];
/** Hears nothing: every label is as likely as any other. */
export const deaf = (labels: number) => Array.from({ length: labels }, () => new Float32Array(BANDS));

export interface ModelOnDisk {
  readonly path: string;
  readonly sha256: string;
}

/** Writes a real model and its labels file. @param model Parts of it that differ from the usual one. */
export function writeModel(
  folder: string,
  {
    name = 'tiny',
    labels = LABELS,
    ...model
  }: Partial<TestModel> & { name?: string; labels?: readonly string[] | string } = {},
): ModelOnDisk {
  const path = join(folder, `${name}.onnx`);
  const bytes = onnxModel({ weights: LOW_OR_HIGH, ...model });
  writeFileSync(path, bytes);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ name: 'Tiny tagger', classes: labels, version: '1' }));
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
}
