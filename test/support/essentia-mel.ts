import { createRequire } from 'node:module';

/** The parts of essentia.js that are used here. Vectors live in its heap until they are deleted. */
interface EssentiaVector {
  delete(): void;
}
interface Essentia {
  arrayToVector(samples: Float32Array): EssentiaVector;
  vectorToArray(vector: EssentiaVector): Float32Array;
  TensorflowInputMusiCNN(frame: EssentiaVector): { readonly bands: EssentiaVector };
}
interface EssentiaModule {
  readonly Essentia: new (wasm: unknown) => Essentia;
  readonly EssentiaWASM: unknown;
}

/** Essentia's own levels of the 96 bands of one frame of 512 samples. */
export function loadEssentiaMel(): (frame: Float32Array) => Float32Array {
  const { Essentia, EssentiaWASM } = createRequire(import.meta.url)('essentia.js') as EssentiaModule;
  const essentia = new Essentia(EssentiaWASM);
  return (frame) => {
    const vector = essentia.arrayToVector(frame);
    const { bands } = essentia.TensorflowInputMusiCNN(vector);
    const levels = Float32Array.from(essentia.vectorToArray(bands));
    vector.delete();
    bands.delete();
    return levels;
  };
}
