/**
 * What is usual in music, for main/dsp/timbre-norms.ts: mean and spread of every number of the timbre vector as measured,
 * over labelled audio: npm run bench:timbre-norms -- [--truth DIR/truth.json]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadFft } from '#main/dsp/fft.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { createOnsetFluxAnalyser, FLUX_BANDS } from '#main/dsp/onset-flux.ts';
import { createTimbreAccumulator } from '#main/dsp/timbre.ts';
import { decode } from '#main/platform/decode.ts';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { DEVELOPMENT_TRUTH, readTruth } from '#test/support/truth.ts';

const { values } = parseArgs({ options: { truth: { type: 'string', default: DEVELOPMENT_TRUTH } } });
const ffmpegPath = await locateFfmpeg({ env: process.env });
const fft = await loadFft();

async function measure(path: string): Promise<Float64Array | null> {
  const timbre = createTimbreAccumulator(FLUX_BANDS);
  const flux = createOnsetFluxAnalyser(fft, timbre.add);
  const decimator = createHalfBandDecimator();
  await decode(
    path,
    { ffmpegPath },
    {
      start: () => undefined,
      samples: (samples) => {
        for (let at = 0; at < samples.length; at += 8192) flux.push(decimator.push(samples.subarray(at, at + 8192)));
      },
    },
  );
  return timbre.measured();
}

const measured: Float64Array[] = [];
for (const { path } of readTruth(resolve(values.truth))) {
  const vector = await measure(path);
  if (vector !== null) measured.push(vector);
}
const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
const columns = [...(measured[0] ?? [])].map((_, i) => measured.map((vector) => vector[i] ?? 0));
const means = columns.map(meanOf);
const spreads = columns.map((column, i) => Math.sqrt(meanOf(column.map((value) => (value - (means[i] ?? 0)) ** 2))));
console.log(`means: ${means.map((value) => value.toFixed(3)).join(', ')}`);
console.log(`spreads: ${spreads.map((value) => value.toFixed(3)).join(', ')}`);
