/* oxlint-disable eslint/no-underscore-dangle -- the names of the package */
// Must come before the package: it prepares what that looks for.
import { releaseScope, type StretchModule } from './signalsmith-scope.ts';
import 'signalsmith-stretch';
import type { Voice } from '#shared/domain/transition/mix-engine.ts';

const Processor = releaseScope();
const CHANNELS = 2;
/** Above this, what is transposed keeps its timbre (the package's own default). */
const TONALITY_HZ = 8000;

function loadModule(): Promise<StretchModule> {
  return new Promise((done) => {
    const onReady = (): void => {
      if (processor.wasmModule !== null) done(processor.wasmModule);
    };
    const processor = new Processor({ numberOfOutputs: 1, outputChannelCount: [CHANNELS], onReady });
  });
}

/**
 * A stretcher of its own memory, for one deck. Where in the track it is comes with every block, so that nothing adds up.
 * @param sampleRate Of what goes in and what comes out, in hertz.
 * @source Signalsmith Stretch (MIT), docs/decisions/0019-transitions.md.
 */
export async function createStretchVoice(sampleRate: number): Promise<Voice> {
  const module = await loadModule();
  module._presetDefault(CHANNELS, sampleRate);
  const [inputFrames, outputFrames] = [module._inputLatency(), module._outputLatency()];
  const window = inputFrames + outputFrames;
  const address = module._setBuffers(CHANNELS, window);
  // Looked at anew at each use: memory that grew has another buffer.
  const buffer = (index: number, frames: number): Float32Array =>
    new Float32Array(module.HEAP8.buffer, address + index * window * Float32Array.BYTES_PER_ELEMENT, frames);
  return {
    inputFrames,
    outputFrames,
    mostFrames: window,
    reset: () => module._reset(),
    render: (fill, rate, semitones, left, right) => {
      fill(buffer(0, window), buffer(1, window));
      module._setTransposeSemitones(semitones, TONALITY_HZ / sampleRate);
      module._seek(window, rate);
      module._process(0, left.length);
      left.set(buffer(CHANNELS, left.length));
      right.set(buffer(CHANNELS + 1, right.length));
    },
  };
}
