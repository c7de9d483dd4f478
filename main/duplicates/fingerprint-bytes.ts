/** Little-endian 32-bit numbers. */
export function encodeWords(words: Uint32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [n, word] of words.entries()) view.setUint32(n * 4, word, true);
  return bytes;
}

/** Bytes that are no whole words are as good as none. */
export function decodeWords(bytes: Uint8Array): Uint32Array {
  if (bytes.byteLength % 4 !== 0) return new Uint32Array();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.byteLength / 4 }, (_, n) => view.getUint32(n * 4, true));
}
