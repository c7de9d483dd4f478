import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { decodeText } from '#main/interchange/decode-text.ts';
import { formatRekordbox } from '#main/interchange/rekordbox/format-rekordbox.ts';
import { createRekordboxReader, parseRekordbox } from '#main/interchange/rekordbox/parse-rekordbox.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { interchangeFixture } from '#test/support/interchange-fixtures.ts';

const FILES = {
  cues: 'rekordbox-xml/rb5.6.1_D-drive_cues.xml',
  demo: 'rekordbox-xml/rb5.8.6_windows_demo.xml',
  german: 'rekordbox-xml/rb6.6.2_windows_demo_german.xml',
  template: 'rekordbox-xml/template_missing-Name-attribute.xml',
} as const;
const textOf = (file: string): string => decodeText(readFileSync(interchangeFixture(file) ?? file));
const isAbsent = interchangeFixture('rekordbox-xml') === null;

test.skipIf(isAbsent)('rekordbox 5.6.1: hot cues, memory cues and loops with colours', () => {
  const { library, problems, unknown } = parseRekordbox(textOf(FILES.cues));
  expect({ problems, unknown, playlists: library.playlists }).toEqual({ problems: [], unknown: {}, playlists: [] });
  expect(library.tracks.map(({ id, cues, grid }) => [id, cues.length, grid.length])).toEqual([
    ['22184', 10, 1],
    ['22187', 14, 1],
  ]);
  const [first] = library.tracks;
  expect(first).toMatchObject({
    title: 'Whatever You Do (Instrumental)',
    path: 'D:\\Music\\Collections\\Performance\\Lossy\\Downloads\\Various Artists\\Club Meduse\\Whatever You Do (Instrumental) - The C.V.Q. Band.mp3',
    bpm: 116.28,
    key: { pitchClass: 0, mode: 'minor' },
    trackNumber: 8,
    discNumber: null,
    year: null,
    durationSeconds: 279,
    addedAt: '2019-09-03',
    extra: {},
  });
  expect(first?.cues.filter(({ slot }) => slot !== null).map(({ slot }) => slot)).toEqual([0, 1, 2, 4, 5]);
  expect(first?.cues[8]).toEqual({
    type: 'loop',
    slot: 5,
    startSeconds: 148.804,
    endSeconds: 157.059,
    name: '',
    colour: '#ff8c00',
  });
});

test.skipIf(isAbsent)('rekordbox 5.8.6: tags over several lines, folders, a grid that changes', () => {
  const { library, problems, unknown } = parseRekordbox(textOf(FILES.demo));
  expect({ problems, unknown }).toEqual({ problems: [], unknown: {} });
  expect(library.tracks.map(({ title }) => title)).toEqual([
    'NOISE',
    'SINEWAVE',
    'SIREN',
    'HORN',
    'Demo Track 1',
    'Demo Track 2',
  ]);
  expect(library.tracks.map(({ grid, cues }) => [grid.length, cues.length])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 4],
    [10, 4],
  ]);
  expect(library.tracks[5]?.grid.map(({ beatNumber }) => beatNumber)).toEqual([1, 1, 2, 3, 4, 1, 2, 3, 4, 1]);
  const list = (name: string) => ({ kind: 'playlist', name, trackIds: ['5', '6'] });
  expect(library.playlists).toEqual([
    { kind: 'folder', name: 'Folder', children: [list('Sub Playlist')] },
    list('Playlist1'),
  ]);
});

test.skipIf(isAbsent)('rekordbox 6.6.2 in German: large ids, localised kinds, an empty list', () => {
  const { library, problems, unknown } = parseRekordbox(textOf(FILES.german));
  expect({ problems, unknown }).toEqual({ problems: [], unknown: {} });
  expect(library.tracks).toHaveLength(6);
  expect(library.tracks[0]).toMatchObject({ id: '253529738', keyText: 'Fm', extra: { 'TRACK.Kind': 'Mp3-Datei ' } });
  expect(library.playlists).toEqual([{ kind: 'playlist', name: 'Trial playlist - Cloud Library Sync', trackIds: [] }]);
});

test.skipIf(isAbsent)('a template without names and with a wrong count', () => {
  const { library, problems } = parseRekordbox(textOf(FILES.template));
  expect(library.tracks).toMatchObject([
    { id: '1', title: '', path: '{testLibraryDirectory}/PioneerDJ/Sampler/OSC_SAMPLER/PRESET ONESHOT/NOISE.wav' },
  ]);
  expect(problems).toEqual([{ where: '', message: expect.stringContaining('holds 6 tracks, but holds 1') }]);
});

test.skipIf(isAbsent).each(Object.values(FILES))('%s is the same after writing and reading', (file) => {
  const { library } = parseRekordbox(textOf(file));
  const { output, dropped } = formatRekordbox(library);
  expect(dropped).toEqual({});
  const again = parseRekordbox(output);
  expect(again.problems).toEqual([]);
  expect(again.library).toEqual(library);
  // A second time the very bytes are the same.
  expect(formatRekordbox(again.library).output).toBe(output);
});

test.skipIf(isAbsent).each(Object.values(FILES))('%s cut at every hundredth keeps every whole track', (file) => {
  const text = textOf(file);
  const whole = parseRekordbox(text).library.tracks;
  for (let percent = 0; percent < 100; percent += 1) {
    const cut = text.slice(0, Math.floor((text.length * percent) / 100));
    const reader = createRekordboxReader<InterchangeTrack[]>([]);
    for (let at = 0; at < cut.length; at += 1_000) reader.write(cut.slice(at, at + 1_000));
    if (!cut.includes('<DJ_PLAYLISTS Version="1.0.0">')) {
      expect(() => reader.finish()).toThrow(AppError);
      continue;
    }
    const { library, problems } = reader.finish();
    const ended = [...cut.matchAll(/<\/TRACK>|<TRACK TrackID[^>]*\/>/g)].length;
    expect(library.tracks.slice(0, ended)).toEqual(whole.slice(0, ended));
    expect(problems.filter(({ message }) => message.startsWith('The file ends early'))).toHaveLength(1);
  }
});
