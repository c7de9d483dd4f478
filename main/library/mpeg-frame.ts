/** kbit/s by index; [version 1 layer III, version 1 layer II, version 1 layer I, version 2 layer I, version 2 II/III]. */
const BIT_RATES: readonly (readonly number[])[] = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const SAMPLE_RATES: readonly number[] = [44100, 48000, 32000];
/** By version bits: MPEG 2.5, reserved, MPEG 2, MPEG 1. */
const RATE_DIVISORS: readonly number[] = [4, 1, 2, 1];

function bitRateRow(isVersion1: boolean, layer: number): readonly number[] {
  if (isVersion1) return BIT_RATES[3 - layer] ?? [];
  return BIT_RATES[layer === 1 ? 3 : 4] ?? [];
}

/**
 * Length in bytes of the MPEG audio frame that starts at `offset`.
 * @returns null when no valid frame header stands there (free-format streams count as none).
 * @source ISO 11172-3, 2.4.1.3; ISO 13818-3 for the lower sample rates.
 */
export function mpegFrameLength(bytes: Uint8Array, offset: number): number | null {
  if (bytes[offset] !== 0xff) return null;
  const [second = 0, third = 0] = bytes.subarray(offset + 1, offset + 3);
  const version = (second >> 3) & 3;
  const layer = 4 - ((second >> 1) & 3);
  if ((second & 0xe0) !== 0xe0 || version === 1 || layer === 4) return null;
  const isVersion1 = version === 3;
  const bitRate = bitRateRow(isVersion1, layer)[third >> 4];
  const baseRate = SAMPLE_RATES[(third >> 2) & 3];
  if (!bitRate || baseRate === undefined) return null;
  const sampleRate = baseRate / (RATE_DIVISORS[version] ?? 1);
  const padding = (third >> 1) & 1;
  return frameBytes({ layer, isVersion1, bitsPerSample: (bitRate * 1000) / sampleRate, padding });
}

interface FrameFacts {
  readonly layer: number;
  readonly isVersion1: boolean;
  readonly bitsPerSample: number;
  readonly padding: number;
}

function frameBytes({ layer, isVersion1, bitsPerSample, padding }: FrameFacts): number {
  if (layer === 1) return (Math.floor(12 * bitsPerSample) + padding) * 4;
  return Math.floor((layer === 3 && !isVersion1 ? 72 : 144) * bitsPerSample) + padding;
}

/**
 * Length in bytes of the ADTS (raw AAC) frame that starts at `offset`, or null when none does.
 * @source ISO 13818-7, 6.2.
 */
export function adtsFrameLength(bytes: Uint8Array, offset: number): number | null {
  const header = bytes.subarray(offset, offset + 7);
  const [sync, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = header;
  if (header.length < 7 || sync !== 0xff || (second & 0xf6) !== 0xf0 || ((third >> 2) & 15) > 12) return null;
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  return length > 7 ? length : null;
}

/** Two frames in a row are no accident; one in random bytes is common. */
function hasTwoFrames(bytes: Uint8Array, offset: number, frameLength: typeof mpegFrameLength): boolean {
  const first = frameLength(bytes, offset);
  return first !== null && frameLength(bytes, offset + first) !== null;
}

/** Looks for MPEG audio or raw AAC frames anywhere in the bytes. */
export function findAudioFrames(bytes: Uint8Array): { readonly format: 'mp3' | 'aac'; readonly offset: number } | null {
  for (let offset = bytes.indexOf(0xff); offset >= 0; offset = bytes.indexOf(0xff, offset + 1)) {
    if (hasTwoFrames(bytes, offset, adtsFrameLength)) return { format: 'aac', offset };
    if (hasTwoFrames(bytes, offset, mpegFrameLength)) return { format: 'mp3', offset };
  }
  return null;
}
