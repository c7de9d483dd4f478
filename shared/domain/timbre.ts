/** Numbers in a timbre vector. */
export const TIMBRE_SIZE = 36;

declare const timbre: unique symbol;
/** What a track sounds like, shape [TIMBRE_SIZE], length 1: the closer the cosine of two is to 1, the more alike. */
export type TimbreVector = Float32Array & { readonly [timbre]: 'timbre' };

/** Cosine of two vectors, -1 to 1. */
export function timbreLikeness(a: TimbreVector, b: TimbreVector): number {
  let sum = 0;
  for (let i = 0; i < TIMBRE_SIZE; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Little-endian 32-bit floats, 144 bytes. */
export function encodeTimbre(vector: TimbreVector): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(TIMBRE_SIZE * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < TIMBRE_SIZE; i += 1) view.setFloat32(i * 4, vector[i] ?? 0, true);
  return bytes;
}

/** @returns null for bytes that are no vector of this size, or hold what is no number: they are as good as none. */
export function decodeTimbre(bytes: Uint8Array): TimbreVector | null {
  if (bytes.byteLength !== TIMBRE_SIZE * 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = Float32Array.from({ length: TIMBRE_SIZE }, (_, i) => view.getFloat32(i * 4, true));
  return vector.every((value) => Number.isFinite(value)) ? (vector as TimbreVector) : null;
}
