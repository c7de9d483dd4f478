import { type Analyser, SAMPLE_RATE } from './analyser.ts';
import type { FftLibrary } from './fft.ts';
import { hannWindow } from './framer.ts';

const FRAME = 4096;
/** One frame in so many frames' time is looked at: the mean over a track needs no more. */
const PERIOD = 4 * FRAME;
const BAND_BINS = 16;
const BANDS = FRAME / 2 / BAND_BINS;
const BAND_HZ = (BAND_BINS * SAMPLE_RATE) / FRAME;
/** Frames quieter than this (mean square) say nothing of an encoder. */
const LEAST_POWER = 1e-6;
/** Less is nothing, in dB of a full-scale sine: the rounding of 16-bit samples lies at -130. */
const NOTHING_DB = -118;
const SILENT_DB = -160;
/** An encoder's limit is a wall, so many dB within 900 Hz; instruments fade out. */
const WALL_DB = 25;
const WALL_BANDS = 5;
/** What goes up to here has all that can be heard. */
const WHOLE_HZ = 20_500;

/** Sums the decibels and not the powers of each band: one click must not hide that all else has no treble. */
function createSpectrum(library: FftLibrary) {
  const fft = library.realFft(FRAME);
  const window = hannWindow(FRAME);
  const decibels = new Float64Array(BANDS);
  const fullScale = BAND_BINS * (FRAME / 4) ** 2;
  let frames = 0;
  return {
    add(samples: Float32Array): void {
      const { input, output } = fft;
      let energy = 0;
      for (let i = 0; i < FRAME; i += 1) {
        energy += samples[i] * samples[i];
        input[i] = samples[i] * window[i];
      }
      if (energy < LEAST_POWER * FRAME) return;
      fft.transform();
      for (let band = 0; band < BANDS; band += 1) {
        let power = 0;
        for (let at = 2 * band * BAND_BINS; at < 2 * (band + 1) * BAND_BINS; at += 1) power += output[at] * output[at];
        decibels[band] += Math.max(SILENT_DB, 10 * Math.log10(power / fullScale + 1e-20));
      }
      frames += 1;
    },
    mean: (): Float64Array | null => (frames === 0 ? null : decibels.map((sum) => sum / frames)),
  };
}

function limitOf(decibels: Float64Array): number | null {
  const top = decibels.findLastIndex((level) => level > NOTHING_DB);
  const hz = (top + 1) * BAND_HZ;
  if (hz >= WHOLE_HZ) return Math.min(hz, SAMPLE_RATE / 2);
  const [under, above] = [decibels[top - WALL_BANDS + 2] ?? SILENT_DB, decibels[top + 2] ?? SILENT_DB];
  return under - above >= WALL_DB ? hz : null;
}

/**
 * The frequency above which there is nothing, as an encoder leaves it: a FLAC that was made from an mp3 of 128 kbit/s ends at
 * 16 to 17 kHz. 20.5 kHz and more means that nothing was cut; null that the treble fades out by itself, or that it is silent.
 */
export function createCutoffAnalyser(library: FftLibrary): Analyser<number | null> {
  const spectrum = createSpectrum(library);
  const frame = new Float32Array(FRAME);
  let place = 0;
  return {
    push(block) {
      const { length } = block;
      for (let i = 0; i < length; i += 2) {
        if (place < FRAME) frame[place] = 0.5 * (block[i] + block[i + 1]);
        place += 1;
        if (place === FRAME) spectrum.add(frame);
        if (place === PERIOD) place = 0;
      }
    },
    finish: () => {
      const mean = spectrum.mean();
      return mean === null ? null : limitOf(mean);
    },
  };
}
