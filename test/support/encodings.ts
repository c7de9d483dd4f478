import { basename, join } from 'node:path';
import type { FftLibrary } from '#main/dsp/fft.ts';
import { compareRecordings } from '#main/duplicates/match/compare-recordings.ts';
import { WordIndexBuilder } from '#main/duplicates/match/word-index.ts';
import { fingerprintFile } from '#main/worker/fingerprint-file.ts';
import { needFfmpeg, runFfmpeg } from './ffmpeg.ts';

/** What a recording becomes on its way into a collection; each is the same recording. */
const ENCODINGS: Readonly<Record<string, readonly string[]>> = {
  'copy.wav': ['-sample_fmt', 's16'],
  '96.mp3': ['-b:a', '96k'],
  '320.mp3': ['-b:a', '320k'],
  'aac.m4a': ['-c:a', 'aac', '-b:a', '128k'],
  'vorbis.ogg': ['-c:a', 'libvorbis', '-q:a', '3'],
  'whole.flac': ['-sample_fmt', 's16'],
  'late.mp3': ['-af', 'adelay=200:all=1', '-b:a', '192k'],
  'early.mp3': ['-ss', '0.2', '-b:a', '192k'],
  'quiet.mp3': ['-af', 'volume=-6dB', '-b:a', '192k'],
  'padded.mp3': ['-af', 'adelay=3000:all=1,apad=pad_dur=2', '-b:a', '128k'],
};
/** And what is another one: in another key, at another tempo. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'key.mp3': ['-af', 'asetrate=44100*1.0594631,aresample=44100', '-b:a', '192k'],
  'tempo.mp3': ['-af', 'atempo=1.06', '-b:a', '192k'],
};
/** Quieter than the loop: at -12 dB a melody is hardly more than a shimmer over the drums. */
const MELODY_DB = -9;

/** A file with what it is. */
interface MadeFile {
  readonly path: string;
  /** Files of one recording have one. */
  readonly recording: string;
}

export interface HeardFile {
  readonly file: string;
  readonly recording: string;
  readonly words: Uint32Array;
}

/** Makes all encodings, and the near misses, of some seconds of a file. */
export async function encodings(source: string, folder: string, seconds: number): Promise<MadeFile[]> {
  const name = basename(source);
  const made: MadeFile[] = [];
  for (const [all, isSame] of [
    [ENCODINGS, true],
    [OTHERS, false],
  ] as const) {
    for (const [ending, output] of Object.entries(all)) {
      const path = join(folder, `${name}-${ending}`);
      await runFfmpeg(['-t', String(seconds), '-i', source, ...output, path]);
      made.push({ path, recording: isSame ? name : `${name} ${ending}` });
    }
  }
  return made;
}

/** The same drum loop under melodies, each another track. */
export async function overLoop(
  loop: string,
  melodies: readonly string[],
  folder: string,
  seconds: number,
): Promise<MadeFile[]> {
  const made: MadeFile[] = [];
  for (const melody of melodies) {
    const path = join(folder, `${basename(loop)}-${basename(melody)}`);
    const level = (lufs: number): string => `loudnorm=I=${lufs}:TP=-2,aresample=44100`;
    const mix = `[0:a]${level(-16)}[l];[1:a]${level(-16 + MELODY_DB)}[m];[l][m]amix=inputs=2:duration=shortest:normalize=0`;
    const inputs = ['-stream_loop', '60', '-i', loop, '-i', melody, '-t', String(seconds)];
    await runFfmpeg([...inputs, '-filter_complex', mix, path]);
    made.push({ path, recording: basename(path) });
  }
  return made;
}

export function hearAll(files: readonly MadeFile[], fft: FftLibrary): Promise<HeardFile[]> {
  return Promise.all(
    files.map(async ({ path, recording }) => {
      const { words } = await fingerprintFile(path, needFfmpeg(), fft);
      return { file: basename(path), recording, words };
    }),
  );
}

/** Pairs of one recording, as "a = b". */
export interface FoundPairs {
  readonly expected: readonly string[];
  readonly found: ReadonlySet<string>;
  /** Found, and two recordings. */
  readonly wrong: readonly string[];
}

/** Compares all files as a search does. */
export function findPairs(heard: readonly HeardFile[]): FoundPairs {
  const builder = new WordIndexBuilder(heard.length);
  for (const { words } of heard) builder.add(words);
  const index = builder.build();
  const wrong: string[] = [];
  const found = new Set<string>();
  for (const [track, mine] of heard.entries()) {
    for (const { other, offsets } of index.candidates(track)) {
      const its = heard[other];
      if (its === undefined || compareRecordings(mine.words, its.words, offsets) === null) continue;
      if (its.recording === mine.recording) found.add(`${its.file} = ${mine.file}`);
      else wrong.push(`${its.file} = ${mine.file}`);
    }
  }
  const expected = heard.flatMap((mine, n) =>
    heard.slice(0, n).flatMap((its) => (its.recording === mine.recording ? [`${its.file} = ${mine.file}`] : [])),
  );
  return { expected, found, wrong };
}
