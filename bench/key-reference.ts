/**
 * The key finder that ours is measured against, on the same labelled audio: essentia's KeyExtractor with the profiles
 * that did best in trials. npm run bench:key-reference -- [--truth DIR/truth.json]
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { decode } from '#main/platform/decode.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { parseKey } from '#shared/domain/key.ts';
import { DEVELOPMENT_TRUTH, readTruth } from '#test/support/truth.ts';
import { mirexKeyScore } from './analysis-metrics.ts';

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
const PROFILES = ['edma', 'shaath'];

async function decodeMono(path: string, ffmpegPath: string): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  await decode(
    path,
    { ffmpegPath },
    {
      start: () => {},
      samples: (frames) => parts.push(Float32Array.from({ length: frames.length / 2 }, (_, n) => frames[2 * n] ?? 0)),
    },
  );
  const mono = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    mono.set(part, at);
    at += part.length;
  }
  return mono;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { truth: { type: 'string', default: DEVELOPMENT_TRUTH } } });
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const { Essentia, EssentiaWASM } = createRequire(import.meta.url)('essentia.js') as EssentiaModule;
  const essentia = new Essentia(EssentiaWASM);
  const scores = new Map<string, number[]>(PROFILES.map((profile) => [profile, []]));
  for (const track of readTruth(resolve(values.truth))) {
    if (!track.key) continue;
    const samples = await decodeMono(track.path, ffmpegPath);
    for (const profile of PROFILES) {
      const vector = essentia.arrayToVector(samples);
      const found = essentia.KeyExtractor(vector, ...FRAME_SETTINGS, profile, ...SPECTRUM_SETTINGS);
      vector.delete();
      scores.get(profile)?.push(mirexKeyScore(parseKey(`${found.key} ${found.scale}`), track.key));
    }
  }
  for (const [profile, list] of scores) {
    const exact = list.filter((score) => score === 1).length;
    const mirex = list.reduce((sum, score) => sum + score, 0) / list.length;
    console.log(`essentia ${profile}: exact ${exact} of ${list.length}, MIREX ${(100 * mirex).toFixed(1)} %`);
  }
}

await main();
