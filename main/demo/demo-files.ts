import type { DemoFormat, DemoTrack } from './demo-track.ts';

const EXTENSIONS: Readonly<Record<DemoFormat, string>> = {
  'mp3-320': 'mp3',
  'mp3-256': 'mp3',
  flac: 'flac',
  m4a: 'm4a',
  ogg: 'ogg',
  wav: 'wav',
  aiff: 'aiff',
};

/** Name of a track's file, "Artist - Title.mp3"; what some file systems forbid is left out. */
export function demoFileName(track: DemoTrack): string {
  const name = `${track.artist} - ${track.title}`.replaceAll(/[<>:"/\\|?*]/g, '').replaceAll(/\s+/g, ' ');
  return `${name}.${EXTENSIONS[track.format]}`;
}
