import { describe, expect, test } from 'vitest';
import type { InterchangeTrack } from '#main/interchange/model.ts';
import { parseSetText } from '#main/interchange/text/set-text/parse-set-text.ts';
import { writtenTracklists } from '#test/support/written-tracklists.ts';

const read = (text: string) => parseSetText(Buffer.from(text), 'Pasted.txt');

function flagsOf({ extra }: InterchangeTrack): string {
  const flags = [
    extra['TEXT.LAYER'] === undefined ? '' : 'layer',
    extra['TEXT.MASH-UP'] === undefined ? '' : 'mashup',
    extra['TEXT.UNKNOWN'] === undefined ? '' : `unknown=${extra['TEXT.UNKNOWN']}`,
    extra['TEXT.NOTE'] === undefined ? '' : `note=${extra['TEXT.NOTE']}`,
  ];
  return flags.filter((flag) => flag !== '').join(' ');
}

function rowOf(track: InterchangeTrack): string {
  const { artist, title, mix, label, extra } = track;
  const cells = [artist, title, mix, label, extra['TEXT.CATALOGUE'] ?? '', extra['TEXT.START'] ?? '', flagsOf(track)];
  return cells
    .join(' | ')
    .replace(/(?: \|\s*)+$/, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

describe.each(['sites.txt', 'people.txt', 'radio.txt'])('lists as they are written (%s)', (file) => {
  test.each(writtenTracklists(file).map((list) => [list.name, list] as const))('%s', (_, list) => {
    const { library } = read(list.text);
    expect(library.tracks.map(rowOf)).toEqual(list.rows);
    if (list.title !== null) expect(library.playlists[0]?.name).toBe(list.title);
  });
});

describe('one row of every kind, in every language', () => {
  const NAMES = [
    ['Âme', 'Rej', ''],
    ['Jay-Z & Linkin Park', 'Numb/Encore', ''],
    ['Earth, Wind & Fire', 'September', 'Extended Mix'],
    ['808 State', 'Pacific 707', ''],
    ['DJ Koze feat. Róisín Murphy', 'Scratch That', ''],
    ['A.D.N.Y. presents Leah', 'Not The Only One', 'Club Mix'],
    ['Sasha', 'Xpander - Part Two', ''],
    ['Björk', 'Jóga (feat. Nobody)', 'Alec Empire Remix'],
    ['Кино', 'Группа крови', ''],
    ['Τζίμης Πανούσης', 'Νεοέλληνας', ''],
    ['電気グルーヴ', '虹', ''],
    ['周杰倫', '青花瓷', ''],
    ['방탄소년단', '봄날', ''],
    ['עפרה חזה', 'אם ננעלו', ''],
    ['فيروز', 'سألوني الناس', ''],
    ['Şebnem Ferah', 'Sil Baştan', ''],
    ['Czesław Niemen', 'Dziwny jest ten świat', ''],
    ['Héctor Lavoe', '¿Qué lío?', ''],
    ['ทาทา ยัง', 'โอ๊ะ โอ๊ย', ''],
    ['लता मंगेशकर', 'लग जा गले', ''],
    ['Swedish House Mafia vs. Eric Prydz', 'One vs. Pjanoo', 'Bootleg'],
    ["Guns N' Roses", "Sweet Child O' Mine", ''],
    ['Ty Dolla $ign', '3 Wayz', ''],
    ['Hudson Mohawke x Nikki Nair', 'Set The Roof', ''],
  ] as const;

  type Row = (names: string, label: string, index: number) => string;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = (index: number) => `${two(Math.floor((index * 4) / 60))}:${two((index * 4) % 60)}:${two(index)}`;
  const KINDS: Readonly<Record<string, Row>> = {
    'nothing before': (names) => names,
    '01.': (names, _, n) => `${two(n + 1)}. ${names}`,
    '1)': (names, _, n) => `${n + 1}) ${names}`,
    '01 -': (names, _, n) => `${two(n + 1)} - ${names}`,
    '1': (names, _, n) => `${n + 1} ${names}`,
    '#1': (names, _, n) => `#${n + 1} ${names}`,
    '1.[label]': (names, label, n) => `${n + 1}.${names} [${label}]`,
    '[000]': (names, label, n) => `[${String(n * 5).padStart(3, '0')}] ${names} [${label} - CAT ${n}]`,
    '[0??]': (names, label, n) => `[${n % 3 === 0 ? String(n).padStart(3, '0') : '0??'}] ${names} [${label}]`,
    clock: (names, _, n) => `${clock(n)} ${names}`,
    '[clock]': (names, label, n) => `[${clock(n)}] ${names} [${label}]`,
    'clock -': (names, _, n) => `${clock(n)} - ${names}`,
    '01 - clock -': (names, _, n) => `${two(n + 1)} - ${clock(n)} - ${names}`,
    '01. [clock]': (names, _, n) => `${two(n + 1)}. [${clock(n)}] ${names}`,
    '[clock] 01.': (names, _, n) => `[${clock(n)}] ${two(n + 1)}. ${names}`,
    bullets: (names) => `• ${names}`,
    'w/': (names, label, n) => `${n % 2 === 0 ? `${n / 2 + 1}.` : 'w/'} ${names} [${label}]`,
    'trailing clock': (names, _, n) => `${names} ${clock(n)}`,
  };
  const DASHES = [' - ', ' – ', ' — '];

  test.each(Object.entries(KINDS))('%s', (_, row) => {
    for (const dash of DASHES) {
      const lines = NAMES.map(([artist, title, mix], index) =>
        row(`${artist}${dash}${title}${mix === '' ? '' : ` (${mix})`}`, 'Ostgut Ton', index),
      );
      const { library } = read(lines.join('\n'));
      expect(library.tracks.map(({ artist, title, mix }) => [artist, title, mix])).toEqual(NAMES);
    }
  });
});

describe('bad input', () => {
  test('lines that are no tracks are counted by kind', () => {
    const { library, unknown } = read(
      'My Set\n\n// comment\n=====\nhttps://a.example/b\nGenre: House\n1. A - B\n2. C - D\n',
    );
    expect(library.tracks).toHaveLength(2);
    expect(unknown).toEqual({ heading: 1, 'blank line': 2, comment: 2, link: 1, details: 1 });
  });

  test('no row, no text, and a line too long are told', () => {
    expect(read('hello\nworld').problems).toEqual([
      { where: '', message: 'No line reads as a track. Write one a line: "Artist - Title".' },
    ]);
    expect(read('').problemCount).toBe(1);
    expect(read(`A - B\n${'x'.repeat(2000)} - y\nC - D`).problems.map((problem) => problem.where)).toEqual(['line 2']);
  });

  test.each([
    [
      'Windows-1251',
      Buffer.from([0xca, 0xe8, 0xed, 0xee, 0x20, 0x2d, 0x20, 0xc3, 0xf0, 0xf3, 0xef, 0xef, 0xe0]),
      'Кино',
      'Группа',
    ],
    ['Windows-1252', Buffer.from('Bj\xf6rk - J\xf3ga', 'latin1'), 'Björk', 'Jóga'],
    ['UTF-16', Buffer.from('\ufeff電気グルーヴ - 虹', 'utf16le'), '電気グルーヴ', '虹'],
    ['UTF-8 with a mark', Buffer.from('\ufeffBjörk - Jóga'), 'Björk', 'Jóga'],
  ])('%s', (_, bytes, artist, title) => {
    expect(parseSetText(bytes, 'x.txt').library.tracks[0]).toMatchObject({ artist, title });
  });

  test('a list of 20 MB takes seconds, and one of brackets does not hang', () => {
    const line = '01:02:03 Some Artist feat. Another - Some Title (Somebody Remix) [Label - CAT 001]\n';
    // Processor time: a machine that is busy otherwise is slow, not wrong.
    const start = process.cpuUsage();
    expect(read(line.repeat(Math.floor(2_000_000 / line.length))).library.tracks.length).toBeGreaterThan(20_000);
    expect(
      read(`A - ${'('.repeat(450)}${')'.repeat(450)}\n${'[('.repeat(400)}\nA - B ${'- '.repeat(400)}`).library.tracks
        .length,
    ).toBeGreaterThan(0);
    expect(process.cpuUsage(start).user).toBeLessThan(6_000_000);
  });
});
