import { createRequire } from 'node:module';
import { type MusicalKey, parseKey } from '#shared/domain/key.ts';

/** The parts of essentia.js that are used here. Vectors live in its heap until they are deleted. */
interface EssentiaVector {
  delete(): void;
}
interface Essentia {
  arrayToVector(samples: Float32Array): EssentiaVector;
  KeyExtractor(
    audio: EssentiaVector,
    ...settings: readonly (boolean | number | string)[]
  ): {
    readonly key: string;
    readonly scale: string;
  };
}
interface EssentiaModule {
  readonly Essentia: new (wasm: unknown) => Essentia;
  readonly EssentiaWASM: unknown;
}

/** averageDetuningCorrection, frame, hop, HPCP size, highest and lowest Hz, peaks, PCP threshold. */
const FRAME_SETTINGS = [true, 4096, 4096, 36, 3500, 60, 25, 0.2] as const;
/** Sample rate, peak threshold, tuning, weighting, window. */
const SPECTRUM_SETTINGS = [44_100, 0.0001, 440, 'cosine', 'hann'] as const;
/** Those that did best in trials. */
export const ESSENTIA_PROFILES = ['edma', 'shaath'] as const;

export type EssentiaKey = (samples: Float32Array, profile: string) => MusicalKey | null;

/** essentia's KeyExtractor. @param samples Mono at 44.1 kHz, finite. */
export function loadEssentiaKey(): EssentiaKey {
  const { Essentia, EssentiaWASM } = createRequire(import.meta.url)('essentia.js') as EssentiaModule;
  const essentia = new Essentia(EssentiaWASM);
  return (samples, profile) => {
    const vector = essentia.arrayToVector(samples);
    const found = essentia.KeyExtractor(vector, ...FRAME_SETTINGS, profile, ...SPECTRUM_SETTINGS);
    vector.delete();
    return parseKey(`${found.key} ${found.scale}`);
  };
}
