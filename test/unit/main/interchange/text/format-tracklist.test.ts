import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyTrack } from '#main/interchange/model.ts';
import { formatTracklist } from '#main/interchange/text/set-text/format-tracklist.ts';
import { parseSetText } from '#main/interchange/text/set-text/parse-set-text.ts';

const FULL = { withTimes: true, withLabels: true };

test('a set as a list to paste, with what it cannot say counted', () => {
  const track = {
    ...emptyTrack('1'),
    artist: 'A',
    title: 'T',
    mix: 'Dub',
    label: 'L',
    bpm: 120,
    extra: { 'TEXT.CATALOGUE': 'C 1' },
  };
  const entries = [
    { track, startSeconds: 0 },
    { track: { ...emptyTrack('2'), artist: 'B - C', title: 'U', extra: { 'TEXT.LAYER': '1' } }, startSeconds: 61 },
    { track: { ...emptyTrack('3'), title: '' }, startSeconds: null },
    { track: { ...emptyTrack('4'), artist: 'D', title: 'V (Dub)', mix: 'Dub' }, startSeconds: 3723.4 },
  ];
  expect(formatTracklist('Friday', entries, FULL)).toEqual({
    output: 'Friday\n\n01. [00:00] A - T (Dub) [L - C 1]\n[01:01] w/ B-C - U\n02. ID\n03. [1:02:03] D - V (Dub)\n',
    dropped: { 'artist.dash': 1, 'track.bpm': 1 },
  });
  expect(formatTracklist('', entries.slice(0, 1), { withTimes: false, withLabels: false })).toEqual({
    output: '01. A - T (Dub)\n',
    dropped: { 'entry.start': 1, 'track.bpm': 1, 'track.label': 1 },
  });
});

test('what is written reads back equal', () => {
  const words = fc.constantFrom(
    'Âme',
    'Bicep',
    '808 State',
    'Кино',
    '電気グルーヴ',
    'Jay-Z & Friends',
    "Guns N' Roses",
    'فيروز',
    'DJ Koze feat. X',
  );
  const titles = fc.constantFrom(
    'Rej',
    'Part 1 - Dawn',
    'Glue (Again)',
    'Numb/Encore',
    'Группа крови',
    '4.50',
    'Jóga – Night',
    'Who?',
    '虹',
  );
  const entry = fc.record({
    artist: words,
    title: titles,
    mix: fc.constantFrom('', 'Extended Mix', 'Somebody Remix', 'Dub'),
    label: fc.constantFrom('', 'Ostgut Ton', 'R&S', 'Плёнка'),
    catalogue: fc.constantFrom('', 'O-TON 12', 'RS 101'),
    isLayer: fc.boolean(),
    startSeconds: fc.option(fc.integer({ min: 0, max: 6 * 3600 })),
  });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), (rows) => {
      const entries = rows.map(({ artist, title, mix, label, catalogue, isLayer, startSeconds }, index) => {
        const number = label === '' ? '' : catalogue;
        const extra = {
          ...(number === '' ? {} : { 'TEXT.CATALOGUE': number }),
          ...(isLayer ? { 'TEXT.LAYER': '1' } : {}),
          ...(startSeconds === null ? {} : { 'TEXT.START': String(startSeconds) }),
        };
        return { track: { ...emptyTrack(String(index + 1)), artist, title, mix, label, extra }, startSeconds };
      });
      const { output } = formatTracklist('Live at Home 2024-05-01', entries, FULL);
      const { library, problemCount } = parseSetText(Buffer.from(output), 'x.txt');
      expect(library.tracks).toEqual(entries.map(({ track }) => track));
      expect(library.playlists[0]?.name).toBe('Live at Home 2024-05-01');
      expect(problemCount).toBe(0);
    }),
    { numRuns: 300 },
  );
});
