import { describe, expect, test } from 'vitest';
import type { Playlist } from '#main/interchange/model.ts';
import { parseRekordboxTxt } from '#main/interchange/text/rekordbox-txt.ts';

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const ROWS = [
  [
    '1',
    '',
    'Round The Corner (Original Mix)',
    'Elena Ficus',
    'Round The Corner',
    'Funky House',
    '126.00',
    '     ',
    '06:01',
    '11A',
    '2022-10-01',
  ],
  [
    '2',
    '',
    "It's A Garden Thing",
    'Brick & Cup',
    'Picks, Vol. 40',
    'House',
    '125.50',
    '***  ',
    '01:05:16',
    'F#m',
    '2022-12-31',
  ],
];
const file = (header: string, rows = ROWS) => utf16([header, ...rows.map((row) => row.join('\t')), ''].join('\r\n'));

const HEADERS = {
  English: '#\tArtwork\tTrack Title\tArtist\tAlbum\tGenre\tBPM\tRating\tTime\tKey\tDate Added',
  German: '#\tArtwork\tTrack-Titel\tInterpret\tAlbum\tGenre\tBPM\tBewertung\tZeit\tTonart\tHinzugefügt am',
  'German, another version': '#\tCover\tTitel\tKünstler\tAlbum\tGenre\tBPM\tWertung\tDauer\tTonart\tDatum hinzugefügt',
  French: '#\tPochette\tTitre du morceau\tArtiste\tAlbum\tGenre\tBPM\tÉvaluation\tDurée\tTonalité\tDate d’ajout',
  Spanish:
    '#\tPortada\tTítulo de la pista\tArtista\tÁlbum\tGénero\tBPM\tValoración\tTiempo\tTonalidad\tFecha de adición',
  Italian: '#\tCopertina\tTitolo del brano\tArtista\tAlbum\tGenere\tBPM\tValutazione\tDurata\tTonalità\tData aggiunta',
  Dutch: '#\tHoes\tTitel\tArtiest\tAlbum\tGenre\tBPM\tBeoordeling\tTijd\tToonsoort\tDatum toegevoegd',
  Portuguese: '#\tCapa\tTítulo da faixa\tArtista\tÁlbum\tGênero\tBPM\tClassificação\tTempo total\tTom\tData de adição',
  Japanese: '#\tアートワーク\tトラックタイトル\tアーティスト\tアルバム\tジャンル\tBPM\tレート\t時間\tキー\t追加日',
  Korean: '#\t아트워크\t트랙 제목\t아티스트\t앨범\t장르\tBPM\t평점\t시간\t키\t추가일',
  Chinese: '#\t封面\t曲名\t艺术家\t专辑\t流派\tBPM\t评分\t时间\t调\t添加日期',
  Russian: '#\tОбложка\tНазвание трека\tИсполнитель\tАльбом\tЖанр\tBPM\tРейтинг\tВремя\tТональность\tДата добавления',
  'a language that nothing here knows':
    '#\tKunstverk\tSporheiti\tListafólk\tPlata\tStevna\tFerð\tMeting\tLongd\tTónaslag\tLagt afturat',
};

describe('playlists that rekordbox exports as text', () => {
  test.each(Object.entries(HEADERS))('%s', (_, header) => {
    const { library, problems } = parseRekordboxTxt(file(header), 'C:\\Export\\Friday night.txt');
    expect(problems).toEqual([]);
    expect(library.tracks[0]).toMatchObject({
      title: 'Round The Corner (Original Mix)',
      artist: 'Elena Ficus',
      album: 'Round The Corner',
      genre: 'Funky House',
      bpm: 126,
      rating: 0,
      durationSeconds: 361,
      keyText: '11A',
      key: { pitchClass: 6, mode: 'minor' },
      addedAt: '2022-10-01',
    });
    expect(library.tracks[1]).toMatchObject({
      rating: 3,
      durationSeconds: 3916,
      key: { pitchClass: 6, mode: 'minor' },
    });
    expect(library.playlists[0]).toEqual({ kind: 'playlist', name: 'Friday night', trackIds: ['1', '2'] });
  });

  test('more columns in any order: remixer, mix name, label, comments, plays, file, My Tag, colour', () => {
    const header =
      '#\tMy Tag\tArtist\tTrack Title\tRemixer\tMix Name\tLabel\tDJ Play Count\tComments\tRating\tSize\tBitrate\tLocation\tColor\tLyricist';
    const row = [
      '7',
      'Peak, Vocal',
      'A',
      'T',
      'R',
      'Dub',
      'L',
      '3',
      '8A - Energy 7',
      ' ★★',
      '8.5 MB',
      '320 kbps',
      'D:\\a.mp3',
      'Pink',
      'W',
    ];
    const { library, unknown } = parseRekordboxTxt(file(header, [row]), 'x.txt');
    expect(library.tracks[0]).toMatchObject({
      artist: 'A',
      title: 'T',
      remixer: 'R',
      mix: 'Dub',
      label: 'L',
      playCount: 3,
      comment: '8A - Energy 7',
      rating: 2,
      sizeBytes: 8_912_896,
      bitRate: 320_000,
      path: 'D:\\a.mp3',
      extra: { 'TEXT.MY-TAG': 'Peak, Vocal', 'TEXT.COLOUR': 'Pink', 'TEXT.Lyricist': 'W' },
    });
    expect(unknown).toEqual({ 'column Lyricist': 1 });
  });

  test('histories say when each track began', () => {
    const { library } = parseRekordboxTxt(
      utf16('#\tTrack Title\tArtist\tStart Time\n1\tWhite Chapel\tJane Doe\t00:37\n'),
      'h.txt',
    );
    expect(library.tracks[0]?.extra).toEqual({ 'TEXT.START': '37' });
  });

  test('a cut file keeps what it has and says where it ends', () => {
    const whole = file(HEADERS.English);
    const { library, problems } = parseRekordboxTxt(whole.subarray(0, whole.length - 60), 'x.txt');
    expect((library.playlists[0] as Playlist).trackIds).toHaveLength(2);
    expect(library.tracks[1]?.title).toBe("It's A Garden Thing");
    expect(problems.map((problem) => problem.where)).toEqual(['line 3']);
  });

  test('UTF-8 and no byte order mark are read as well; an empty file is told', () => {
    const text = file(HEADERS.French).toString('utf16le').slice(1);
    expect(parseRekordboxTxt(Buffer.from(text), 'x.txt').library.tracks).toHaveLength(2);
    expect(parseRekordboxTxt(Buffer.from(text, 'utf16le'), 'x.txt').library.tracks).toHaveLength(2);
    expect(parseRekordboxTxt(new Uint8Array(), 'x.txt').problems).toEqual([
      { where: '', message: 'The file is empty.' },
    ]);
  });
});
