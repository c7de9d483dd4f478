import type { DemoFormat, DemoTrack } from './demo-track.ts';

/** Codec options, and whether the container takes a picture as a stream. */
interface FormatOptions {
  readonly args: readonly string[];
  readonly picture: 'stream' | 'comment' | 'none';
}

// ffmpeg writes an mp3's comment as a text field of its own making; readers find it in the old tag (30 characters).
const ID3 = ['-id3v2_version', '3', '-write_id3v1', '1', '-f', 'mp3'] as const;

const FORMATS: Readonly<Record<DemoFormat, FormatOptions>> = {
  'mp3-320': { args: ['-c:a', 'libmp3lame', '-b:a', '320k', ...ID3], picture: 'stream' },
  'mp3-256': { args: ['-c:a', 'libmp3lame', '-b:a', '256k', ...ID3], picture: 'stream' },
  flac: { args: ['-c:a', 'flac', '-f', 'flac'], picture: 'stream' },
  m4a: { args: ['-c:a', 'aac', '-b:a', '256k', '-movflags', '+faststart', '-f', 'ipod'], picture: 'stream' },
  ogg: { args: ['-c:a', 'libvorbis', '-q:a', '7', '-f', 'ogg'], picture: 'comment' },
  // A WAV's INFO list holds text only.
  wav: { args: ['-c:a', 'pcm_s16le', '-f', 'wav'], picture: 'none' },
  aiff: { args: ['-c:a', 'pcm_s16be', '-write_id3v2', '1', '-f', 'aiff'], picture: 'stream' },
};

/** Where the encoder finds and puts things; absolute paths. */
export interface EncoderPaths {
  readonly cover: string;
  readonly metadata: string;
  readonly output: string;
}

/**
 * Arguments of ffmpeg for a track whose samples (16 bit, 44.1 kHz, stereo) come by stdin. Nothing in the file depends
 * on the date or the encoder's version string.
 */
export function encoderArgs(track: DemoTrack, paths: EncoderPaths): string[] {
  const { args, picture } = FORMATS[track.format];
  const isStream = picture === 'stream';
  const pictureArgs = isStream
    ? ['-map', '2:v', '-c:v', 'copy', '-disposition:v', 'attached_pic', '-metadata:s:v', 'comment=Cover (front)']
    : [];
  const quiet = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y'];
  const samples = ['-f', 's16le', '-ar', '44100', '-ac', '2', '-i', 'pipe:0'];
  const metadata = ['-f', 'ffmetadata', '-i', paths.metadata];
  const cover = isStream ? ['-f', 'png_pipe', '-i', paths.cover] : [];
  const mapping = ['-map', '0:a', ...pictureArgs, '-map_metadata', '1'];
  const exact = ['-fflags', '+bitexact', '-flags:a', '+bitexact'];
  return [...quiet, ...samples, ...metadata, ...cover, ...mapping, ...exact, ...args, paths.output];
}

/** Type of a front cover in a picture block of FLAC and Vorbis. */
const FRONT_COVER = 3;

/** @source FLAC format, METADATA_BLOCK_PICTURE; base64 as the Vorbis comment proposal has it. */
function pictureComment(cover: Uint8Array, size: number): string {
  const mime = Buffer.from('image/png', 'latin1');
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const head = [FRONT_COVER, mime.length].map(number);
  const facts = [0, size, size, 24, 0, cover.length].map(number);
  return Buffer.concat([...head, mime, ...facts, cover]).toString('base64');
}

const escapeValue = (value: string): string => value.replaceAll(/[\\=;#\n]/g, (character) => `\\${character}`);

/**
 * The tags as ffmpeg's metadata file. No tempo and no key: those are for the analysis to find.
 * @param coverSize Width and height of the cover in pixels.
 */
export function metadataText(track: DemoTrack, cover: Uint8Array, coverSize: number): string {
  const tags: Record<string, string> = {
    title: track.title,
    artist: track.artist,
    album: track.album,
    album_artist: track.artist,
    date: String(track.year),
    genre: track.genre,
    comment: track.comment,
    // ID3 calls the label publisher, Vorbis comments organization.
    [track.format === 'flac' || track.format === 'ogg' ? 'organization' : 'publisher']: track.label,
  };
  if (FORMATS[track.format].picture === 'comment') tags['METADATA_BLOCK_PICTURE'] = pictureComment(cover, coverSize);
  const lines = Object.entries(tags).map(([name, value]) => `${name}=${escapeValue(value)}`);
  return `;FFMETADATA1\n${lines.join('\n')}\n`;
}
