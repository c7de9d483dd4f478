import { extname } from 'node:path';

/** What the bytes of a file are, whatever its name says. */
export type AudioFormat =
  | 'mp3'
  | 'aac'
  | 'm4a'
  | 'flac'
  | 'ogg'
  | 'opus'
  | 'wav'
  | 'aiff'
  | 'caf'
  | 'ape'
  | 'wv'
  | 'mpc'
  | 'tta'
  | 'wma'
  | 'mka'
  | 'dsf'
  | 'dff'
  | 'ac3';

/** Type by which the tag reader picks its parser; null for formats whose tags it does not know. */
export const TAG_READER_TYPES: Readonly<Record<AudioFormat, string | null>> = {
  mp3: 'audio/mpeg',
  aac: 'audio/aacp',
  m4a: 'audio/mp4',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/opus',
  wav: 'audio/wav',
  aiff: 'audio/aiff',
  caf: null,
  ape: 'audio/ape',
  wv: 'audio/wavpack',
  mpc: 'audio/musepack',
  tta: null,
  wma: 'audio/ms-asf',
  mka: 'audio/matroska',
  dsf: 'audio/dsf',
  dff: 'audio/dsd',
  ac3: null,
};

export function isAudioFormat(text: string): text is AudioFormat {
  return Object.hasOwn(TAG_READER_TYPES, text);
}

const AUDIO_EXTENSIONS = new Set(
  (
    'mp3 mp2 m4a m4b m4r mp4 aac flac wav wave bwf aif aiff aifc ogg oga opus spx wma asf alac ape wv mka mpc dsf dff ' +
    'tta caf ac3'
  ).split(' '),
);

/** What lies next to music and is never worth opening. Everything else without a known ending is looked into. */
const OTHER_EXTENSIONS = new Set(
  (
    'jpg jpeg png gif webp bmp tif tiff heic svg psd txt rtf md nfo pdf doc docx xls xlsx html htm xml json js ts css ' +
    'log cue m3u m3u8 pls xspf nml asd sfv md5 sha1 ffp accurip zip rar 7z gz tar iso dmg exe dll dylib so pkg app ' +
    'mov mkv avi webm wmv flv m4v mpg mpeg vob ts db sqlite ini inf url lnk torrent part crdownload tmp bak lrc srt ' +
    'mid midi kar als flp ptx logic band sf2 nki vst reapeaks pk sfk peak ds_store crate db-wal db-shm db-journal ' +
    'lock lock-journal partial partial-journal partial-wal partial-shm'
  ).split(' '),
);

/** `yes` by its ending, `maybe` if only the bytes can tell, `no` for what is certainly something else. */
export function mayBeAudio(fileName: string): 'yes' | 'maybe' | 'no' {
  const extension = extname(fileName).slice(1).toLowerCase();
  if (AUDIO_EXTENSIONS.has(extension)) return 'yes';
  return OTHER_EXTENSIONS.has(extension) ? 'no' : 'maybe';
}

/** Name without its ending: only an ending that is one, so "Mr. Oizo - Flat Beat" stays whole. */
export function fileStem(fileName: string): string {
  const extension = extname(fileName);
  return /^\.[a-z0-9]{2,4}$/i.test(extension) ? fileName.slice(0, -extension.length) : fileName;
}

/** Hidden files, and the "._x" companions that macOS leaves on other file systems. */
export function isHidden(fileName: string): boolean {
  return fileName.startsWith('.') || fileName === '$RECYCLE.BIN' || fileName === 'System Volume Information';
}
