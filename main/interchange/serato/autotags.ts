import { createByteReader, createByteWriter, decodeUtf8, encodeUtf8 } from '#main/interchange/bytes.ts';

/** "Serato Autotags": tempo and gains as text; null where it is no number. */
export interface SeratoAutotags {
  /** 0 is not analysed. */
  readonly bpm: number | null;
  readonly autoGainDb: number | null;
  /** What the user has turned on top. */
  readonly gainDb: number | null;
}

const VERSION = [1, 1];

function readNumber(text: string | undefined): number | null {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text.trim());
  return Number.isFinite(value) ? value : null;
}

/** @throws {AppError} invalid-input if there is nothing in it. */
export function parseSeratoAutotags(bytes: Uint8Array): SeratoAutotags {
  const reader = createByteReader(bytes, 'Serato Autotags tag');
  reader.take(VERSION.length);
  const [bpm, autoGain, gain] = decodeUtf8(reader.take(reader.left)).split('\0');
  return { bpm: readNumber(bpm), autoGainDb: readNumber(autoGain), gainDb: readNumber(gain) };
}

/** Tempo with two decimals, gains with three, as Serato has them. */
export function formatSeratoAutotags({ bpm, autoGainDb, gainDb }: SeratoAutotags): Uint8Array {
  const numbers = [(bpm ?? 0).toFixed(2), (autoGainDb ?? 0).toFixed(3), (gainDb ?? 0).toFixed(3)];
  return createByteWriter()
    .bytes(VERSION)
    .bytes(encodeUtf8(`${numbers.join('\0')}\0`))
    .finish();
}

/** "Serato Analysis": the version of the analysis, "2.1". Text in Ogg files, two bytes elsewhere. */
export function parseSeratoAnalysis(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  if (/^\d+\.\d+$/.test(text)) return text;
  const reader = createByteReader(bytes, 'Serato Analysis tag');
  return `${reader.u8()}.${reader.u8()}`;
}
