/** Formats (files.format) that Chromium, and so Electron, plays and seeks exactly, with their MIME types. */
const PLAYABLE: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
};

/** Codecs inside those containers that it does not play, as music-metadata names them. */
const UNPLAYABLE_CODECS = /alac|ac-?3|speex|dts|adpcm/i;

/**
 * How a file can be served to the browser as it is; null = it must be converted first. Raw AAC (ADTS) plays but has no
 * index, so that seeking would miss the beat.
 * @param format files.format of the library.
 * @param readCodec Reads the codec's name from the file; asked only where the container may hold several.
 */
export async function playableMimeType(
  format: string,
  readCodec: () => Promise<string | null>,
): Promise<string | null> {
  const mimeType = PLAYABLE[format];
  if (mimeType === undefined) return null;
  if (format === 'mp3' || format === 'flac' || format === 'opus') return mimeType;
  return UNPLAYABLE_CODECS.test((await readCodec()) ?? '') ? null : mimeType;
}
