/* oxlint-disable no-underscore-dangle -- the names that Emscripten gives to exported C functions */
import PFFFT from '@echogarden/pffft-wasm/simd';

/**
 * Real FFT of one size. Fill `input`, call `transform`, read `output` at once: instances are shared between analysers,
 * so neither array keeps its contents beyond the caller's own step.
 */
export interface RealFft {
  readonly size: number;
  /** Shape [size]. */
  readonly input: Float32Array;
  /** Shape [size]: [Re 0, Re N/2, Re 1, Im 1, Re 2, Im 2, ...], not scaled. */
  readonly output: Float32Array;
  readonly transform: () => void;
}

/** Makes FFTs; one instance of each size lives as long as the library, so memory stays flat from track to track. */
export interface FftLibrary {
  /** @param size A power of two, 32 to 65,536. All sizes are fetched before the first transform of a track. */
  realFft(size: number): RealFft;
}

/** The parts of the Emscripten module that are used here. */
interface PffftModule {
  readonly HEAPF32: Float32Array;
  _pffft_new_setup(size: number, kind: number): number;
  _pffft_aligned_malloc(bytes: number): number;
  _pffft_transform_ordered(setup: number, input: number, output: number, work: number, direction: number): void;
}

const REAL = 0;
const FORWARD = 0;
const MAX_SIZE = 65_536;

function createRealFft(wasm: PffftModule, size: number): RealFft {
  const setup = wasm._pffft_new_setup(size, REAL);
  const inputAt = wasm._pffft_aligned_malloc(size * 4);
  const outputAt = wasm._pffft_aligned_malloc(size * 4);
  const workAt = wasm._pffft_aligned_malloc(size * 4);
  if (setup === 0 || inputAt === 0 || outputAt === 0 || workAt === 0) throw new RangeError(`No FFT of size ${size}`);
  return {
    size,
    input: wasm.HEAPF32.subarray(inputAt / 4, inputAt / 4 + size),
    output: wasm.HEAPF32.subarray(outputAt / 4, outputAt / 4 + size),
    transform: () => wasm._pffft_transform_ordered(setup, inputAt, outputAt, workAt, FORWARD),
  };
}

/**
 * Loads the SIMD build of PFFFT.
 * @source J. Pommier, PFFFT: a pretty fast FFT (FFTPACK's algorithm with SIMD).
 */
export async function loadFft(): Promise<FftLibrary> {
  const wasm: PffftModule = await PFFFT();
  const sizes = new Map<number, RealFft>();
  return {
    realFft(size) {
      if (size > MAX_SIZE) throw new RangeError(`FFT sizes go up to ${MAX_SIZE}`);
      const known = sizes.get(size);
      if (known) return known;
      const created = createRealFft(wasm, size);
      sizes.set(size, created);
      return created;
    },
  };
}
