import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { overviewOf } from '#main/analysis/overview.ts';
import { systemClock } from '#main/platform/clock.ts';
import { LIBRARY_FILE } from '#main/settings/library-location.ts';
import { openDatabase } from '#main/storage/open-database.ts';
import { COLUMN_BYTES, encodePeaks } from '#shared/domain/peaks.ts';
import { makeAudioFile } from './audio-files.ts';
import { addTracks, inventTracks } from './many-tracks.ts';
import { createNoise } from './signals.ts';

const UTF8 = 3;

/** An ID3v2.4 text frame. */
function textFrame(id: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from([UTF8]), Buffer.from(text, 'utf8')]);
  return Buffer.concat([Buffer.from(id, 'latin1'), syncSafe(body.length), Buffer.alloc(2), body]);
}

/** 28 bits in four bytes whose highest bit is 0. */
function syncSafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));
}

/** @source ID3v2.4.0 main structure, id3.org. */
function id3Tag(frames: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.concat(Object.entries(frames).map(([id, text]) => textFrame(id, text)));
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), syncSafe(body.length), body]);
}

/** Length in bytes of a frame at 128 kbit/s and 44.1 kHz, without padding. */
const FRAME_BYTES = 417;

/** Half a second of silence-like audio without any tag, by ffmpeg; made once and varied from then on. */
function bareMp3(folder: string): Buffer {
  const path = join(folder, '.template.mp3');
  const output = ['-b:a', '128k', '-ar', '44100', '-id3v2_version', '0', '-write_id3v1', '0', '-write_xing', '0'];
  makeAudioFile(path, { seconds: 0.5, output: [...output, '-map_metadata', '-1'] });
  const bytes = readFileSync(path);
  rmSync(path);
  return bytes;
}

/**
 * Fills a folder with small tagged mp3 files that all sound different, 200 in each subfolder: what a scan of a big
 * collection meets, without its gigabytes.
 * @returns The paths.
 */
export function writeMusicFolder(folder: string, count: number): string[] {
  mkdirSync(folder, { recursive: true });
  const audio = bareMp3(folder);
  const paths: string[] = [];
  for (const [number, track] of inventTracks(count).entries()) {
    const subfolder = join(folder, `crate ${Math.floor(number / 200)}`);
    if (number % 200 === 0) mkdirSync(subfolder, { recursive: true });
    // In the second frame's data, behind its header and side information: another recording, still a valid stream.
    audio.writeUInt32BE(number, FRAME_BYTES + 60);
    const tag = id3Tag({
      TIT2: track.title,
      TPE1: track.artist,
      TALB: track.album,
      TCON: track.genre,
      TDRC: String(track.year ?? ''),
    });
    const path = join(subfolder, `${number} ${track.artist} - ${track.title}.mp3`);
    writeFileSync(path, Buffer.concat([tag, audio]));
    paths.push(path);
  }
  return paths;
}

/** Columns of the invented waveforms; rows show 200. */
const PEAK_COLUMNS = 400;

/** Stored peaks of a track, which rows never read but which make the file big; real ones are bigger still. */
const PEAK_BYTES = 10_000;

function inventedOverview(seed: number): Uint8Array {
  const noise = createNoise(seed + 1);
  const data = Uint8Array.from({ length: PEAK_COLUMNS * COLUMN_BYTES }, (_, index) => {
    const column = Math.floor(index / COLUMN_BYTES) / PEAK_COLUMNS;
    const section = 0.5 + 0.5 * Math.sin(column * 9 + seed);
    return Math.round(
      255 * Math.min(1, Math.max(0, (0.35 + 0.6 * section) * (0.7 + 0.3 * noise()) - 0.1 * (index % COLUMN_BYTES))),
    );
  });
  // Stored as the analysis stores it: deflated.
  return deflateSync(encodePeaks([overviewOf({ columnsPerSecond: 1, data })]));
}

/**
 * Prepares a data folder whose library has `count` analysed tracks with waveforms, as if it had been used for long. The
 * files themselves are not there.
 */
export async function writeSyntheticLibrary(dataFolder: string, count: number): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  const database = openDatabase({ path: join(dataFolder, LIBRARY_FILE), clock: systemClock });
  try {
    const ids = addTracks(database, inventTracks(count));
    const insert = database.raw.prepare(
      'INSERT INTO waveforms (track_id, version, peaks, overview) VALUES (?, 1, ?, ?)',
    );
    const noise = createNoise(7);
    const peaks = Uint8Array.from({ length: PEAK_BYTES }, () => Math.floor(128 * (1 + noise())));
    database.transaction('derived', () => {
      for (const [index, id] of ids.entries()) insert.run(id, peaks, inventedOverview(index));
    });
  } finally {
    await database.close();
  }
}
