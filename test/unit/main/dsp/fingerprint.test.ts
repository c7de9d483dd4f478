import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { renderTrack } from '#main/demo/synth/render-track.ts';
import { HALF_RATE } from '#main/dsp/analyser.ts';
import { type FftLibrary, loadFft } from '#main/dsp/fft.ts';
import { createFingerprintAnalyser } from '#main/dsp/fingerprint.ts';
import { fingerprintWords } from '#main/dsp/fingerprint-words.ts';
import { createHalfBandDecimator } from '#main/dsp/half-band.ts';
import { shortRecipe } from '#test/support/demo-recipes.ts';
import { ffmpegPath } from '#test/support/ffmpeg.ts';
import { interleave } from '#test/support/signals.ts';
import { tempFolder } from '#test/support/temp-library.ts';
import { writeFloatWav } from '#test/support/wav.ts';

let fft: FftLibrary;
let music: Float32Array;

beforeAll(async () => {
  fft = await loadFft();
  const { left, right } = renderTrack(shortRecipe('house', { sections: [{ kind: 'drop', bars: 8 }] }));
  music = interleave(left, right);
});

function fingerprint(frames: Float32Array): Uint32Array {
  const analyser = createFingerprintAnalyser(fft);
  const decimator = createHalfBandDecimator();
  for (let from = 0; from < frames.length; from += 8192)
    analyser.push(decimator.push(frames.subarray(from, from + 8192)));
  analyser.push(decimator.flush());
  return analyser.finish();
}

function bitErrors(a: Uint32Array, b: Uint32Array): number {
  let errors = 0;
  for (const [n, word] of a.entries()) errors += ((word ^ (b[n] ?? 0)) >>> 0).toString(2).replaceAll('0', '').length;
  return errors / (32 * a.length);
}

/** ffmpeg with libchromaprint, which few builds have: the reference. */
function reference(path: string): Uint32Array | null {
  if (ffmpegPath === null) return null;
  const args = ['-v', 'error', '-i', path, '-ac', '1', '-ar', '11025', '-f', 'chromaprint', '-fp_format', 'raw', '-'];
  for (const program of [ffmpegPath, 'ffmpeg']) {
    try {
      const bytes = execFileSync(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      return new Uint32Array(new Uint8Array(bytes).buffer);
    } catch {
      // Another build may have it.
    }
  }
  return null;
}

test('is that of Chromaprint, but for a bit in a thousand, where its library is at hand to compare', async ({
  skip,
}) => {
  const path = join(tempFolder(), 'music.wav');
  await writeFloatWav(path, music, { channels: 2, sampleRate: 44_100 });
  const expected = reference(path);
  if (expected === null) return skip('No ffmpeg with libchromaprint');
  const found = fingerprint(music);
  expect(Math.abs(found.length - expected.length)).toBeLessThanOrEqual(1);
  return expect(bitErrors(found.subarray(0, expected.length), expected)).toBeLessThan(0.001);
});

test('has a word each 124 ms, from the first 2.6 s on', () => {
  const seconds = music.length / 2 / (2 * HALF_RATE);
  const frames = Math.floor((seconds * 11_025 - 4096) / 1365) + 1;
  expect(fingerprint(music)).toHaveLength(frames - 4 - 15);
});

test('does not hear how loud it is', () => {
  expect(bitErrors(fingerprint(music.map((sample) => sample / 4)), fingerprint(music))).toBeLessThan(0.002);
});

test('of silence is the word that AcoustID knows as such; of less than three seconds it is empty', () => {
  expect(new Set(fingerprint(new Float32Array(44_100 * 2 * 10)))).toEqual(new Set([627_964_279]));
  expect(fingerprint(music.subarray(0, 44_100 * 2 * 2))).toHaveLength(0);
  expect(fingerprintWords(new Float32Array())).toHaveLength(0);
});

test('another key is another recording', () => {
  const { left, right } = renderTrack(
    shortRecipe('house', { sections: [{ kind: 'drop', bars: 8 }], key: { pitchClass: 3, mode: 'minor' } }),
  );
  expect(bitErrors(fingerprint(interleave(left, right)), fingerprint(music))).toBeGreaterThan(0.15);
});
