import { type AnalysisOptions, NOT_ENOUGH_MUSIC, type TrackAnalysis } from '#shared/domain/track-analysis.ts';
import { seconds } from '#shared/domain/units.ts';
import { type Analyser, SAMPLE_RATE } from './analyser.ts';
import { attackCurves } from './attack-curve.ts';
import { fitBeatGrid } from './beat-grid-fit.ts';
import { createBandEnvelopeAnalyser } from './band-envelope.ts';
import { createChromaAnalyser } from './chroma.ts';
import { describeTrack } from './describe-track.ts';
import type { DownbeatEvidence } from './downbeat.ts';
import { estimateEnergy } from './energy.ts';
import { createExtremesAnalyser } from './extremes.ts';
import type { FftLibrary } from './fft.ts';
import { createHalfBandDecimator } from './half-band.ts';
import { estimateKey, type KeyEstimate } from './key-estimate.ts';
import { createLoudnessAnalyser } from './loudness.ts';
import { createOnsetFluxAnalyser, FLUX_BANDS } from './onset-flux.ts';
import { estimateTempo, type TempoEstimate } from './tempo.ts';
import { createTimbreAccumulator } from './timbre.ts';
import { createTruePeakAnalyser } from './true-peak.ts';
import { waveformOf } from './waveform.ts';

/** Less than this holds too few beats and chords to name a tempo or a key. */
const SHORTEST_SECONDS = 5;
/** 36 dB over full scale: beyond it a sample is damage, not music, and its square could overflow. */
const LARGEST_SAMPLE = 64;

export interface TrackSource {
  /** The file has one channel, which comes as two equal ones. */
  readonly mono: boolean;
}

/** Cleans a block in place: non-finite samples become 0. @returns The highest absolute sample. */
function cleanBlock(block: Float32Array): number {
  const { length } = block;
  let peak = 0;
  for (let i = 0; i < length; i += 1) {
    const value = Math.abs(block[i]);
    if (value <= LARGEST_SAMPLE) {
      if (value > peak) peak = value;
    } else {
      block[i] = 0; // NaN fails every comparison and comes here too
    }
  }
  return peak;
}

function rhythmOf(
  evidence: Omit<DownbeatEvidence, 'attacks'>,
  tempo: TempoEstimate | null,
): Pick<TrackAnalysis, 'bpm' | 'bpmConfidence' | 'grid'> {
  if (!tempo) return { bpm: null, bpmConfidence: 0, grid: null };
  const fitted = fitBeatGrid({ ...evidence, attacks: attackCurves(evidence.envelopes) }, tempo.bpm);
  return { ...fitted, bpmConfidence: tempo.confidence };
}

const decibels = (amplitude: number): number | null => (amplitude > 0 ? 20 * Math.log10(amplitude) : null);

function noteFor(silent: boolean, duration: number, tempo: TempoEstimate | null, key: KeyEstimate | null) {
  if (silent) return `${NOT_ENOUGH_MUSIC}: the track is silent.`;
  if (duration < SHORTEST_SECONDS) {
    return `${NOT_ENOUGH_MUSIC}: ${duration.toFixed(1)} s is too short for tempo and key (at least ${SHORTEST_SECONDS} s).`;
  }
  const missing = [tempo ? null : 'no steady beat', key ? null : 'no key'].filter((text) => text !== null);
  return missing.length > 0 ? `Not found in this track: ${missing.join(', ')}.` : null;
}

/** What runs on the mono mix at half the rate. */
function createMonoAnalysers(library: FftLibrary) {
  const timbre = createTimbreAccumulator(FLUX_BANDS);
  const envelopes = createBandEnvelopeAnalyser();
  const extremes = createExtremesAnalyser();
  const flux = createOnsetFluxAnalyser(library, timbre.add);
  const chroma = createChromaAnalyser(library);
  return {
    push(samples: Float32Array): void {
      if (samples.length === 0) return;
      envelopes.push(samples);
      extremes.push(samples);
      flux.push(samples);
      chroma.push(samples);
    },
    finish: () => ({
      envelopes: envelopes.finish(),
      extremes: extremes.finish(),
      flux: flux.finish(),
      chroma: chroma.finish(),
      timbre,
    }),
  };
}

/**
 * Runs every analyser on one stream of audio.
 * Blocks given to `push` are cleaned in place (non-finite samples become 0).
 */
export function createTrackAnalyser(
  source: TrackSource,
  options: AnalysisOptions,
  library: FftLibrary,
): Analyser<TrackAnalysis> {
  const decimator = createHalfBandDecimator();
  const loudnessAnalyser = createLoudnessAnalyser(source.mono);
  const monoAnalysers = createMonoAnalysers(library);
  const truePeakAnalyser = options.truePeak ? createTruePeakAnalyser() : null;
  let frames = 0;
  let peak = 0;

  return {
    push(block) {
      peak = Math.max(peak, cleanBlock(block));
      frames += block.length / 2;
      loudnessAnalyser.push(block);
      truePeakAnalyser?.push(block);
      monoAnalysers.push(decimator.push(block));
    },
    finish() {
      monoAnalysers.push(decimator.flush());
      const duration = seconds(frames / SAMPLE_RATE);
      const loudness = loudnessAnalyser.finish();
      const { envelopes, extremes, flux, chroma, timbre } = monoAnalysers.finish();
      const silent = loudness.integratedLufs === null;
      const enough = !silent && duration >= SHORTEST_SECONDS;
      const tempo = enough ? estimateTempo(flux, options, library) : null;
      const key = enough ? estimateKey(chroma) : null;
      const rhythm = rhythmOf({ envelopes, chroma }, tempo);
      const energy = estimateEnergy({ loudness, flux, envelopes, bpm: rhythm.bpm });
      const found = {
        energy,
        loudness,
        truePeakDb: decibels(truePeakAnalyser?.finish() ?? 0),
        brightness: enough ? timbre.brightness() : null,
      };
      return {
        durationSeconds: duration,
        ...rhythm,
        key: key?.key ?? null,
        keyConfidence: key?.confidence ?? 0,
        energy,
        loudnessLufs: loudness.integratedLufs,
        samplePeakDb: decibels(peak),
        details: describeTrack({ envelopes, flux, chroma, key, ...found, grid: rhythm.grid, duration }),
        timbre: enough ? timbre.finish() : null,
        peaks: waveformOf(envelopes, extremes),
        note: noteFor(silent, duration, tempo, key),
      };
    },
  };
}
