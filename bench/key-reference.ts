/**
 * The key finder that ours is measured against, on the same labelled audio: essentia's KeyExtractor with the profiles
 * that did best in trials. npm run bench:key-reference -- [--truth DIR/truth.json]
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { locateFfmpeg } from '#main/platform/ffmpeg-locate.ts';
import { DEVELOPMENT_TRUTH, readTruth } from '#test/support/truth.ts';
import { mirexKeyScore } from './analysis-metrics.ts';
import { decodeMono } from './decode-mono.ts';
import { ESSENTIA_PROFILES, loadEssentiaKey } from './essentia-key.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { truth: { type: 'string', default: DEVELOPMENT_TRUTH } } });
  const ffmpegPath = await locateFfmpeg({ env: process.env });
  const keyOf = loadEssentiaKey();
  const scores = new Map<string, number[]>(ESSENTIA_PROFILES.map((profile) => [profile, []]));
  for (const track of readTruth(resolve(values.truth))) {
    if (!track.key) continue;
    const samples = await decodeMono(track.path, ffmpegPath);
    for (const profile of ESSENTIA_PROFILES)
      scores.get(profile)?.push(mirexKeyScore(keyOf(samples, profile), track.key));
  }
  for (const [profile, list] of scores) {
    const exact = list.filter((score) => score === 1).length;
    const mirex = list.reduce((sum, score) => sum + score, 0) / list.length;
    console.log(`essentia ${profile}: exact ${exact} of ${list.length}, MIREX ${(100 * mirex).toFixed(1)} %`);
  }
}

await main();
