import { rm } from 'node:fs/promises';
import { clubTrack, interleave } from '#test/support/signals.ts';
import { writeFloatWav } from '#test/support/wav.ts';
import { runProgram } from './run-program.ts';

const LOOP_SECONDS = 60;

/** Writes a house track as mp3, stereo, 320 kbit/s: a minute of it, over and over. */
export async function makeHouseMp3(path: string, seconds: number, ffmpegPath: string, bpm = 124): Promise<void> {
  const wav = `${path}.wav`;
  const left = clubTrack(bpm, Math.min(LOOP_SECONDS, seconds));
  const right = left.map((sample) => 0.8 * sample);
  await writeFloatWav(wav, interleave(left, right), { channels: 2, sampleRate: 44_100 });
  const loop = ['-v', 'error', '-stream_loop', '-1', '-i', wav, '-t', String(seconds)];
  await runProgram(ffmpegPath, [...loop, '-c:a', 'libmp3lame', '-b:a', '320k', path]);
  await rm(wav);
}
