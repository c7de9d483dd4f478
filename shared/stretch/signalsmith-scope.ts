/** What the package needs of the processor it brings: its WebAssembly, once that is there. */
export interface StretchProcessor {
  readonly wasmModule: StretchModule | null;
}

/** The exported functions of the WebAssembly, all in frames. */
export interface StretchModule {
  readonly HEAP8: Int8Array;
  _presetDefault(channels: number, sampleRate: number): void;
  _inputLatency(): number;
  _outputLatency(): number;
  /** @returns Address of the buffers: of each channel that goes in, then of each that comes out. */
  _setBuffers(channels: number, frames: number): number;
  _setTransposeSemitones(semitones: number, tonalityLimit: number): void;
  _reset(): void;
  _seek(frames: number, rate: number): void;
  _process(framesIn: number, framesOut: number): void;
}

interface ProcessorOptions {
  readonly numberOfOutputs: number;
  readonly outputChannelCount: readonly number[];
  /** Called when the WebAssembly is there. */
  readonly onReady: () => void;
}
type ProcessorClass = new (options: ProcessorOptions) => StretchProcessor;

/** The globals of an audio worklet that the package looks for. */
interface WorkletScope {
  sampleRate?: number;
  AudioWorkletProcessor?: unknown;
  registerProcessor?: unknown;
}

/** A processor that is never asked for sound by the browser. */
class Bystander {
  readonly port: { onmessage: unknown; postMessage: (message: readonly unknown[]) => void };

  constructor({ onReady }: ProcessorOptions) {
    this.port = {
      onmessage: null,
      postMessage: ([kind]) => {
        if (kind === 'ready') onReady();
      },
    };
  }
}

const scope = globalThis as unknown as WorkletScope;
const before = { AudioWorkletProcessor: scope.AudioWorkletProcessor, registerProcessor: scope.registerProcessor };
let brought: ProcessorClass | null = null;

// The package hands out its WebAssembly only through the processor that it registers: while it is imported, that
// processor is caught here. The browser's own names are given back in releaseScope().
scope.AudioWorkletProcessor = Bystander;
scope.registerProcessor = (_name: string, processor: ProcessorClass) => {
  brought = processor;
};
// Node has no rate of its own; a worklet's cannot be written.
if (scope.sampleRate === undefined) scope.sampleRate = 44_100;

/** Gives the names back. @returns The package's processor. @throws {Error} If the package has brought none. */
export function releaseScope(): ProcessorClass {
  Object.assign(scope, before);
  if (brought === null) throw new Error('signalsmith-stretch has registered no processor');
  return brought;
}
