import { expect, test } from 'vitest';
import { bestTrack } from '#main/duplicates/best-track.ts';
import type { DuplicateTrack, TrackFile } from '#shared/contract/duplicates.ts';
import { inventTrack } from '#test/support/fake-host/invented-tracks.ts';

interface Made extends Partial<Omit<DuplicateTrack, 'track' | 'files'>> {
  readonly file?: Partial<TrackFile>;
  readonly track?: Partial<DuplicateTrack['track']>;
}

let made = 0;
function track({ file, track: fields, ...more }: Made): DuplicateTrack {
  made += 1;
  const files: TrackFile[] = [
    { path: `/${made}`, format: 'mp3', bitRate: 320_000, sampleRate: 44_100, sizeBytes: 1, missing: false, ...file },
  ];
  const row = {
    ...inventTrack(made),
    durationSeconds: 300,
    missing: false,
    addedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
  };
  return { track: row, files, cutoffHz: 20_000, crates: 0, sets: 0, plays: 0, cues: 0, ...more };
}
const flac = { format: 'flac', bitRate: 900_000 };

test('a lossless file is better than an mp3', () => {
  const [mp3, lossless] = [track({}), track({ file: flac, cutoffHz: 22_050 })];
  expect(bestTrack([mp3, lossless])).toEqual({ best: lossless, why: ['it is lossless'] });
});

test('a FLAC that was made from a 128 kbit/s mp3 is worse than an honest mp3', () => {
  const [honest, fake] = [track({}), track({ file: flac, cutoffHz: 16_100 })];
  const { best, why } = bestTrack([fake, honest]);
  expect(best).toBe(honest);
  expect(why).toEqual(['the other ends at 16.1 kHz: it was made from a compressed file']);
});

test('a file that is there is better than any that is not', () => {
  const [gone, there] = [
    track({ file: { ...flac, missing: true }, track: { missing: true }, cues: 8 }),
    track({ file: { bitRate: 128_000 }, cutoffHz: 16_000 }),
  ];
  expect(bestTrack([gone, there])).toEqual({ best: there, why: ['its file is there'] });
});

test('of two alike mp3 files the higher bit rate, then the prepared one', () => {
  const [low, high] = [track({ file: { bitRate: 192_000 }, cues: 4 }), track({})];
  expect(bestTrack([low, high]).why).toEqual(['its bit rate is higher']);
  const [bare, prepared] = [track({}), track({ cues: 3 })];
  expect(bestTrack([bare, prepared])).toEqual({ best: prepared, why: ['it has more cues'] });
});

test('each of several others may have its own reason', () => {
  const [best, low, gone] = [
    track({ file: flac, cutoffHz: 22_050 }),
    track({}),
    track({ file: { ...flac, missing: true }, track: { missing: true } }),
  ];
  expect(bestTrack([low, best, gone])).toEqual({ best, why: ['it is lossless', 'its file is there'] });
});
