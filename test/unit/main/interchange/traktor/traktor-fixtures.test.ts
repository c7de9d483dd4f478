import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { decodeText } from '#main/interchange/decode-text.ts';
import { formatTraktor } from '#main/interchange/traktor/format-traktor.ts';
import { createTraktorReader, parseTraktor } from '#main/interchange/traktor/parse-traktor.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';

const TRACKS = 'traktor-nml/v19_two-tracks_all-cue-types.nml';
const FILES = [TRACKS, 'traktor-nml/v19_empty_with-SETS.nml'];
const textOf = (file: string): string => decodeText(readFileSync(interchangeFixture(file) ?? file));
const isAbsent = interchangeFixture('traktor-nml') === null;

test.skipIf(isAbsent)('two tracks of Traktor Pro 3', () => {
  const { library, problems, unknown } = parseTraktor(textOf(TRACKS));
  expect({ problems, unknown, playlists: library.playlists, plays: library.plays }).toEqual({
    problems: [],
    unknown: {},
    playlists: [],
    plays: [],
  });
  const [first, second] = library.tracks;
  expect(library.tracks).toHaveLength(2);
  expect(first).toMatchObject({
    title: 'Get Down On It (Rocco Raimundo Edit)',
    artist: 'Kool & The Gang',
    path: 'D:\\Music\\Collections\\Performance\\Lossy\\Downloads\\Kool & The Gang\\Get Down On It (Rocco Raimundo Edit)\\Get Down On It (Rocco Raimundo Edit) - Kool & The Gang.mp3',
    // The text says Eb, the analysis says G.
    keyText: '2d',
    key: { pitchClass: 7, mode: 'major' },
    bpm: 111.999931,
    playCount: 11,
    year: 2012,
    locked: true,
    rating: null,
    lastPlayedAt: '2019-08-29',
    grid: [{ startSeconds: 0.053484213, bpm: 111.999931, slot: 0, name: '' }],
  });
  expect(first?.cues.map(({ type, slot }) => [type, slot])).toEqual([
    ['cue', 1],
    ['cue', 2],
    ['cue', 3],
    ['loop', 4],
    ['loop', 5],
    ['cue', 6],
    ['loop', 7],
  ]);
  expect(second?.label).toBe('Blasé Boys Club');
  expect(second?.cues.map(({ name }) => name)).toEqual(['Drums', 'Bassline', 'Vocals', 'Drop', 'Break', 'Drop', '']);
});

test.skipIf(isAbsent)('an empty collection with SETS', () => {
  const { library, problemCount } = parseTraktor(textOf('traktor-nml/v19_empty_with-SETS.nml'));
  expect({ library, problemCount }).toEqual({ library: { tracks: [], playlists: [], plays: [] }, problemCount: 0 });
});

test.skipIf(isAbsent).each(FILES)('%s is the same after writing and reading', (file) => {
  const text = textOf(file);
  const { library } = parseTraktor(text);
  for (const version of [19, 20] as const) {
    const { output, dropped } = formatTraktor(library, version);
    expect(dropped).toEqual({});
    const again = parseTraktor(output);
    expect(again.problems).toEqual([]);
    expect(again.library).toEqual(library);
    expect(formatTraktor(again.library, version).output).toBe(output);
  }
});

test.skipIf(isAbsent)('every attribute that Traktor wrote of an entry is written again', () => {
  const text = textOf(TRACKS);
  const attributesOf = (nml: string): string[] =>
    [
      ...nml
        .replaceAll(/>\s+</g, '><')
        .matchAll(/<(?:ENTRY|LOCATION|ALBUM|MODIFICATION_INFO|INFO|TEMPO|LOUDNESS|MUSICAL_KEY|CUE_V2) [^>]*>/g),
    ]
      .flatMap(([tag]) => [...tag.matchAll(/ ([A-Z_0-9]+="[^"]*")/g)].map((match) => match[1] ?? ''))
      .filter((attribute) => attribute !== 'COMMENT=""')
      .toSorted();
  expect(attributesOf(formatTraktor(parseTraktor(text).library).output)).toEqual(attributesOf(text));
});

test.skipIf(isAbsent).each(FILES)('%s cut at every hundredth keeps every whole entry', (file) => {
  const text = textOf(file);
  const whole = parseTraktor(text).library.tracks;
  for (let percent = 0; percent < 100; percent += 1) {
    const cut = text.slice(0, Math.floor((text.length * percent) / 100));
    const reader = createTraktorReader<InterchangeTrack[]>([]);
    for (let at = 0; at < cut.length; at += 1_000) reader.write(cut.slice(at, at + 1_000));
    if (!cut.includes('<NML VERSION="19">')) {
      expect(() => reader.finish()).toThrow(AppError);
      continue;
    }
    const { library, problems } = reader.finish();
    const ended = [...cut.matchAll(/<\/ENTRY>/g)].length;
    expect(library.tracks.slice(0, ended)).toEqual(whole.slice(0, ended));
    expect(problems.filter(({ message }) => message.startsWith('The file ends early'))).toHaveLength(1);
  }
});
